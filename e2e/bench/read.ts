import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Program } from '#electron/compose.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { GeneratedLeads } from '#electron/practice/generated-leads.ts'
import { SEED_LEAD_COUNT } from '#electron/practice/seed-leads.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { packRow, unpackCells } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, PRACTICE_ACCOUNT_ID, type Column } from '#shared/domain/sheet/sheet.ts'
import { openProgramAlone } from '../program-alone.ts'
import { comparedInPage } from './read-page.ts'

/**
 * `npm run bench:read`: the real program against a practice server of a million leads in a process of its own, at 20 calls
 * in 5 s and without a limit: a pull of 200,000 leads with 14 fields, the index of all leads, and a comparison of 100,000
 * rows with the index there, beside one look-up a row, which is what people do today; then the same comparison in the real page
 * (of the build that is there: `npm run build` first; the reading thread is that build's too). Before and after each a fixed loop
 * tells how fast the machine is just now: the clock means something where the loop's clock is its processor time. `--only pull|compare|page`, `--unlimited` leaves the paced runs out,
 * `--leads N` makes the tenant smaller.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    unlimited: { type: 'boolean', default: false },
    leads: { type: 'string' },
  },
})
const LEADS = Number(values.leads ?? 1_000_000)
const ROWS = Math.min(100_000, LEADS / 2)
const PACED = { calls: 20, seconds: 5 }
const FREE = { calls: 1000, seconds: 1 }
/** Every fifth lead is on it. */
const LIST = '11570000-0000-4000-a000-000000000001'
const FIELDS = [
  'FirstName',
  'LastName',
  'EmailAddress',
  'Phone',
  'Company',
  'JobTitle',
  'Source',
  'ProspectStage',
  'Score',
  'mx_City',
  'mx_State',
  'mx_Country',
  'mx_Customer_Number',
  'mx_Newsletter',
]
const CLI = new URL('../../electron/cli.ts', import.meta.url)
const BUILT_THREAD = fileURLToPath(new URL('../../out/main/reading/thread.js', import.meta.url))
const MB = 1024 * 1024

interface Server {
  origin: string
  /** Processor time it has used. */
  cpuSeconds(): Promise<number>
  limit(limit: { calls: number; seconds: number }): Promise<void>
  close(): Promise<void>
}

async function startServer(): Promise<Server> {
  const child = fork(new URL('./read-server.ts', import.meta.url), [String(LEADS)])
  const [{ origin, controlToken }] = (await once(child, 'message')) as [
    { origin: string; controlToken: string },
  ]
  return {
    origin,
    async limit(limit) {
      const response = await fetch(`${origin}/practice-control/limit`, {
        method: 'PUT',
        headers: { 'x-practice-control': controlToken },
        body: JSON.stringify(limit),
      })
      if (!response.ok) throw new Error(await response.text())
    },
    async cpuSeconds() {
      child.send('cpu')
      const [{ cpuSeconds }] = (await once(child, 'message')) as [{ cpuSeconds: number }]
      return cpuSeconds
    },
    async close() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

async function withProgram<Value>(
  server: Server,
  dataDir: string,
  limit: { calls: number; seconds: number },
  work: (program: Program) => Promise<Value>,
): Promise<Value> {
  await server.limit(limit)
  process.env['LEADSHEET_PRACTICE_ORIGIN'] = server.origin
  const program = await openProgramAlone(dataDir, limit, {
    sharedCallsFile: join(dataDir, 'shared.sqlite'),
    files: {
      ...programFiles(CLI.href),
      ...(existsSync(BUILT_THREAD) ? { readingThread: BUILT_THREAD } : {}),
    },
  })
  try {
    return await work(program)
  } finally {
    await program.close()
  }
}

/** Seconds by the clock and of processor time for work that is always the same: hashing, parsing, sorting. */
function fixedLoop(): { clock: number; cpu: number } {
  const [begun, before] = [performance.now(), process.threadCpuUsage()]
  let mixed = 1
  for (let at = 0; at < 40_000_000; at++) mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) + at
  const text = JSON.stringify(
    Array.from({ length: 40_000 }, (_, at) => ({ id: `lead-${at}`, n: mixed + at })),
  )
  for (let round = 0; round < 6; round++) {
    const parsed = JSON.parse(text) as { id: string }[]
    parsed.sort((one, other) => (one.id < other.id ? -1 : 1))
  }
  const { user, system } = process.threadCpuUsage(before)
  return { clock: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 }
}

/** The most memory above what there was at rest, in MB. */
async function watched<Value>(
  server: Server,
  work: () => Promise<Value>,
): Promise<{ value: Value; peakMb: number; cpu: string }> {
  const loopBefore = fixedLoop()
  global.gc?.()
  const rest = process.memoryUsage().rss
  const serverBefore = await server.cpuSeconds()
  const [before, ownBefore] = [process.cpuUsage(), process.threadCpuUsage()]
  let peak = process.memoryUsage()
  const timer = setInterval(() => {
    const now = process.memoryUsage()
    if (now.rss > peak.rss) peak = now
  }, 20)
  try {
    const value = await work()
    const { user, system } = process.cpuUsage(before)
    const own = process.threadCpuUsage(ownBefore)
    const served = (await server.cpuSeconds()) - serverBefore
    const loops = [loopBefore, fixedLoop()]
    const inMb = (bytes: number): string => (bytes / MB).toFixed(0)
    return {
      value,
      peakMb: (peak.rss - rest) / MB,
      cpu: `${((user + system) / 1e6).toFixed(1)} s of processor time, ${((own.user + own.system) / 1e6).toFixed(1)} of it in the main thread, the server’s ${served.toFixed(1)} beside it; the fixed loop before and after ${loops.map(({ clock, cpu }) => `${clock.toFixed(2)} s (${cpu.toFixed(2)})`).join(', ')} (heap ${inMb(peak.heapTotal)} MB, outside it ${inMb(peak.external)} MB at the peak)`,
    }
  } finally {
    clearInterval(timer)
  }
}

const line = (text: string): boolean => process.stdout.write(`${text}\n`)

/** At rest the program is after its first pull: what that brings along stays. */
async function firstPull(program: Program): Promise<void> {
  const condition = { attribute: 'mx_Customer_Number', operator: '=', value: 'C0000500' } as const
  const source = { kind: 'condition' as const, condition }
  const started = await program.puller.start({ accountId: PRACTICE_ACCOUNT_ID, source, columns: FIELDS })
  if (!started.ok) throw new Error(started.fault.text)
  await started.value.done
}

async function pull(program: Program, server: Server, limit: typeof PACED): Promise<void> {
  if (limit === FREE) await firstPull(program)
  const {
    value: end,
    peakMb,
    cpu,
  } = await watched(server, async () => {
    const source = { kind: 'list' as const, listId: LIST, name: 'Spring Fair 2026' }
    const started = await program.puller.start({ accountId: PRACTICE_ACCOUNT_ID, source, columns: FIELDS })
    if (!started.ok) throw new Error(started.fault.text)
    const ended = await started.value.done
    if (!ended.ok) throw new Error(ended.fault.text)
    return ended.value
  })
  // The account's list of fields was asked for first, in the same window.
  const ideal = (Math.ceil((end.calls + 1) / limit.calls) - 1) * limit.seconds
  const share = ideal > 0 ? `, ${((ideal / end.seconds) * 100).toFixed(1)} % of the limit's pace` : ''
  line(
    `pull: ${end.came} leads × ${FIELDS.length}, ${end.calls} calls, ${end.seconds.toFixed(1)} s${share}, peak ${peakMb.toFixed(0)} MB above rest, ${cpu}`,
  )
}

function sheetOf(program: Program, count: number): number {
  const leads = new GeneratedLeads(SEED_LEAD_COUNT + 1, LEADS)
  const columns = FIELDS.map((attribute, id): Column => ({
    id,
    header: attribute,
    attribute,
    constant: null,
    hidden: false,
    width: null,
  }))
  const sheet = program.workspace.createSheet('Compared', columns, {
    ...DEFAULT_SETTINGS,
    accountId: PRACTICE_ACCOUNT_ID,
  })
  const step = Math.floor(leads.size / count)
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, index) => {
      const place = from + index
      const number = leads.first + place * step
      const cells = FIELDS.map((field) => leads.value(number, field) ?? '')
      if (place % 10 === 0) cells[9] = 'Nagpur'
      if (place % 20 === 1) cells[2] = `new${place}@new.example`
      if (place % 20 === 1) cells[3] = ''
      return packRow({ id: place + 1, rank: place + 1, cells })
    })
    program.workspace.appendRows(sheet.id, rows)
  }
  program.workspace.switchTo(sheet.id)
  return sheet.id
}

/** How long the index takes to tell which lead each row is, in batches as a comparison asks. */
function findAll(program: Program, sheetId: number): void {
  const index = program.comparer.indexOf(program.accounts.view(PRACTICE_ACCOUNT_ID)!)
  const { rows } = program.workspace.packedRows(sheetId, null, ROWS)
  const begun = performance.now()
  const before = process.threadCpuUsage()
  let found = 0
  for (let from = 0; from < rows.length; from += 1000) {
    const cells = rows.slice(from, from + 1000).map(({ packed }) => unpackCells(packed))
    const keysOf = (column: number, attribute: string): string[] =>
      cells.flatMap((row) => (row[column] ? [normaliseKey(attribute, row[column])] : []))
    found +=
      index.find('email', keysOf(2, 'EmailAddress')).size + index.find('phone', keysOf(3, 'Phone')).size
  }
  const { user, system } = process.threadCpuUsage(before)
  line(
    `which lead is this row, for ${rows.length} rows: ${((performance.now() - begun) / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} of processor time), ${found} keys found`,
  )
}

async function compare(
  program: Program,
  server: Server,
  sheetId: number,
  what: string,
  pacedBy: typeof PACED,
): Promise<void> {
  const request = {
    sheetId,
    accountId: PRACTICE_ACCOUNT_ID,
    searchBy: 'default',
    blanks: 'skip' as const,
    rows: null,
  }
  const plan = await program.comparer.plan(request)
  if (!plan.ok) throw new Error(plan.fault.text)
  const lookUps = plan.value.ways.find(({ way }) => way === 'look-ups')!
  let seconds = 0
  const { value, peakMb, cpu } = await watched(server, async () => {
    const begun = performance.now()
    const started = await program.comparer.start(request, 'index')
    const done = await (started.ok ? started.value.done : started)
    seconds = (performance.now() - begun) / 1000
    return done
  })
  if (!value.ok) throw new Error(value.fault.text)
  const last = program.comparer.state(sheetId).last!
  const { counts } = last
  line(
    `${what}: ${last.rows} rows, ${last.calls} calls, ${seconds.toFixed(2)} s, peak ${peakMb.toFixed(0)} MB above rest, ${cpu} (${counts.new} new, ${counts.update} update, ${counts.same} same, ${counts.clash} clash)`,
  )
  const paced = ((lookUps.calls ?? 0) / pacedBy.calls) * pacedBy.seconds
  line(
    `  one look-up a row would be ${lookUps.calls} calls, ${Math.round(paced)} s at ${pacedBy.calls} calls in ${pacedBy.seconds} s`,
  )
}

const server = await startServer()
const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-read-'))
try {
  if (values.only === undefined || values.only === 'pull') {
    await withProgram(server, dataDir, FREE, (program) => pull(program, server, FREE))
    if (!values.unlimited)
      await withProgram(server, dataDir, PACED, (program) => pull(program, server, PACED))
  }
  if (values.only !== 'pull') {
    await withProgram(server, dataDir, FREE, async (program) => {
      const few = sheetOf(program, 1)
      await compare(program, server, few, 'index of every lead, and 1 row', PACED)
      const many = sheetOf(program, ROWS)
      findAll(program, many)
      if (values.only !== 'page')
        await compare(program, server, many, 'comparison with the index there', PACED)
    })
    if (values.only !== 'compare') {
      const { longest, over50, all, longestByClock } = await comparedInPage(dataDir, server.origin, ROWS)
      line(
        `comparison of ${ROWS} rows in the page: longest task ${longest.toFixed(0)} ms of processor time (${longestByClock.toFixed(0)} ms by the clock), ${over50} over 50 ms; ${(all / 1000).toFixed(1)} s in all`,
      )
    }
  }
} finally {
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
}
