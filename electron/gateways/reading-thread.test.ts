import { afterEach, expect, test } from 'vitest'
import type { BulkReading } from '#electron/services/ports/bulk-reading.ts'
import type { AnswerBytes } from '#electron/services/ports/lead-reads.ts'
import { createReadingThread, type ReadingThreadOptions } from './reading-thread.ts'

const THREAD = new URL('../reading/thread.ts', import.meta.url).pathname
const COLUMNS = [
  { name: 'FirstName', type: 'Text' as const },
  { name: 'mx_Newsletter', type: 'Boolean' as const },
  { name: 'mx_City', type: undefined },
]

let reading: BulkReading | null = null
const ended: string[] = []
function open(options: Partial<ReadingThreadOptions> = {}): BulkReading {
  ended.length = 0
  reading = createReadingThread({ thread: THREAD, onEnded: (reason) => void ended.push(reason), ...options })
  return reading
}
afterEach(() => reading?.close())

function answerOf(body: string, status = 200): AnswerBytes {
  const bytes = new TextEncoder().encode(body)
  return { status, retryAfter: null, location: null, host: 'one.example', wallNow: 0, bytes }
}

const PAGE = JSON.stringify({
  RecordCount: 2,
  Leads: [
    {
      LeadPropertyList: [
        { Attribute: 'ProspectID', Value: 'lead-1' },
        { Attribute: 'FirstName', Value: 'Zoë "Z" 😀' },
        { Attribute: 'mx_Newsletter', Value: '1' },
        { Attribute: 'mx_City', Value: null },
      ],
    },
    { LeadPropertyList: [{ Attribute: 'ProspectID', Value: 'lead-2' }] },
  ],
})
const ROWS = {
  kind: 'value',
  value: {
    recordCount: 2,
    leads: [
      { id: 'lead-1', leadId: 'lead-1', cells: JSON.stringify(['Zoë "Z" 😀', 'true', '']) },
      { id: 'lead-2', leadId: 'lead-2', cells: '["","",""]' },
    ],
  },
}

test('a page becomes rows in the thread, and its bytes go there instead of being copied', async () => {
  const answer = answerOf(PAGE)
  expect(await open().rowsOf(COLUMNS)(answer)).toEqual(ROWS)
  expect(answer.bytes.byteLength).toBe(0)
})

test('what is no page is told as it would be here: a throttle, a refusal, another body', async () => {
  const rows = open().rowsOf(COLUMNS)
  const limit = { Status: 'Error', ExceptionType: 'MXAPIRateLimitExceededException' }
  expect(await rows(answerOf(JSON.stringify(limit), 429))).toMatchObject({ kind: 'throttled' })
  expect(await rows(answerOf('<html>no</html>', 403))).toMatchObject({ kind: 'account-refused', status: 403 })
  expect(await rows(answerOf('{"Leads":[{}]}'))).toMatchObject({ kind: 'unclear' })
  expect(await rows(answerOf(PAGE))).toEqual(ROWS)
})

test('an answer too large for the thread is read here, and the thread is there for the next', async () => {
  const rows = open().rowsOf(COLUMNS)
  const large = answerOf(PAGE + ' '.repeat(9 * 1024 * 1024))
  expect(await rows(large)).toEqual(ROWS)
  expect(large.bytes.byteLength).toBeGreaterThan(0)
  const small = answerOf(PAGE)
  expect(await rows(small)).toEqual(ROWS)
  expect(small.bytes.byteLength).toBe(0)
})

test('a thread whose memory does not suffice ends and takes nothing along: the answer is asked for again and read here', async () => {
  const rows = open({ heapMb: 16 }).rowsOf(COLUMNS)
  const lead = {
    ProspectID: 'x',
    ...Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`a${at}`, at])),
  }
  const many = JSON.stringify(
    Array.from({ length: 7000 }, (_, at) => ({
      ...lead,
      ProspectID: `lead-${at}`,
      list: Array(200).fill([]),
    })),
  )
  expect(many.length).toBeLessThan(8 * 1024 * 1024)
  expect(await rows(answerOf(many))).toMatchObject({ kind: 'unclear', atWork: 'over' })
  expect(ended).toEqual([expect.stringContaining('memory')])
  const again = await rows(answerOf(many))
  expect(again.kind === 'value' && again.value.leads.length).toBe(7000)
})

test('a thread that has nothing to do ends, and the next answer starts another', async () => {
  let idle = Promise.withResolvers<null>()
  const rows = open({ idleMs: 1, onIdle: () => idle.resolve(null) }).rowsOf(COLUMNS)
  for (let round = 0; round < 3; round++) {
    idle = Promise.withResolvers()
    expect(await rows(answerOf(PAGE))).toEqual(ROWS)
    await idle.promise
  }
  expect(ended).toEqual([])
})
