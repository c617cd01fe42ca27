/**
 * `npm run bench:files [-- rows…]`: opening files to rows in the workspace, and writing reports, beside the bare libraries on the same
 * bytes in the same run. Every measured step runs in a process of its own, whose peak memory is its own too.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { writeXlsxStream } from 'hucre/xlsx'
import { childProcessCarrier, createWorkbooks } from '#electron/gateways/workbook-process.ts'
import { unfinishedFiles } from '#electron/gateways/unfinished-files.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { SheetLoader } from '#electron/services/sheets/sheet-loader.ts'
import type { Result } from '#shared/api/faults.ts'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import type { Outcome } from '#shared/domain/push/outcome.ts'
import type { ReportRow, ReportRun } from '#shared/domain/report/report.ts'
import { outcomeCells, REPORT_HEADINGS } from '#shared/domain/report/report.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'

const COLUMNS = 14
const TIMES = Number(process.env.BENCH_TIMES ?? 2)
const PROCESS = fileURLToPath(new URL('../../electron/workbook/process.ts', import.meta.url))
const BARE = fileURLToPath(new URL('bare-files.ts', import.meta.url))

const HEADERS = [
  'Email',
  'First name',
  'Last name',
  'Phone',
  'Company',
  'Job title',
  'City',
  'State',
  'Country',
  'Zip',
  'Source',
  'Website',
  'Registered on',
  'Notes',
]

/** Half the columns repeat a few hundred values, as lists do; the others differ in every row. */
function rowOf(index: number): string[] {
  return [
    `person.${index}@company${index % 977}.example`,
    `First${index % 311}`,
    `Last${index % 733}`,
    `+44 7700 ${String(900_000 + (index % 99_999))}`,
    `Company ${index % 977} & Söhne`,
    `Job ${index % 53}`,
    `City ${index % 401}`,
    `State ${index % 47}`,
    `Country ${index % 23}`,
    String(index % 100_000).padStart(5, '0'),
    'Trade Fair',
    `https://www.company${index % 977}.example`,
    `2026-0${(index % 9) + 1}-1${index % 9}`,
    `note ${index} – met at stand ${index % 19}`,
  ]
}

function* table(rows: number): Generator<string[]> {
  yield HEADERS
  for (let index = 0; index < rows; index++) yield rowOf(index)
}

async function makeFile(folder: string, rows: number, kind: Kind): Promise<string> {
  const path = join(folder, `${rows}-${kind.replace(' ', '-')}.${kind === 'csv' ? 'csv' : 'xlsx'}`)
  if (kind === 'csv') {
    const lines = function* (): Generator<string> {
      for (const cells of table(rows)) yield `${cells.join(',')}\r\n`
    }
    await pipeline(Readable.from(lines()), createWriteStream(path))
  } else {
    const stream = writeXlsxStream(table(rows), { name: 'Leads', inlineStrings: kind === 'xlsx inline' })
    await pipeline(Readable.fromWeb(stream as never), createWriteStream(path))
  }
  return path
}

const KINDS = ['xlsx shared', 'xlsx inline', 'csv'] as const
type Kind = (typeof KINDS)[number]

interface Measured {
  seconds: number
  /** Processor seconds of every process taking part: unlike the wall's, they hold on a busy machine. */
  cpu: number
  /** Peak memory of the process that did the work; null where the system does not tell. */
  megabytes: number | null
}

interface Watch {
  cpu: number
  megabytes: number | null
}

const TICKS_PER_SECOND = 100

/** What the kernel knows of a process (Linux only): its processor time and its high-water mark, read while it lives. */
function watch(pid: number | undefined): () => Watch {
  const found: Watch = { cpu: 0, megabytes: null }
  const look = (): void => {
    if (!existsSync(`/proc/${pid}/status`)) return
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    if (peak !== undefined) found.megabytes = Number(peak) / 1024
    const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    found.cpu = (Number(times[11] ?? 0) + Number(times[12] ?? 0)) / TICKS_PER_SECOND
  }
  const timer = setInterval(look, 50)
  return () => {
    look()
    clearInterval(timer)
    return found
  }
}

/**
 * One step of a bare library in a process of its own. As for ours, the clock runs from the start of that process, and its
 * processor time is all of it.
 */
function bare(step: 'read' | 'write', path: string, rows: number): Promise<Measured> {
  const start = performance.now()
  const child: ChildProcess = fork(BARE, [step, path, String(rows)], {
    execArgv: ['--max-old-space-size=6000'],
  })
  const seen = watch(child.pid)
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const seconds = (performance.now() - start) / 1000
      resolve({ ...(message as { cpu: number }), seconds, megabytes: seen().megabytes })
      child.kill()
    })
    child.once('error', reject)
  })
}

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.fault.text)
  return result.value
}

type Ours = Measured & {
  /** Longest time the program could do nothing else, ms. */
  stall: number
}

/** Our way: the workbook process, watched from outside, and what it answers stored in a real workspace. */
async function withWorkbooks<Value>(
  step: (workbooks: ReturnType<typeof createWorkbooks>) => Promise<Value>,
): Promise<Ours & { value: Value }> {
  let seen: () => Watch = () => ({ cpu: 0, megabytes: null })
  let last: Watch = { cpu: 0, megabytes: null }
  const workbooks = createWorkbooks({
    unfinished: unfinishedFiles(tmpdir()),
    spawn: () => {
      const carrier = childProcessCarrier(PROCESS)
      seen = watch(carrier.pid)
      return {
        ...carrier,
        kill() {
          last = seen()
          carrier.kill()
        },
      }
    },
  })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const before = process.cpuUsage()
  const start = performance.now()
  const value = await step(workbooks)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  delay.disable()
  workbooks.close()
  return {
    value,
    seconds,
    cpu: (user + system) / 1e6 + last.cpu,
    megabytes: last.megabytes,
    stall: delay.max / 1e6,
  }
}

async function openOurs(folder: string, path: string, rows: number): Promise<Ours> {
  const file = join(folder, `store-${Math.random()}.sqlite`)
  const { workspace } = must(openWorkspace(file, () => new Date()))
  const loader = new SheetLoader({
    workspace,
    fileName: path,
    accountId: 'practice',
    attributes: STANDARD_ATTRIBUTES,
    onRows: () => undefined,
  })
  const measured = await withWorkbooks(async (workbooks) => {
    must(await workbooks.read(path, path, DEFAULT_CHOICES, loader, new AbortController().signal))
    return loader.finish()
  })
  if (measured.value.rowCount !== rows) throw new Error(`${measured.value.rowCount} rows arrived of ${rows}`)
  workspace.close()
  await rm(file, { force: true })
  return measured
}

const OUTCOME: Outcome = {
  rowId: 1,
  pushId: 1,
  state: 'created',
  leadId: 'a4f351b9-bc2a-44a9-9a38-f1303cca214a',
  message: '',
  details: null,
  attempts: 1,
  call: 17,
  sentAt: '2026-11-23T10:00:00.000Z',
}

export function reportRun(): ReportRun {
  const { accountId: _, ...settings } = DEFAULT_SETTINGS
  return {
    sheetName: 'bench',
    summary: null,
    settings,
    columns: HEADERS.map((header) => ({ header, attribute: null, constant: null })),
  }
}

/** What the bare writer is given: the same cells as ours. */
export function* reportTable(rows: number): Generator<(string | number)[]> {
  yield [...HEADERS, ...REPORT_HEADINGS]
  for (let index = 0; index < rows; index++) yield [...rowOf(index), ...outcomeCells(OUTCOME, false)]
}

function* reportBatches(rows: number): Generator<ReportRow[]> {
  for (let from = 0; from < rows; from += 2_000) {
    yield Array.from({ length: Math.min(2_000, rows - from) }, (_, index) => ({
      cells: rowOf(from + index),
      outcome: OUTCOME,
      changed: false,
    }))
  }
}

function writeOurs(path: string, format: 'xlsx' | 'csv', rows: number): Promise<Ours> {
  return withWorkbooks(async (workbooks) =>
    must(
      await workbooks.writeReport(
        path,
        format,
        reportRun(),
        reportBatches(rows),
        new AbortController().signal,
      ),
    ),
  )
}

const show = (value: number | null, digits = 0): string =>
  (value === null ? '–' : value.toFixed(digits)).padStart(7)

function line(what: string, rows: number, bareRun: Measured, ours: Ours, bytes: number): void {
  const ratio = (of: 'seconds' | 'cpu'): string => show(ours[of] / bareRun[of], 2)
  console.log(
    what.padEnd(18) +
      rows.toLocaleString('en').padStart(9) +
      show(bytes / 1e6, 1) +
      [bareRun.seconds, ours.seconds].map((seconds) => show(seconds, 2)).join('') +
      ratio('seconds') +
      [bareRun.cpu, ours.cpu].map((seconds) => show(seconds, 2)).join('') +
      ratio('cpu') +
      [bareRun.megabytes, ours.megabytes, ours.stall].map((value) => show(value)).join(''),
  )
}

/** The quickest of several runs is the one least disturbed by the rest of the machine. */
async function best<Run extends Measured>(times: number, run: () => Promise<Run>): Promise<Run> {
  let quickest = await run()
  for (let time = 1; time < times; time++) {
    const next = await run()
    if (next.seconds < quickest.seconds) quickest = next
  }
  return quickest
}

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number)
  const folder = await mkdtemp(join(tmpdir(), 'leadsheet-bench-'))
  console.log(
    `${COLUMNS} columns, best of ${TIMES}. Seconds by the clock, each in a process started for it, then of the processor; MB: peak memory of the process that reads or ` +
      'writes; stall: longest hold-up of the program, ms.',
  )
  console.log(
    'step                   rows     MB   bare   ours  ratio   bare   ours  ratio bareMB oursMB  stall',
  )
  try {
    for (const rows of sizes.length > 0 ? sizes : [10_000, 100_000, 300_000]) {
      for (const kind of KINDS) {
        const path = await makeFile(folder, rows, kind)
        const bareRun = await best(TIMES, () => bare('read', path, rows))
        const ours = await best(TIMES, () => openOurs(folder, path, rows))
        line(`open ${kind}`, rows, bareRun, ours, statSync(path).size)
      }
      for (const format of ['xlsx', 'csv'] as const) {
        const path = join(folder, `report.${format}`)
        const bareRun = await best(TIMES, () => bare('write', path, rows))
        const ours = await best(TIMES, () => writeOurs(path, format, rows))
        line(`report ${format}`, rows, bareRun, ours, statSync(path).size)
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await main()
