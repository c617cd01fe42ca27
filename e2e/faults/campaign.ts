import { parseArgs } from 'node:util'
import { campaignRun } from './campaign-run.ts'
import { writingRun } from './writing-run.ts'
import { readingRun } from './reading-run.ts'

/**
 * The fault campaign (`npm run test:faults`): sheets pushed through seeded random faults of every kind and SIGKILLs at any
 * moment, then the law of `verify.ts`; and leads read through the same into a sheet, which then equals the server’s leads; and a push by mode, taken back, after which the server holds what it held. Short by default; `--long` goes on for up to five minutes
 * and ends with one push of 50,000 rows by mode and its undo, about ten minutes in all; `--seed N` repeats; `--writing ROWS` is one push of so many rows by mode and its undo, and nothing else.
 */
const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string' },
    rows: { type: 'string' },
    writing: { type: 'string' },
  },
})
const first = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
const budgetMs = values.long ? 4.5 * 60_000 : 12_000
const rows = Number(values.rows ?? (values.long ? 1500 : 500))
const AT_ONCE = 3
const LONG_WRITING_ROWS = 50_000
/** Of how many runs one reads, and one pushes by a mode and takes that back. */
const OTHERS_ONE_IN = 5

process.stdout.write(`Fault campaign, seed ${first}. Repeat one run with --seed and the number before it.\n`)
const start = performance.now()
let next = 0
let passed = 0
let failed = 0

function runOf(seed: number): ReturnType<typeof campaignRun> {
  if (seed % OTHERS_ONE_IN === 0) return readingRun(seed)
  return seed % OTHERS_ONE_IN === 1 ? writingRun(seed) : campaignRun(seed, rows)
}

const writing = values.writing === undefined ? null : Number(values.writing)

async function lane(): Promise<void> {
  while (writing === null ? performance.now() - start < budgetMs : next === 0) {
    const seed = first + next++
    await told(seed, () => (writing === null ? runOf(seed) : writingRun(seed, writing)))
  }
}

async function told(seed: number, begin: () => ReturnType<typeof campaignRun>): Promise<void> {
  try {
    const run = await begin()
    const line = `${run.rows} rows, ${run.calls} calls, ${run.lives} lives, ${run.kills} kills; ${run.told}`
    process.stdout.write(`${seed} ${run.broken.length === 0 ? 'held' : 'BROKE'}: ${line}\n`)
    for (const what of run.broken.slice(0, 10)) process.stdout.write(`    ${what}\n`)
    if (run.broken.length > 10) process.stdout.write(`    and ${run.broken.length - 10} more\n`)
    if (run.broken.length === 0) passed++
    else failed++
  } catch (error) {
    failed++
    process.stdout.write(
      `${seed} BROKE: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, lane))
if (values.long && writing === null) await told(first, () => writingRun(first, LONG_WRITING_ROWS))
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
