import type { CompareState } from '#shared/domain/reading/comparison.ts'
import type { PullProgress } from '#shared/domain/reading/pull.ts'
import { waitInWords, type ReadWait } from '#shared/domain/reading/waiting.ts'
import type { Program } from '#electron/compose.ts'
import { Ending, SOME_DID_NOT } from './exit-codes.ts'

/** "2026-11-28 at 18:30 UTC" */
function day(iso: string): string {
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`
}

/** On this machine's clock, to the second. */
function time(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8)
}

/**
 * Says why a read does not move, once for each wait, and what else the program has to say. Nobody keeps a terminal open for a day: what
 * `untilDayEnds` watches ends once a call has to wait for the next one. `endInWords` says what became of it, and from when on it can
 * be done.
 */
export function followReads(
  program: Program,
  endInWords: (goesOn: string) => string,
): { untilDayEnds<Value>(work: Promise<Value>): Promise<Value> } {
  let told: string | undefined
  function look({ waitsUntil, waitsFor }: ReadWait): void {
    if (waitsUntil === told || waitsFor !== 'limit') return
    told = waitsUntil
    process.stderr.write(`${waitInWords({ waitsUntil, waitsFor }, { day, time })}\n`)
  }
  program.onEvent((name, payload) => {
    if (name === 'pull.progress') look(payload as PullProgress)
    if (name === 'compare.changed') look((payload as CompareState).running ?? {})
    if (name !== 'notice') return
    const { text } = payload as { text: string }
    process.stderr.write(
      `${text.replace('Leadsheet goes on by itself when the next day begins: ', 'The next day begins on ')}\n`,
    )
  })
  const dayOver = new Promise<never>((_resolve, reject) =>
    program.onDayOver((endsAt) =>
      reject(new Ending(SOME_DID_NOT, endInWords(day(new Date(endsAt).toISOString())))),
    ),
  )
  dayOver.catch(() => undefined)
  return { untilDayEnds: (work) => Promise.race([work, dayOver]) }
}
