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
import { PRACTICE_KEYS, type PracticeServer } from '#electron/practice/practice-server.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { seededRandom } from '#electron/practice/seeded-random.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import type { RunResult } from './campaign-run.ts'

const CLI = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url))
/** Lives of the push, and of its undo, with faults and kills; then some in which nothing goes wrong. */
const WILD = 4
const CALM = 4
const LIFE_MS = 90_000
/** How long a call is taken to be at work that broke off. */
const CALL_SECONDS = 1
const FIELDS = ['mx_City', 'Company', 'Notes'] as const
const THEIRS = 'Changed by somebody else'

type Fields = Record<string, string>

/** A push of some mode and its undo through faults and kills; afterwards the server holds what it held before, or what others wrote since. */
export async function writingRun(seed: number): Promise<RunResult> {
  const random = seededRandom(seed)
  const mode = (['upsert', 'update', 'fill'] as const)[seed % 3]!
  const count = 300 + Math.floor(random() * 700)
  const server = await startPracticeServer({
    leads: 1500,
    log: 'calls',
    keys: PRACTICE_KEYS,
    limit: { calls: 1000, seconds: 1 },
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-writing-'))
  const run = new Run(server, dataDir, random)
  try {
    const leads = server.leads()
    const before = new Map(leads.map(({ id, fields }) => [id, fields]))
    const file = join(dataDir, 'campaign.csv')
    writeFileSync(file, sheetOf(leads.slice(0, count), random))
    await run.until(
      () => run.ended,
      () => (run.begun ? ['resume'] : ['push', file, '--compare', '--mode', mode]),
    )
    const broken = [...run.broken, ...brokenPromises(mode, before, server.leads())]
    const changed = await changeSome(server, before, random)
    await run.until(
      () => run.lastCode === 0 || (run.lastCode === 1 && run.isUndone),
      () => ['undo'],
    )
    broken.push(...run.broken, ...notRestored(before, changed, server.leads()))
    return {
      broken,
      rows: count,
      calls: server.calls().length,
      kills: run.kills,
      lives: run.lives,
      told: `${mode} and undo of ${count} rows, ${changed.size} changed by others`,
    }
  } finally {
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The command line, again and again, on one folder. */
class Run {
  readonly broken: string[] = []
  kills = 0
  lives = 0
  lastCode: number | null = null
  #lastOutput = ''
  readonly #server: PracticeServer
  readonly #dataDir: string
  readonly #random: () => number

  constructor(server: PracticeServer, dataDir: string, random: () => number) {
    this.#server = server
    this.#dataDir = dataDir
    this.#random = random
  }

  async until(isDone: () => boolean, command: () => string[]): Promise<void> {
    this.lastCode = null
    for (let life = 0; life < WILD + CALM; life++) {
      const calm = life >= WILD
      this.#server.setFaults(calm ? {} : wildFaults(this.#random))
      await this.#live(command(), calm ? null : 600 + Math.floor(this.#random() * 1800))
      if (calm && isDone()) return
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
    const opened = openWorkspace(join(this.#dataDir, 'work', 'workspace.sqlite'), () => new Date())
    if (!opened.ok) return null
    const { workspace } = opened.value
    try {
      return workspace.pushes().at(-1)?.phase ?? null
    } finally {
      workspace.close()
    }
  }

  async #live(args: string[], killAfterMs: number | null): Promise<void> {
    this.lives++
    const common = ['--limit', '200/1', '--data-dir', join(this.#dataDir, 'work'), '--json']
    const child = spawn(process.execPath, [CLI, ...args, ...common], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        LEADSHEET_PRACTICE_ORIGIN: this.#server.origin,
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
    const patience = delay(killAfterMs ?? LIFE_MS, undefined, { signal: over.signal }).then(
      () => (end.killed = child.kill('SIGKILL')),
      () => undefined,
    )
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
function sheetOf(leads: readonly PracticeLead[], random: () => number): string {
  const rows = leads.map(({ fields }, index): string[] => {
    const chance = random()
    if (chance < 0.15) return [`person${index}@campaign.example`, 'Oslo', 'New', '']
    const [city, company] = [fields['mx_City'] ?? '', fields['Company'] ?? '']
    const email = fields['EmailAddress'] ?? ''
    if (chance < 0.35) return [email, city, company, '']
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
  leads: readonly PracticeLead[],
): string[] {
  if (mode === 'upsert') return []
  const broken = leads.filter(({ id }) => !before.has(id)).map(({ id }) => `${mode} created lead ${id}`)
  if (mode !== 'fill') return broken
  for (const { id, fields } of leads) {
    for (const [name, value] of Object.entries(before.get(id) ?? {})) {
      if (fields[name] !== value) broken.push(`fill changed ${name} of lead ${id}, which was filled`)
    }
  }
  return broken
}

/** Behind Leadsheet's back; answers which. */
async function changeSome(
  server: PracticeServer,
  before: ReadonlyMap<string, Fields>,
  random: () => number,
): Promise<Set<string>> {
  server.setFaults({})
  const changed = new Set<string>()
  for (const id of before.keys()) if (random() < 0.02) changed.add(id)
  for (const id of changed) await changeLead(server, id, { Notes: THEIRS })
  return changed
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
