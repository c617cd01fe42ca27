import type { PhoneAnswer, PhoneOwner } from '#shared/domain/push/write.ts'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { placeInWords, placesOf } from './row-places.ts'
import { resumeCommand, type ResumeOptions } from './shell-words.ts'

/** What `--phone-taken` says of rows whose phone belongs to another lead, and the window's answer it is. */
export const PHONE_TAKEN = {
  update: 'that-lead',
  'leave-out': 'without-phone',
  skip: 'skip',
} as const satisfies Record<string, PhoneAnswer>
export type PhoneTaken = keyof typeof PHONE_TAKEN

/** Of pushes that only update, where `PHONE_TAKEN` has nothing to say. */
export const PHONES_UNTOLD =
  'A push that only updates finds its leads by their Lead ID, and of a row it does not write LeadSquared does not tell there that another lead has the phone.'

/** Of rows whose phone belongs to another lead, what `--json` gains. */
export type PhoneTakenJson = Omit<PhoneOwner, 'rowId'> & { row: number | null }

export interface PhonesTaken {
  owners: PhoneOwner[]
  json: PhoneTakenJson[]
  lines: string[]
}

/** Looked up without an answer, for somebody to read. Each is a call. */
const MOST_SHOWN = 500
const { countOf } = inDigits

/** Rows that were refused because another lead has their phone, and which that is; null where there are none. */
export async function phonesTaken(
  program: Program,
  { pushId, sheetId }: Pick<PushProgress, 'pushId' | 'sheetId'>,
  answer: PhoneTaken | null,
): Promise<PhonesTaken | null> {
  const asked = await program.phoneOwners(pushId, answer === null ? MOST_SHOWN : Infinity)
  if (!asked.ok)
    return { owners: [], json: [], lines: [`The other leads were not read. ${asked.fault.text}`] }
  const { rows: owners, more } = asked.value
  if (owners.length === 0) return null
  const places = placesOf(program, sheetId, new Set(owners.map(({ rowId }) => rowId)))
  const groups = [...Map.groupBy(owners, ({ leadId }) => leadId).values()]
  return {
    owners,
    json: owners.map(({ rowId, ...owner }) => ({ row: places.get(rowId) ?? null, ...owner })),
    lines: [
      `${countOf(owners.length, 'row')} ${owners.length === 1 ? 'has' : 'have'} the phone of another lead:`,
      ...groups.map((rows) => groupInWords(rows, places)),
      ...(more ? ['  There are more of them; settle these first.'] : []),
    ],
  }
}

function groupInWords(rows: readonly PhoneOwner[], places: ReadonlyMap<number, number>): string {
  const { phone, leadId, name, email, owner } = rows[0]!
  const whose = [name || `lead ${leadId}`, email || 'no email', owner ? `owner ${owner}` : 'owner not known']
  return `  ${rows.map(({ rowId }) => placeInWords(places.get(rowId))).join(', ')} · ${phone} belongs to ${whose.join(' · ')}`
}

/** What can be done with them, at a terminal. */
export function phoneChoices(options: ResumeOptions): string {
  // At the pace of this push: the rows go as a push of their own, which would not know of it.
  const command = resumeCommand({ ...options, report: null, phoneTaken: Object.keys(PHONE_TAKEN).join('|') })
  return `Update that lead instead, keep both and leave the phone out, or skip: ${command}`
}

/**
 * Begins a push of these rows once more, as was said of them. They are the rows of the push as they are now.
 * @throws {Ending} where it cannot be begun
 */
export async function pushByPhone(
  program: Program,
  pushId: number,
  owners: readonly PhoneOwner[],
  answer: PhoneTaken,
): Promise<void> {
  const { accountId, settings, summary, write } = program.workspace.push(pushId)!
  const { searchBy, blanks, duplicates } = settings
  const rows = owners.map(({ rowId }) => rowId)
  const started = await program.pushes.start(
    {
      ...{ sheetId: summary.sheetId, accountId, searchBy, blanks, duplicates },
      scope: { kind: 'rows', rows },
      // They were sent once already.
      includeProblems: true,
      rowNumbers: 'file',
      // What follows the push follows for these rows too.
      ...(settings.after ? { after: settings.after } : {}),
      // Without its phone a row of a push that only creates still updates no lead.
      ...(write?.mode === 'create' ? { mode: write.mode } : {}),
      phoneAnswers: rows.map((rowId) => ({ rowId, answer: PHONE_TAKEN[answer] })),
    },
    null,
  )
  if (!started.ok) throw new Ending(WRONG_USAGE, started.fault.text)
}
