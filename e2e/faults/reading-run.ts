import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import { PRACTICE_KEYS } from '#electron/practice/practice-server.ts'
import { seededRandom } from '#electron/practice/seeded-random.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import type { RunResult } from './campaign-run.ts'

const HOST = fileURLToPath(new URL('./pull-host.ts', import.meta.url))
const EVERY_LEAD = '11570000-0000-4000-a000-000000000005'
/** Lives with faults and kills; then one in which nothing goes wrong. */
const WILD = 6
const LIFE_MS = 90_000

/** Every lead of a tenant into a sheet, through faults and kills; afterwards the sheet equals the server's leads, each once. */
export async function readingRun(seed: number): Promise<RunResult> {
  const random = seededRandom(seed)
  const leads = 3000 + Math.floor(random() * 6000)
  const server = await startPracticeServer({
    leads,
    log: 'calls',
    keys: PRACTICE_KEYS,
    limit: { calls: 1000, seconds: 1 },
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-reading-'))
  try {
    let kills = 0
    let lives = 0
    let ended = ''
    while (lives < WILD + 1 && !ended.startsWith('finished')) {
      const calm = lives >= WILD
      server.setFaults(calm ? {} : wildFaults(random))
      const life = await liveOnce(dataDir, server.origin, calm ? null : Math.floor(random() * 900))
      lives++
      if (life.killed) kills++
      ended = life.ended
    }
    const expected = server.leads()
    const rows = readSheet(dataDir)
    const broken = verify(rows, expected, ended)
    return {
      broken,
      rows: rows.length,
      calls: server.calls().length,
      kills,
      lives,
      told: `reading ${leads} leads`,
    }
  } finally {
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function wildFaults(random: () => number): PracticeFaultsInput {
  const some = (most: number): number => random() * most
  return {
    seed: Math.floor(random() * 1e9),
    latency: { wayIn: [0, 20], work: [0, 30], wayBack: [0, 20] },
    chance: [
      { probability: some(0.1), fault: { kind: 'throttled', shape: '200', retryAfter: 0 } },
      { probability: some(0.15), fault: { kind: 'dropped', processed: true } },
      { probability: some(0.1), fault: { kind: 'not-json', processed: true } },
      { probability: some(0.1), fault: { kind: 'server-error', status: 503 } },
      { probability: some(0.03), fault: { kind: 'status', status: 401 } },
    ],
    pages: { cut: some(0.2), repeated: some(0.1) },
  }
}

async function liveOnce(
  dataDir: string,
  origin: string,
  killAfterMs: number | null,
): Promise<{ killed: boolean; ended: string }> {
  const child = spawn(process.execPath, [HOST, dataDir, EVERY_LEAD], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LEADSHEET_PRACTICE_ORIGIN: origin, NODE_NO_WARNINGS: '1' },
  })
  const gone = once(child, 'exit')
  const over = new AbortController()
  let killed = false
  let said = ''
  let ended = ''
  const killAfter = (ms: number): Promise<void> =>
    delay(ms, undefined, { signal: over.signal }).then(
      () => {
        killed = child.kill('SIGKILL')
      },
      () => undefined,
    )
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'pulling' && killAfterMs !== null) void killAfter(killAfterMs)
    else ended = line
  })
  const patience = killAfter(LIFE_MS)
  const [code] = (await gone) as [number | null]
  over.abort()
  await patience
  if (code !== 0 && code !== null) throw new Error(`the pull ended with ${code}: ${said}`)
  return { killed, ended }
}

function readSheet(dataDir: string): string[][] {
  const opened = openWorkspace(join(dataDir, 'workspace.sqlite'), () => new Date())
  if (!opened.ok) throw new Error(opened.fault.text)
  const { workspace } = opened.value
  try {
    const sheet = workspace.openSheet()
    const rows: string[][] = []
    for (let after: number | null = null; sheet;) {
      const page = workspace.rows(sheet.id, after, 5000)
      rows.push(...page.rows.map(({ cells }) => cells))
      if (page.done) break
      after = page.rows.at(-1)?.rank ?? null
    }
    return rows
  } finally {
    workspace.close()
  }
}

function verify(
  rows: readonly string[][],
  leads: readonly { id: string; fields: Record<string, string> }[],
  ended: string,
): string[] {
  const broken: string[] = []
  if (!/^finished\s*$/.test(ended)) broken.push(`the last life ended with “${ended}”`)
  const byId = new Map(leads.map((lead) => [lead.id, lead]))
  const seen = new Set<string>()
  for (const [id = '', ...cells] of rows) {
    const lead = byId.get(id)
    if (seen.has(id)) broken.push(`lead ${id} is there twice`)
    seen.add(id)
    if (!lead) {
      broken.push(`lead ${id} is not the server’s`)
      continue
    }
    const { fields } = lead
    const wanted = ['FirstName', 'EmailAddress', 'Phone', 'mx_City', 'mx_Customer_Number'].map(
      (name) => fields[name] ?? '',
    )
    if (wanted.some((value, index) => value !== (cells[index] ?? '')))
      broken.push(`lead ${id} has other values`)
  }
  for (const { id } of leads) if (!seen.has(id)) broken.push(`lead ${id} is missing`)
  return broken
}
