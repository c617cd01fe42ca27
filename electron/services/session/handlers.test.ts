import { expect, test } from 'vitest'
import { fail } from '#shared/api/faults.ts'
import { joinHandlers, type HandlerSlices } from './handlers.ts'

const FULL = new Error('database or disk is full')

function handlersThrowing(error: Error) {
  const workspace = {
    'workspace.patch': () => {
      throw error
    },
  }
  return joinHandlers({ workspace } as unknown as HandlerSlices, (thrown) =>
    thrown === FULL ? fail('cannot-write', 'The disk is full.').fault : null,
  )
}

const PATCH = { sheetId: 1, pageId: '7f3b0bb8-6f0c-4b1c-9f3e-0d5a5d0f9a11', batch: 1, patches: [] }

test('a call that a full disk stopped answers a fault, which the page can try again', async () => {
  expect(await handlersThrowing(FULL)['workspace.patch'](PATCH)).toEqual(
    fail('cannot-write', 'The disk is full.'),
  )
})

test('a call that failed unexpectedly stays a surprise', async () => {
  const call = async () => handlersThrowing(new Error('unexpected'))['workspace.patch'](PATCH)
  await expect(call()).rejects.toThrow('unexpected')
})
