import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import { POISON } from './sheet-plan.ts'

type Chances = NonNullable<PracticeFaultsInput['chance']>

/** One life of the program, until it ends by itself or is killed. */
export interface Stage {
  faults: PracticeFaultsInput
  /** After sending began; null: it is let run. */
  killAfterMs: number | null
}

const poison = POISON.map((value, index) => ({
  attribute: 'FirstName',
  value,
  status: index === 0 ? (400 as const) : (500 as const),
}))

/** Faults of every kind, each stage with its own share of them. */
export function drawStage(random: () => number, calmer: boolean): Stage {
  const scale = calmer ? 0.3 : 1
  const chance = (most: number): number => random() * most * scale
  const killAfterMs = random() < (calmer ? 0.3 : 0.75) ? 20 + random() * 1500 : null
  const processed = (): boolean => random() < 0.5
  const chances: Chances = [
    { probability: chance(0.06), fault: { kind: 'dropped', processed: false } },
    { probability: chance(0.06), fault: { kind: 'dropped', processed: true } },
    { probability: chance(0.05), fault: { kind: 'not-json', processed: processed() } },
    { probability: chance(0.05), fault: { kind: 'server-error', status: 500 } },
    { probability: chance(0.05), fault: { kind: 'server-error', status: 502 } },
    { probability: chance(0.05), fault: { kind: 'server-error', status: 503 } },
    { probability: chance(0.05), fault: { kind: 'server-error', status: 504 } },
    { probability: chance(0.05), fault: { kind: 'refused', status: 400 } },
    { probability: chance(0.05), fault: { kind: 'refused', status: 500 } },
    { probability: chance(0.02), fault: { kind: 'throttled', shape: '429', retryAfter: '1' } },
    { probability: chance(0.02), fault: { kind: 'throttled', shape: '403' } },
    { probability: chance(0.02), fault: { kind: 'throttled', shape: '200' } },
    { probability: chance(0.02), fault: { kind: 'status', status: random() < 0.5 ? 401 : 403 } },
    { probability: chance(0.01), fault: { kind: 'status', status: 404 } },
  ]
  // A call that never ends is waited for longer than the campaign lasts: only where the program is killed anyway.
  if (killAfterMs !== null) {
    chances.push({ probability: chance(0.08), fault: { kind: 'timeout', processed: processed() } })
  }
  return {
    killAfterMs,
    faults: {
      seed: Math.floor(random() * 1e9),
      poison,
      chance: chances,
      shuffle: random() < 0.5,
      refuseRows: { probability: random() < 0.5 ? chance(0.01) : 0, matching: [] },
      missingRows: { probability: random() < 0.5 ? chance(0.02) : 0, matching: [] },
      latency: {
        wayIn: [0, random() * 40],
        work: [0, random() * 80],
        wayBack: [0, random() * 40],
      },
    },
  }
}

/**
 * The service is at work on every call for longer than a push is quiet after one that broke off (`RetryPolicy.quietMs`), and
 * the program is killed meanwhile, or the connection breaks, or a gateway gives up.
 */
export function drawSlowStage(random: () => number): Stage {
  const chance: Chances = [
    { probability: 0.2, fault: { kind: 'dropped', processed: true, early: true } },
    { probability: 0.1, fault: { kind: 'server-error', status: 504, processed: true } },
  ]
  return {
    killAfterMs: 100 + random() * 2500,
    faults: { seed: Math.floor(random() * 1e9), poison, chance, latency: { work: [2200, 2900] } },
  }
}

/** The last life of a run: nothing goes wrong any more but what lies in the rows. */
export const CALM: Stage = { killAfterMs: null, faults: { poison, latency: { work: [0, 20] } } }
