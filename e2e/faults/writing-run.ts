import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import { changeLead } from '#electron/practice/change-lead.test-kit.ts'
import {
  BULK_PATH,
  PRACTICE_KEYS,
  UPDATE_PATH,
  type PracticeServer,
} from '#electron/practice/practice-server.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { seededRandom } from '#electron/practice/seeded-random.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import type { RunResult } from './campaign-run.ts'

const CLI = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url))
/** Lives of the push, and of its undo, with faults and kills; then some in which nothing goes wrong. */
const WILD = 4
const CALM = 4
const LIFE_MS = 90_000
/** How long a call is taken to be at work that broke off. */
const CALL_SECONDS = 1
const CALLS_A_SECOND = 200
const WRITES: readonly string[] = [BULK_PATH, UPDATE_PATH]
const FIELDS = ['mx_City', 'Company', 'Notes'] as const
const THEIRS = 'Changed by somebody else'

type Fields = Record<string, string>

/**
 * A push of some mode and its undo through faults and kills, while others change leads each time the program is gone; afterwards the
 * server holds what it held before, or what others wrote. `rows` 0: some hundred.
 */
export async function writingRun(seed: number, rows = 0): Promise<RunResult> {
  const random = seededRandom(seed)
  const mode = seed % 7 === 3 ? 'create' : (['upsert', 'update', 'fill'] as const)[seed % 3]!
  const count = rows || 300 + Math.floor(random() * 700)
  const server = await startPracticeServer({
    leads: rows === 0 ? 1500 : rows + 1000,
    log: 'calls',
    keys: PRACTICE_KEYS,
    limit: { calls: 1000, seconds: 1 },
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-writing-'))
  try {
    const leads = server.leads()
    const before = new Map(leads.map(({ id, fields }) => [id, fields]))
    const changed = new Set<string>()
    const theirTurn = (share: number): Promise<void> => changeSome(server, leads, { share, random, changed })
    const run = new Run({ server, dataDir, random, rows: count, between: () => theirTurn(0.004) })
    const file = join(dataDir, 'campaign.csv')
    writeFileSync(file, sheetOf(leads.slice(0, count), random, mode === 'create' ? 0.7 : 0.15))
    await run.until(
      () => run.ended,
      () => (run.begun ? ['resume'] : ['push', file, '--compare', '--mode', mode]),
    )
    const broken = [...brokenPromises(mode, before, changed, server.leads())]
    if (mode !== 'create') {
      await theirTurn(0.01)
      await run.until(
        () => run.lastCode === 0 || (run.lastCode === 1 && run.isUndone),
        () => ['undo'],
      )
    }
    // What a push that only creates has written is no lead that was there, so without an undo too all are as they were.
    broken.push(...run.broken, ...notRestored(before, changed, server.leads()))
    return {
      broken,
      rows: count,
      calls: server.calls().length,
      kills: run.kills,
      lives: run.lives,
      told: `${mode}${mode === 'create' ? '' : ' and undo'} of ${count} rows, ${changed.size} changed by others`,
    }
  } finally {
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface RunOptions {
  server: PracticeServer
  dataDir: string
  random: () => number
  rows: number
  /** Runs whenever the program was killed and has not begun again. */
  between: () => Promise<void>
}

/** The command line, again and again, on one folder. */
class Run {
  readonly broken: string[] = []
  kills = 0
  lives = 0
  lastCode: number | null = null
  #lastOutput = ''
  readonly #options: RunOptions

  constructor(options: RunOptions) {
    this.#options = options
  }

  async until(isDone: () => boolean, command: () => string[]): Promise<void> {
    this.lastCode = null
    for (let life = 0; life < WILD + CALM; life++) {
      const { server, random, rows, between } = this.#options
      const calm = life >= WILD
      server.setFaults(calm ? {} : wildFaults(random))
      // A long sheet is compared for some seconds before its first row goes.
      const ofSending = (rows / LEADS_PER_CALL / CALLS_A_SECOND) * 1000
      const delayMs = Math.floor(random() * (ofSending / 3 + 1800))
      await this.#live(command(), calm ? null : delayMs)
      if (calm && isDone()) return
      if (!calm) {
        // The server does what it has begun.
        await delay(500)
        await between()
      }
    }
    this.broken.push(`${command()[0]} did not end: ${this.#lastOutput}`)
  }

  get begun(): boolean {
    return this.#phase() !== null
  }

  get ended(): boolean {
    return this.#phase() === 'finished'
  }

  /** Nothing is left but what others changed. */
  get isUndone(): boolean {
    const told = /\{.*\}/.exec(this.#lastOutput)?.[0]
    if (told === undefined) return false
    const { cannot, gone } = JSON.parse(told) as { cannot: number; gone: number }
    return cannot === 0 && gone === 0
  }

  #phase(): string | null {
    const opened = openWorkspace(join(this.#options.dataDir, 'work', 'workspace.sqlite'), () => new Date())
    if (!opened.ok) return null
    const { workspace } = opened.value
    try {
      return workspace.pushes().at(-1)?.phase ?? null
    } finally {
      workspace.close()
    }
  }

  /** `killAfterMs`: after its first call that writes; null: it lives as long as it takes. */
  async #live(args: string[], killAfterMs: number | null): Promise<void> {
    const { server, dataDir, rows } = this.#options
    this.lives++
    const limit = `${CALLS_A_SECOND}/1`
    const common = ['--limit', limit, '--data-dir', join(dataDir, 'work'), '--json']
    const writesBefore = writesTo(server)
    const child = spawn(process.execPath, [CLI, ...args, ...common], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        LEADSHEET_PRACTICE_ORIGIN: server.origin,
        LEADSHEET_CALL_SECONDS: String(CALL_SECONDS),
        NODE_NO_WARNINGS: '1',
      },
    })
    const gone = once(child, 'exit')
    const over = new AbortController()
    let said = ''
    child.stdout.on('data', (part: Buffer) => (said += part.toString()))
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    const end = { killed: false }
    const patience = killLater().then(
      () => (end.killed = child.kill('SIGKILL')),
      () => undefined,
    )
    async function killLater(): Promise<void> {
      const { signal } = over
      if (killAfterMs === null) return delay(LIFE_MS + rows * 10, undefined, { signal })
      while (writesTo(server) === writesBefore) await delay(20, undefined, { signal })
      return delay(killAfterMs, undefined, { signal })
    }
    const [code] = (await gone) as [number | null]
    over.abort()
    await patience
    this.lastCode = end.killed ? null : code
    this.#lastOutput = said
    if (end.killed) {
      this.kills++
      if (killAfterMs === null) this.broken.push(`${args[0]} came to a standstill: ${said}`)
    } else if (code === null || code > 3) this.broken.push(`${args[0]} ended with ${code}: ${said}`)
  }
}

function writesTo(server: PracticeServer): number {
  return server.calls().reduce((sum, { path }) => (WRITES.includes(path) ? sum + 1 : sum), 0)
}

function wildFaults(random: () => number): PracticeFaultsInput {
  const some = (most: number): number => random() * most
  return {
    seed: Math.floor(random() * 1e9),
    latency: { wayIn: [0, 20], work: [0, 40], wayBack: [0, 20] },
    chance: [
      { probability: some(0.1), fault: { kind: 'throttled', shape: '200', retryAfter: 0 } },
      { probability: some(0.15), fault: { kind: 'dropped', processed: random() < 0.5 } },
      { probability: some(0.1), fault: { kind: 'not-json', processed: random() < 0.5 } },
      { probability: some(0.1), fault: { kind: 'uncounted', processed: random() < 0.5 } },
      { probability: some(0.1), fault: { kind: 'server-error', status: 503 } },
    ],
  }
}

/** Leads that are there with some fields changed, some the same, some with an empty field filled; and new ones. */
function sheetOf(leads: readonly PracticeLead[], random: () => number, ofNew: number): string {
  const rows = leads.map(({ fields }, index): string[] => {
    const chance = random()
    if (chance < ofNew) return [`person${index}@campaign.example`, 'Oslo', 'New', '']
    const [city, company] = [fields['mx_City'] ?? '', fields['Company'] ?? '']
    const email = fields['EmailAddress'] ?? ''
    if (chance < ofNew + 0.2) return [email, city, company, '']
    return [
      email,
      random() < 0.6 ? `City ${index}` : city,
      random() < 0.3 ? 'Analytical Engines' : company,
      `Note ${index}`,
    ]
  })
  const lines = [['Email', 'City', 'Company', 'Notes'], ...rows]
  return lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')
}

function brokenPromises(
  mode: PushMode,
  before: ReadonlyMap<string, Fields>,
  changed: ReadonlySet<string>,
  leads: readonly PracticeLead[],
): string[] {
  if (mode === 'upsert' || mode === 'create') return []
  const broken = leads.filter(({ id }) => !before.has(id)).map(({ id }) => `${mode} created lead ${id}`)
  if (mode !== 'fill') return broken
  for (const { id, fields } of leads) {
    for (const [name, value] of Object.entries(before.get(id) ?? {})) {
      // Others may have written over what was there, and over it nobody else.
      if (fields[name] !== value && !(name === 'Notes' && changed.has(id) && fields[name] === THEIRS))
        broken.push(`fill changed ${name} of lead ${id}, which was filled`)
    }
  }
  return broken
}

/** Behind Leadsheet's back; `changed` gains which. */
async function changeSome(
  server: PracticeServer,
  leads: readonly PracticeLead[],
  { share, random, changed }: { share: number; random: () => number; changed: Set<string> },
): Promise<void> {
  server.setFaults({})
  for (const { id } of leads) {
    if (random() >= share) continue
    await changeLead(server, id, { Notes: THEIRS })
    changed.add(id)
  }
}

function notRestored(
  before: ReadonlyMap<string, Fields>,
  changed: ReadonlySet<string>,
  leads: readonly PracticeLead[],
): string[] {
  const now = new Map(leads.map(({ id, fields }) => [id, fields]))
  return [...before].flatMap(([id, fields]) =>
    FIELDS.flatMap((name) => {
      const truth = name === 'Notes' && changed.has(id) ? THEIRS : (fields[name] ?? '')
      const held = now.get(id)?.[name] ?? ''
      return held === truth ? [] : [`${name} of lead ${id} is “${held}”, not “${truth}”`]
    }),
  )
}
