import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { SheetPlan } from './sheet-plan.ts'

/**
 * The two programs the campaign kills: the command line, from the file to the outcome, and a host that composes the same
 * services and sends rows with errors too, so that the server has something to refuse.
 */
export type Way = 'command line' | 'host'

const CLI = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url))
const HOST = fileURLToPath(new URL('./push-host.ts', import.meta.url))
/** No life without a kill takes longer, or the push has come to a standstill nobody told. */
const LIFE_MS = 90_000
/** The command line reads its file first; its kill falls between starting and some way into sending. */
const CLI_START_MS = 1200
/** Some rows did not go in, or the account was refused: the push itself is as it should be. */
const FAIR_ENDS = [0, 1, 3]

export interface LifeOptions {
  way: Way
  dataDir: string
  plan: SheetPlan
  origin: string
  limit: { calls: number; seconds: number }
  /** How long the program waits for an answer, and so how long it takes a call to be at work that broke off. */
  callSeconds: number
  /** A push is in the folder already. */
  begun: boolean
  killAfterMs: number | null
}

function commandFor({ way, dataDir, plan, limit, begun }: LifeOptions): string[] {
  const pace = `${limit.calls}/${limit.seconds}`
  if (way === 'host') {
    const planFile = join(dataDir, 'sheet-plan.json')
    if (!begun) writeFileSync(planFile, JSON.stringify(plan))
    return [HOST, dataDir, pace, planFile]
  }
  const shared = ['--limit', pace, '--data-dir', dataDir, '--json']
  if (begun) return [CLI, 'resume', ...shared]
  const file = join(dataDir, 'campaign.csv')
  const lines = [plan.columns.map((column) => column.header), ...plan.rows.map((row) => row.cells)]
  const quoted = lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
  writeFileSync(file, quoted.join('\r\n'))
  return [CLI, 'push', file, '--search-by', plan.searchBy, '--duplicates', plan.duplicates, ...shared]
}

/** Starts the program and lets it live as long as it is given. True where it was killed. */
export async function liveOnce(options: LifeOptions): Promise<boolean> {
  const { way, killAfterMs, origin } = options
  const child = spawn(process.execPath, commandFor(options), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LEADSHEET_PRACTICE_ORIGIN: origin,
      LEADSHEET_CALL_SECONDS: String(options.callSeconds),
      NODE_NO_WARNINGS: '1',
    },
  })
  const gone = once(child, 'exit')
  const over = new AbortController()
  const end = { killed: false }
  async function killAfter(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: over.signal }).then(
      () => (end.killed = child.kill('SIGKILL')),
      () => undefined,
    )
  }
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'sending' && killAfterMs !== null) void killAfter(killAfterMs)
  })
  if (way === 'command line' && killAfterMs !== null) void killAfter(CLI_START_MS / 2 + killAfterMs)
  const patience = killAfter(LIFE_MS)
  const [code] = (await gone) as [number | null]
  over.abort()
  await patience
  if (!end.killed && !FAIR_ENDS.includes(code ?? -1))
    throw new Error(`the ${way} ended with ${code}: ${said}`)
  return end.killed
}
