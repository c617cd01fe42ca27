import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { ImageCell, PushWrite } from '#shared/domain/push/write.ts'
import { LEAD_ID, type Lead } from '#shared/domain/sheet/lead.ts'
import { changedBy } from '#shared/domain/reading/changed-by.ts'
import { sameValue, shownValue } from '#shared/domain/reading/values.ts'
import { valueInQuotes } from '#shared/wording/quoted.ts'
import type { ReadLead } from '#electron/services/ports/lead-reads.ts'

/**
 * Which fields stay out of a call though they were to be written, by what their lead holds just before it. moved: those that are not as
 * they were compared, which somebody said yes to · filled: those that are not empty · none: all are written.
 */
export type LeavesOut = 'moved' | 'filled' | 'none'

export function leavesOutOf({ mode, of }: Pick<PushWrite, 'mode' | 'of'>): LeavesOut {
  if (of !== 'sheet') return 'moved'
  return mode === 'fill' ? 'filled' : 'none'
}

export interface RowToWrite {
  /** What is about to be sent. */
  lead: Lead
  image: readonly ImageCell[]
  /** The lead as it was just read. */
  held: ReadLead
  /** An earlier try may have been taken, so that what is held may be what we wrote. */
  unclear: boolean
}

export interface LookedRow {
  cells: ImageCell[]
  /** What is to be sent; without any field where all stay out. */
  lead: Lead
  /** Fields that were not as they were compared, in words; '' where there are none. */
  note: string
}

export interface HowToLook {
  leavesOut: LeavesOut
  of: PushWrite['of']
  field: (name: string) => Attribute | undefined
  /** The column a field comes from. */
  columnOf: (attribute: string) => number
}

/** What becomes of a row once its lead was read again: its before-image, and which of its fields go. Pure. */
export function lookedRow(
  { lead, image, held, unclear }: RowToWrite,
  { leavesOut, of, field, columnOf }: HowToLook,
): LookedRow {
  const known = new Map(image.map((cell) => [cell.attribute, cell]))
  // What an earlier look left out stays out, and is still told.
  const cells = image.filter(({ left }) => left === true)
  const notes: string[] = []
  const sent = lead.filter(({ Attribute: attribute, Value: after }) => {
    if (attribute === 'SearchBy' || attribute === LEAD_ID) return true
    const [was, type] = [known.get(attribute), field(attribute)]
    const raw = held.values.get(attribute)
    const isOurs = sameValue(type, after, raw)
    const isAsCompared = was ? sameValue(type, was.before, raw) : isOurs
    if (
      was &&
      (isAsCompared || ((unclear || was.tried) && isOurs)) &&
      !(leavesOut === 'filled' && was.before !== '')
    ) {
      cells.push(was)
      return true
    }
    const before = shownValue(type?.dataType, raw)
    const cell: ImageCell = { column: was?.column ?? columnOf(attribute), attribute, before, after }
    const isLeft = leavesOut === 'moved' ? !isOurs : leavesOut === 'filled' && before.trim() !== ''
    if (isLeft) {
      cells.push({ ...cell, left: true })
      notes.push(leftInWords(attribute, of, held))
      return false
    }
    if (was || !isOurs) cells.push(cell)
    if (was && !isOurs)
      notes.push(
        `${attribute} was ${valueInQuotes(before)} in LeadSquared by then, not ${valueInQuotes(was.before)}.`,
      )
    return true
  })
  return { cells, lead: sent, note: notes.join(' ') }
}

function leftInWords(attribute: string, of: PushWrite['of'], held: ReadLead): string {
  return `${attribute} is left as it is. ${
    of === 'sheet' ? 'It was filled in LeadSquared after the comparison.' : changedBy(held)
  }`
}
