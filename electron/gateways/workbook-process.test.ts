import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackCells } from '#shared/domain/sheet/packed-row.ts'
import type { ReportRow, ReportRun } from '#shared/domain/report/report.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'
import { MAX_FILE_BYTES } from '#electron/workbook/bounds.ts'
import type { ProcessCarrier } from '#electron/workbook/protocol.ts'
import { unfinishedFiles } from './unfinished-files.ts'
import { childProcessCarrier, createWorkbooks } from './workbook-process.ts'

const PROCESS = new URL('../workbook/process.ts', import.meta.url).pathname

let folder: string
let data: string
let spawned: (ProcessCarrier & { pid: number | undefined })[]
let workbooks: ReturnType<typeof createWorkbooks>

function spawn(path = PROCESS): () => ProcessCarrier {
  return () => {
    const carrier = childProcessCarrier(path)
    spawned.push(carrier)
    return carrier
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadsheet-process-'))
  data = await mkdtemp(join(tmpdir(), 'leadsheet-data-'))
  spawned = []
  workbooks = createWorkbooks({ spawn: spawn(), unfinished: unfinishedFiles(data) })
})

afterEach(async () => {
  workbooks.close()
  await rm(folder, { recursive: true, force: true })
  await rm(data, { recursive: true, force: true })
})

const never = (): AbortSignal => new AbortController().signal

function listOf(rows: number): string {
  const path = join(folder, `${rows}.csv`)
  const lines = Array.from({ length: rows }, (_, index) => `person${index}@b.example,Person ${index}`)
  writeFileSync(path, ['Email,Name', ...lines].join('\n'))
  return path
}

/** A workbook process that does what the script says and nothing else. */
function processThat(script: string): string {
  const path = join(folder, 'process.mjs')
  writeFileSync(path, script)
  return path
}

test('a file that was inspected is loaded by the same process, which ends after it', async () => {
  const path = listOf(3)
  const inspected = await workbooks.inspect(path, 'list.csv', DEFAULT_CHOICES, never())
  expect(inspected).toMatchObject({ ok: true, value: { format: 'CSV text', questions: [] } })
  const ended = new Promise<void>((resolve) => spawned[0]?.onExit(resolve))
  const rows: string[][] = []
  const read = await workbooks.read(
    path,
    'list.csv',
    DEFAULT_CHOICES,
    {
      begin: () => Promise.resolve(),
      rows: (batch) => {
        rows.push(...batch.map(unpackCells))
        return Promise.resolve()
      },
    },
    never(),
  )
  expect(read).toEqual({ ok: true, value: { notes: [] } })
  expect(rows).toEqual([0, 1, 2].map((index) => [`person${index}@b.example`, `Person ${index}`]))
  expect(spawned).toHaveLength(1)
  await ended
})

test('a batch is handed over only when the one before was taken', async () => {
  let taking = 0
  let most = 0
  let rows = 0
  await workbooks.read(
    listOf(9_000),
    'list.csv',
    DEFAULT_CHOICES,
    {
      begin: () => Promise.resolve(),
      async rows(batch) {
        taking++
        most = Math.max(most, taking)
        await new Promise((resolve) => setImmediate(resolve))
        rows += batch.length
        taking--
      },
    },
    never(),
  )
  expect(rows).toBe(9_000)
  expect(most).toBe(1)
})

test('a cancelled reading ends its process and says that nothing was changed', async () => {
  const controller = new AbortController()
  const reading = workbooks.read(
    listOf(9_000),
    'list.csv',
    DEFAULT_CHOICES,
    {
      begin: () => Promise.resolve(),
      rows() {
        controller.abort()
        return Promise.resolve()
      },
    },
    controller.signal,
  )
  expect(await reading).toEqual({
    ok: false,
    fault: { kind: 'cancelled', text: 'Cancelled. Nothing was changed.' },
  })
  await new Promise<void>((resolve) => spawned[0]?.onExit(resolve))
})

test('a process that falls silent is ended, and the person is told to split the file', async () => {
  const stuck = createWorkbooks({
    spawn: spawn(processThat('process.on("message", () => { for (;;); })')),
    unfinished: unfinishedFiles(data),
    silenceMs: 300,
  })
  const result = await stuck.inspect(listOf(1), 'list.csv', DEFAULT_CHOICES, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'unreadable-file', code: 'time' } })
  await new Promise<void>((resolve) => spawned[0]?.onExit(resolve))
})

test('a process that dies while it reads is an answer, not a surprise', async () => {
  const dying = createWorkbooks({
    spawn: spawn(processThat('process.on("message", () => process.abort())')),
    unfinished: unfinishedFiles(data),
  })
  const result = await dying.inspect(listOf(1), 'list.csv', DEFAULT_CHOICES, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'unreadable-file', code: 'memory' } })
  if (!result.ok) expect(result.fault.text).toContain('Nothing was changed')
  if (!result.ok) expect(result.fault.text).not.toContain('save it as .csv')
})

test('a process over its bound of memory is ended by its own watch, though its main thread is busy', async () => {
  const watch = new URL('../workbook/memory-watch.ts', import.meta.url).href
  const path = processThat(`
    import { watchMemory } from ${JSON.stringify(watch)}
    watchMemory(300 * 1024 * 1024)
    const kept = []
    for (;;) kept.push(Buffer.alloc(1024 * 1024, 1))`)
  const killedBy = await new Promise<unknown>((resolve) => {
    execFile(process.execPath, ['--no-warnings', path], (error) => resolve(error?.signal))
  })
  expect(killedBy).toBe('SIGKILL')
})

test('a file larger than the bound is refused before it is read', async () => {
  const path = join(folder, 'huge.csv')
  writeFileSync(path, '')
  const { truncate } = await import('node:fs/promises')
  await truncate(path, MAX_FILE_BYTES + 1)
  const result = await workbooks.inspect(path, 'huge.csv', DEFAULT_CHOICES, never())
  expect(result).toMatchObject({ ok: false, fault: { code: 'too-large' } })
})

function runOf(): ReportRun {
  const { accountId: _, ...settings } = DEFAULT_SETTINGS
  return {
    sheetName: 'People',
    summary: null,
    settings,
    columns: [{ header: 'Name', attribute: null, constant: null }],
  }
}

const ROWS: ReportRow[] = [{ cells: ['Ana'], outcome: null, changed: false }]

test('a report replaces what lay there, and leaves nothing else in the folder', async () => {
  const path = join(folder, 'report.csv')
  writeFileSync(path, 'what was there before')
  expect(await workbooks.writeReport(path, 'csv', runOf(), [ROWS], never())).toEqual({
    ok: true,
    value: { rows: 1, cut: 0 },
  })
  expect(readFileSync(path, 'utf8')).toContain('Ana,Draft')
  expect(readdirSync(folder)).toEqual(['report.csv'])
})

test('a report that cannot be written says why, can be tried again, and what lay there stays', async () => {
  const missing = join(folder, 'gone', 'report.xlsx')
  const first = await workbooks.writeReport(missing, 'xlsx', runOf(), [ROWS], never())
  expect(first).toMatchObject({ ok: false, fault: { kind: 'cannot-write' } })
  if (!first.ok) expect(first.fault.text).toContain('export again')

  const taken = join(folder, 'taken.xlsx')
  mkdirSync(taken)
  writeFileSync(join(taken, 'kept.txt'), 'kept')
  const second = await workbooks.writeReport(taken, 'xlsx', runOf(), [ROWS], never())
  expect(second).toMatchObject({ ok: false, fault: { kind: 'cannot-write' } })
  expect(readFileSync(join(taken, 'kept.txt'), 'utf8')).toBe('kept')
  expect(readdirSync(folder)).toEqual(['taken.xlsx'])

  mkdirSync(join(folder, 'gone'))
  const again = await workbooks.writeReport(missing, 'xlsx', runOf(), [ROWS], never())
  expect(again).toMatchObject({ ok: true })
  expect(existsSync(missing)).toBe(true)
})

test('rows that cannot be read for a report are a surprise, and no half report is left', async () => {
  const path = join(folder, 'report.xlsx')
  function* failing(): Generator<ReportRow[]> {
    yield ROWS
    throw new Error('the database is gone')
  }
  await expect(workbooks.writeReport(path, 'xlsx', runOf(), failing(), never())).rejects.toThrow(
    'the database is gone',
  )
  expect(existsSync(path)).toBe(false)
})

test('closing ends every process that is still kept', async () => {
  await workbooks.inspect(listOf(1), 'list.csv', DEFAULT_CHOICES, never())
  const ended = new Promise<void>((resolve) => spawned[0]?.onExit(resolve))
  workbooks.close()
  await ended
})

test('the process that reads files is given none of our secrets', async () => {
  const path = join(folder, 'environment.mjs')
  writeFileSync(path, 'process.send(process.env); process.on("message", () => undefined)')
  process.env.LEADSHEET_SECRET_KEY = 'fedcba9876543210'
  try {
    const carrier = childProcessCarrier(path)
    const told = await new Promise((resolve) => carrier.onMessage(resolve))
    carrier.kill()
    expect(told).toMatchObject({ PATH: process.env.PATH })
    expect(JSON.stringify(told)).not.toContain('fedcba9876543210')
  } finally {
    delete process.env.LEADSHEET_SECRET_KEY
  }
})

test('an error nobody expected ends the process at once, also where rejections are only warned of, as in Electron', async () => {
  const child = fork(PROCESS, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--unhandled-rejections=warn'],
  })
  try {
    // A message that no program of ours sends.
    child.send({ type: 'inspect', path: join(folder, 'a.csv'), name: 'a.csv', choices: null })
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(1)
  } finally {
    child.kill('SIGKILL')
  }
})
