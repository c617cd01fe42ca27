import type { CompareState } from '#shared/domain/reading/comparison.ts'
import type { PullProgress } from '#shared/domain/reading/pull.ts'
import { waitInWords, type ReadWait } from '#shared/domain/reading/waiting.ts'
import type { Program } from '#electron/compose.ts'

/** "2026-11-28 at 18:30 UTC" */
function day(iso: string): string {
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`
}

/** On this machine's clock, to the second. */
function time(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8)
}

/**
 * Says why a read does not move, once for each wait, and what else the program has to say. Nobody keeps a terminal open for a day: where
 * the day's calls are used up, `end` is called, and `dayOver` says when to go on.
 */
export function followReadWaits(program: Program, end: () => void): { dayOver(): string | null } {
  let told: string | undefined
  let over: string | null = null
  function look(wait: ReadWait): void {
    const { waitsUntil, waitsFor = 'day' } = wait
    if (waitsUntil === told || waitsUntil === undefined) return
    told = waitsUntil
    if (waitsFor === 'limit') process.stderr.write(`${waitInWords(wait, { day, time })}\n`)
    else if (over === null) {
      over = day(waitsUntil)
      end()
    }
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
  return { dayOver: () => over }
}
