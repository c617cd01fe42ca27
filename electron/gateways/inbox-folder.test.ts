import { existsSync, mkdirSync, readFileSync, writeFileSync, truncateSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAX_FILE_BYTES } from '#electron/workbook/bounds.ts'
import { createInbox } from './inbox-folder.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'leadsheet-inbox-'))
})

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true })
})

async function begun(inbox: ReturnType<typeof createInbox>, size: number): Promise<string> {
  const result = await inbox.begin('leads.csv', size)
  if (!result.ok) throw new Error(result.fault.text)
  return result.value.fileId
}

test('a file is there when all its bytes have come, in the order they came', async () => {
  const inbox = createInbox(dataDir)
  const fileId = await begun(inbox, 6)
  await inbox.append(fileId, Buffer.from('abc'))
  expect(inbox.find(fileId)).toBeNull()
  await inbox.append(fileId, Buffer.from('def'))
  const file = inbox.find(fileId)
  expect(file?.name).toBe('leads.csv')
  expect(readFileSync(file!.path, 'utf8')).toBe('abcdef')
  await inbox.discard(fileId)
  expect(existsSync(file!.path)).toBe(false)
  expect(inbox.find(fileId)).toBeNull()
})

test('a file of no bytes is there at once', async () => {
  const inbox = createInbox(dataDir)
  expect(inbox.find(await begun(inbox, 0))).not.toBeNull()
})

test('more bytes than were announced end the file', async () => {
  const inbox = createInbox(dataDir)
  const fileId = await begun(inbox, 2)
  expect(await inbox.append(fileId, Buffer.from('abc'))).toMatchObject({
    ok: false,
    fault: { kind: 'invalid' },
  })
  expect(await inbox.append(fileId, Buffer.from('a'))).toMatchObject({
    ok: false,
    fault: { kind: 'not-found' },
  })
})

test('a file over the bound is refused before any of it is sent', async () => {
  const refused = await createInbox(dataDir).begin('huge.csv', MAX_FILE_BYTES + 1)
  expect(refused).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
})

test('what an earlier run left is swept away, and a file that lies elsewhere stays', async () => {
  mkdirSync(join(dataDir, 'inbox'))
  writeFileSync(join(dataDir, 'inbox', 'left'), 'x')
  const mine = join(dataDir, 'mine.csv')
  writeFileSync(mine, 'Email')
  const inbox = createInbox(dataDir)
  expect(existsSync(join(dataDir, 'inbox', 'left'))).toBe(false)
  const { fileId } = inbox.adopt(mine, 'mine.csv')
  expect(inbox.find(fileId)).toEqual({ path: mine, name: 'mine.csv' })
  await inbox.discard(fileId)
  expect(existsSync(mine)).toBe(true)
})

test('a file somebody named by its path is taken as it lies, and what cannot be read says why', async () => {
  const inbox = createInbox(dataDir)
  const mine = join(dataDir, 'my leads.csv')
  writeFileSync(mine, 'Email')
  const taken = await inbox.take(mine)
  expect(taken).toMatchObject({ ok: true, value: { name: 'my leads.csv' } })
  if (taken.ok) expect(inbox.find(taken.value.fileId)).toEqual({ path: mine, name: 'my leads.csv' })
  expect(await inbox.take(join(dataDir, 'gone.csv'))).toMatchObject({
    fault: { kind: 'not-found', text: expect.stringContaining('not there any more') as string },
  })
  expect(await inbox.take(dataDir)).toMatchObject({ fault: { text: 'It is a folder. Open a file in it.' } })
  const huge = join(dataDir, 'huge.csv')
  writeFileSync(huge, '')
  truncateSync(huge, MAX_FILE_BYTES + 1)
  expect(await inbox.take(huge)).toMatchObject({
    fault: { text: expect.stringContaining('Split it') as string },
  })
})
