import type { AfterView } from '#shared/domain/push/after.ts'
import type { Program } from '#electron/compose.ts'
import { failedLeads, isWhole, taskInWords } from '#shared/domain/push/after-words.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import { afterJson, type AfterJson } from './after-words.ts'
import { ALL_WENT_IN, SOME_DID_NOT } from './exit-codes.ts'
import { resumeCommand, type ResumeOptions } from './shell-words.ts'

/** Waits until what follows the push is over, or stands still; null where nothing follows, or the push has not ended. */
export async function afterwards({ after }: Program, pushId: number): Promise<AfterView | null> {
  await after.still()
  const view = after.of(pushId)
  return view && view.phase !== 'waiting' ? view : null
}

export function jsonOfAfter(view: AfterView | null): { after?: AfterJson } {
  return view ? { after: afterJson(view) } : {}
}

/** For the standard output. */
export function sentencesOfAfter(view: AfterView | null): string {
  const lines = (view?.tasks ?? []).flatMap((task) => [
    taskInWords(task, inDigits),
    ...task.reasons.map(({ leads, text }) => `  ${leads} × ${text}`),
  ])
  return lines.map((line) => `${line}\n`).join('')
}

/** For the error stream: why it stands still, and the commands that go on with it. */
export function leftOfAfter(view: AfterView | null, commands: ResumeOptions): string {
  if (!view) return ''
  const goOn = view.phase === 'paused' ? `${view.note}\nTo go on: ${resumeCommand(commands)}\n` : ''
  const failed = failedLeads(view)
  const them = failed === 1 ? 'the lead that failed' : `the ${failed} leads that failed`
  return failed > 0 && view.phase !== 'paused'
    ? `To try ${them} again: ${resumeCommand({ ...commands, phoneTaken: null })} --again\n`
    : goOn
}

export function exitCodeOfAfter(view: AfterView | null): number {
  return view === null || isWhole(view) ? ALL_WENT_IN : SOME_DID_NOT
}
