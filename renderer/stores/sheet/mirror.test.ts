import { expect, test } from 'vitest'
import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { UnreadableAnswer } from '#shared/rpc/client.ts'
import { createMirror, type Batch } from './mirror.ts'
import { pieces } from './patch-pieces.ts'

const rename = (name: string): SheetPatch => ({ kind: 'rename', name })

/** A carrier whose answers the test gives by hand. */
function carrier() {
  const asked: { batch: Batch; answer(result: Result<unknown>): void; drop(): void }[] = []
  return {
    asked,
    send: (batch: Batch) =>
      new Promise<Result<unknown>>((resolve, reject) => {
        asked.push({
          batch: structuredClone(batch),
          answer: resolve,
          drop: () => reject(new Error('closed')),
        })
      }),
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

test('what one action writes travels as one batch, and the next waits for its answer', async () => {
  const { asked, send } = carrier()
  const mirror = createMirror()
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  mirror.write(1, [rename('b')])
  await settled()
  mirror.write(1, [rename('c')])
  await settled()
  expect(asked.map(({ batch }) => batch)).toEqual([
    { sheetId: 1, pageId: 'page', batch: 1, patches: [rename('a'), rename('b')] },
  ])
  asked[0]!.answer(ok({}))
  await settled()
  expect(asked[1]!.batch).toMatchObject({ batch: 2, patches: [rename('c')] })
})

test('a batch whose answer was lost is sent again under its number, before anything newer', async () => {
  const first = carrier()
  const states: string[] = []
  const mirror = createMirror({ onState: (state) => states.push(state) })
  mirror.connect(first.send, 'page')
  mirror.write(1, [rename('a')])
  await settled()
  first.asked[0]!.drop()
  mirror.write(1, [rename('b')])
  await settled()
  expect(mirror.pending).toBe(true)
  const second = carrier()
  mirror.connect(second.send, 'page')
  await settled()
  expect(second.asked[0]!.batch).toEqual(first.asked[0]!.batch)
  second.asked[0]!.answer(ok({}))
  await settled()
  second.asked[1]!.answer(ok({}))
  await settled()
  expect(second.asked[1]!.batch).toMatchObject({ batch: 2, patches: [rename('b')] })
  expect(states.at(-1)).toBe('saved')
  expect(mirror.pending).toBe(false)
})

test('flushed waits for everything written so far', async () => {
  const { asked, send } = carrier()
  const mirror = createMirror()
  await expect(mirror.flushed()).resolves.toBeUndefined()
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  let done = false
  const flushed = mirror.flushed().then(() => (done = true))
  await settled()
  expect(done).toBe(false)
  asked[0]!.answer(ok({}))
  await flushed
  expect(done).toBe(true)
})

test('a refusal stops the mirror, tells why, and fails whoever waits', async () => {
  const { asked, send } = carrier()
  const told: [string, string][] = []
  const mirror = createMirror({ onState: (state, problem) => told.push([state, problem]) })
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  const flushed = mirror.flushed()
  await settled()
  asked[0]!.answer(fail('not-found', 'Another page holds the sheet.'))
  await expect(flushed).rejects.toThrow('Another page holds the sheet.')
  expect(told.at(-1)).toEqual(['refused', 'Another page holds the sheet.'])
  mirror.write(1, [rename('b')])
  await settled()
  expect(asked).toHaveLength(1)
})

test('a page that was taken over waits with what it has, and hands it in under its number once it may', async () => {
  const { asked, send } = carrier()
  const told: string[] = []
  const mirror = createMirror({ onState: (state) => told.push(state) })
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  await settled()
  asked[0]!.answer(fail('busy', 'Another page holds the sheet.'))
  await settled()
  expect(told.at(-1)).toBe('waiting')
  expect(mirror.pending).toBe(true)
  mirror.connect(send, 'page')
  await settled()
  expect(asked[1]!.batch).toEqual(asked[0]!.batch)
  asked[1]!.answer(ok({}))
  await settled()
  expect(told.at(-1)).toBe('saved')
})

test('an answer that is not of its form is no lost connection: it is refused and told', async () => {
  const told: string[] = []
  const mirror = createMirror({ onState: (state) => told.push(state) })
  mirror.connect(() => Promise.reject(new UnreadableAnswer('workspace.patch', '')), 'page')
  mirror.write(1, [rename('a')])
  await settled()
  expect(told.at(-1)).toBe('refused')
})

test('what a full disk did not take stays first in line, and goes again with the next edit or when asked', async () => {
  const { asked, send } = carrier()
  const told: [string, string][] = []
  const mirror = createMirror({ onState: (state, problem) => told.push([state, problem]) })
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  const flushed = mirror.flushed()
  await settled()
  asked[0]!.answer(fail('cannot-write', 'The disk is full.'))
  await expect(flushed).rejects.toThrow('The disk is full.')
  expect(told.at(-1)).toEqual(['held', 'The disk is full.'])
  expect(mirror.pending).toBe(true)

  mirror.write(1, [rename('b')])
  await settled()
  expect(asked[1]!.batch).toEqual(asked[0]!.batch)
  asked[1]!.answer(fail('cannot-write', 'The disk is full.'))
  await settled()

  mirror.retry()
  await settled()
  expect(asked[2]!.batch).toEqual(asked[0]!.batch)
  asked[2]!.answer(ok({}))
  await settled()
  expect(asked[3]!.batch).toMatchObject({ batch: 2, patches: [rename('b')] })
  asked[3]!.answer(ok({}))
  await settled()
  expect(told.at(-1)).toEqual(['saved', ''])
})

test('whoever waits for held edits has them tried again', async () => {
  const { asked, send } = carrier()
  const mirror = createMirror()
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  await settled()
  asked[0]!.answer(fail('cannot-write', 'The disk is full.'))
  await settled()
  const flushed = mirror.flushed()
  await settled()
  asked[1]!.answer(ok({}))
  await expect(flushed).resolves.toBeUndefined()
})

test('patches of two sheets never share a batch', async () => {
  const { asked, send } = carrier()
  const mirror = createMirror()
  mirror.connect(send, 'page')
  mirror.write(1, [rename('a')])
  mirror.write(2, [rename('b')])
  await settled()
  expect(asked[0]!.batch).toMatchObject({ sheetId: 1, patches: [rename('a')] })
  asked[0]!.answer(ok({}))
  await settled()
  expect(asked[1]!.batch).toMatchObject({ sheetId: 2, patches: [rename('b')] })
})

test('a big patch is cut into pieces that add up to it', () => {
  const rows = Array.from({ length: 10 }, (_, i) => i + 1)
  const values = rows.map(String)
  expect(pieces({ kind: 'setCells', column: 3, rows, values }, 4)).toEqual([
    { kind: 'setCells', column: 3, rows: [1, 2, 3, 4], values: ['1', '2', '3', '4'] },
    { kind: 'setCells', column: 3, rows: [5, 6, 7, 8], values: ['5', '6', '7', '8'] },
    { kind: 'setCells', column: 3, rows: [9, 10], values: ['9', '10'] },
  ])
  const put = rows.map((id) => ({ id, rank: id, cells: ['a', 'b'] }))
  const cut = pieces({ kind: 'putRows', rows: put }, 6)
  expect(cut.map((piece) => (piece.kind === 'putRows' ? piece.rows.length : 0))).toEqual([3, 3, 3, 1])
  expect(cut.flatMap((piece) => (piece.kind === 'putRows' ? piece.rows : []))).toEqual(put)
  expect(pieces({ kind: 'deleteRows', rows }, 6)).toHaveLength(2)
})

test('edits that wait are counted as edits, however many pieces they travel in, until they are answered', async () => {
  const { asked, send } = carrier()
  const counts: number[] = []
  const mirror = createMirror({ onState: (_state, _problem, unsaved) => counts.push(unsaved) })
  const ranks = (count: number): SheetPatch => ({
    kind: 'setRanks',
    rows: Array.from({ length: count }, (_, index) => index),
    ranks: Array.from({ length: count }, (_, index) => index),
  })
  mirror.write(1, [ranks(50_000)])
  mirror.write(1, [rename('a'), rename('b')])
  await settled()
  expect(counts.at(-1)).toBe(2)
  mirror.connect(send, 'page')
  for (let piece = 0; piece < 3; piece++) {
    await settled()
    expect(counts.at(-1)).toBe(2)
    asked[piece]!.answer(ok({}))
  }
  await settled()
  expect(mirror.pending).toBe(false)
  expect(counts.at(-1)).toBe(0)
})
