import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { seededRandom } from '#electron/practice/seeded-random.ts'
import type { PushRecord, PushRow } from '#electron/services/ports/pushes.ts'
import { isFinal } from '#shared/domain/push/outcome.ts'
import { CALM, drawSlowStage, drawStage, type Stage } from './fault-mix.ts'
import { startPracticeProcess } from './practice-process.ts'
import { liveOnce, type Way } from './program-life.ts'
import { makeSheet } from './sheet-plan.ts'
import { verify, type Checkpoint } from './verify.ts'

/** Lives with faults; then calmer ones, then one in which nothing goes wrong. */
const WILD = 6
const CALMER = 4
/** Of how many runs one meets a service that is slower than a push is quiet. */
const SLOW_ONE_IN = 4
/** Of those, the lives in which it is slow. */
const SLOW_LIVES = 2
/** Longer than any call takes, see `fault-mix.ts`; a call that broke off is taken to be at work for twice as long. */
const CALL_SECONDS = { usual: 2, slow: 3.5 }
/** A call that was on its way when the program was killed has arrived by then. */
const ARRIVED_MS = 150
/** Short windows make many of them; the long one outlasts a restart, which must not forget the calls just made. */
const LIMITS = [
  { limit: { calls: 25, seconds: 1 }, share: 1 },
  { limit: { calls: 10, seconds: 0.5 }, share: 1 },
  { limit: { calls: 6, seconds: 2 }, share: 0.3 },
]

export interface RunResult {
  broken: string[]
  rows: number
  calls: number
  kills: number
  lives: number
  told: string
}

/** One sheet through faults and kills until its push has finished, then the law. */
export async function campaignRun(seed: number, rowCount: number): Promise<RunResult> {
  const random = seededRandom(seed)
  const { limit, share } = LIMITS[Math.floor(random() * LIMITS.length)]!
  const server = await startPracticeProcess(limit)
  const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-campaign-'))
  try {
    const known = (await server.leads()).map(({ fields }) => ({
      email: fields['EmailAddress'] ?? '',
      phone: fields['Phone'] ?? '',
    }))
    const slow = seed % SLOW_ONE_IN === 0
    const plan = makeSheet(random, Math.ceil(rowCount * (slow ? share / 4 : share)), known)
    const way: Way = random() < 0.4 ? 'command line' : 'host'
    const checkpoints: Checkpoint[] = []
    let kills = 0
    let latenessMs = 0
    let ended: Journal = { push: null, rows: [] }
    for (let life = 1; ; life++) {
      const stage = stageOf(life, slow, random)
      await server.setFaults(stage.faults)
      await server.latenessMs()
      const begun = ended.push !== null
      const { killAfterMs } = stage
      const { origin } = server
      const callSeconds = slow ? CALL_SECONDS.slow : CALL_SECONDS.usual
      const killed = await liveOnce({ way, dataDir, plan, origin, limit, callSeconds, begun, killAfterMs })
      if (killed) kills++
      await delay(ARRIVED_MS)
      latenessMs = Math.max(latenessMs, await server.latenessMs())
      ended = readJournal(dataDir)
      checkpoints.push(checkpoint((await server.calls()).length, ended.rows, stage))
      if (ended.push?.summary.phase === 'finished') break
      if (life > WILD + CALMER + 3) break
    }
    const { push, rows } = ended
    const calls = await server.calls()
    const broken = push
      ? verify({ plan, push, rows, leads: await server.leads(), calls, limit, latenessMs, checkpoints })
      : ['there is no push in the journal']
    const counts = Object.entries(push?.summary.counts ?? {}).filter(([, count]) => count > 0)
    const told = [
      `${way}${slow ? ', a slow service' : ''}, search by ${plan.searchBy}, duplicates ${plan.duplicates}, ${limit.calls}/${limit.seconds} s, late ${Math.round(latenessMs)} ms`,
      counts.map(([state, count]) => `${count} ${state}`).join(', '),
    ].join(': ')
    return {
      broken,
      rows: rows.length,
      calls: calls.length,
      kills,
      lives: checkpoints.length,
      told,
    }
  } finally {
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function stageOf(life: number, slow: boolean, random: () => number): Stage {
  if (slow) return life <= SLOW_LIVES ? drawSlowStage(random) : CALM
  return life <= WILD + CALMER ? drawStage(random, life > WILD) : CALM
}

interface Journal {
  push: PushRecord | null
  rows: PushRow[]
}

function readJournal(dataDir: string): Journal {
  const opened = openWorkspace(join(dataDir, 'workspace.sqlite'), () => new Date())
  if (!opened.ok) throw new Error(opened.fault.text)
  const { workspace, notice } = opened.value
  try {
    if (notice !== '') throw new Error(notice)
    const [summary] = workspace.pushes()
    if (!summary) return { push: null, rows: [] }
    return {
      push: workspace.push(summary.pushId),
      rows: workspace.pushRows(summary.pushId, null, Number.MAX_SAFE_INTEGER),
    }
  } finally {
    workspace.close()
  }
}

function checkpoint(calls: number, rows: PushRow[], stage: Stage): Checkpoint {
  const mark = (row: PushRow): string => row.cells.at(-1) ?? ''
  // A merged row shares its mark's fate with the row that carried it: only rows that travel alone are compared.
  const settled = rows.filter(
    (row) => isFinal(row.state) && row.state !== 'skipped' && row.carrierId === null,
  )
  return {
    calls,
    settled: new Set(settled.filter((row) => row.lead === null).map(mark)),
    allTold: (stage.faults.missingRows?.probability ?? 0) === 0,
  }
}
