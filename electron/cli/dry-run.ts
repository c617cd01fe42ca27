import type { PushRequest, PushReview } from '#shared/domain/push/outcome.ts'
import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import type { Program } from '#electron/compose.ts'
import { ALL_WENT_IN, Ending, SOME_DID_NOT, WRONG_USAGE } from './exit-codes.ts'

/** What `push --dry-run --json` prints. */
export interface DryRunResult {
  rows: number
  toSend: number
  leads: number
  calls: number
  seconds: number
  leftOut: { reason: string; rows: number }[]
  searchBy: string
  mapping: { header: string; attribute: string }[]
  notSent: string[]
}

/** Tells what a push would do, sends nothing, and leaves no sheet behind. The answer is the exit code. */
export async function dryRun(program: Program, request: PushRequest, json: boolean): Promise<number> {
  const reviewed = await program.pushes.review(request)
  program.workspace.removeSheet(request.sheetId)
  if (!reviewed.ok) throw new Ending(WRONG_USAGE, reviewed.fault.text)
  const review = reviewed.value
  const text = json ? `${JSON.stringify(jsonOf(review, request))}\n` : sentencesOf(review, request)
  process.stdout.write(text)
  return review.toSend === review.inScope ? ALL_WENT_IN : SOME_DID_NOT
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function jsonOf(review: PushReview, { searchBy }: PushRequest): DryRunResult {
  const { inScope, toSend, leads, calls, seconds, leftOut, attributes, notSent } = review
  return {
    rows: inScope,
    toSend,
    leads,
    calls,
    seconds: Math.round(seconds * 1000) / 1000,
    leftOut: leftOut.map(({ text, count }) => ({ reason: text, rows: count })),
    searchBy,
    mapping: attributes,
    notSent,
  }
}

function sentencesOf(review: PushReview, { searchBy }: PushRequest): string {
  const { inScope, toSend, leads, calls, seconds, limit, leftOut, attributes, notSent, warnings } = review
  const key = searchBy === DEFAULT_SEARCH ? 'email or phone' : searchBy
  return [
    'Nothing was sent. A push of this would go like this:',
    `${toSend} of ${counted(inScope, 'row')} as ${counted(leads, 'lead')} in ${counted(calls, 'call')}, about ${Math.ceil(seconds)} s at ${limit.calls} calls in ${limit.seconds} s.`,
    `Leads found by ${key} are updated; others are created.`,
    ...leftOut.map(({ text, count }) => `  ${count} left out: ${text}`),
    ...attributes.map(({ header, attribute }) => `  ${header} → ${attribute}`),
    ...(notSent.length > 0
      ? [`  Not sent: ${notSent.map((header) => header || '(no heading)').join(', ')}`]
      : []),
    ...warnings,
    '',
  ].join('\n')
}
