import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { ComparedRow } from '#shared/domain/reading/comparison.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import type { ConflictAnswer, ImageCell, PhoneAnswer, PushWrite } from '#shared/domain/push/write.ts'
import { byLeadId, type Lead } from '#shared/domain/sheet/lead.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { ToldComparison } from '#electron/services/ports/reading-store.ts'

/** What is sent of one row, as its comparison has it. */
export type RowWrite =
  /** The row as it stands; `image` where it was compared and its lead is there. */
  | { kind: 'whole'; image: RowImage | null; saved: number }
  /** This and no more. */
  | { kind: 'part'; lead: Lead; image: RowImage | null; saved: number; conflicts: number }
  | { kind: 'out'; code: string; title: string; message: string; conflicts: number }

interface RowImage {
  leadId: string
  cells: ImageCell[]
}

const WHOLE: RowWrite = { kind: 'whole', image: null, saved: 0 }

/** How a request writes; a fault where the comparison it goes by is not there. */
export function writeOf(request: PushRequest, comparison: ToldComparison | null): Result<PushWrite | null> {
  const { mode = 'upsert', edited, byLink = false } = request
  const compares = mode !== 'upsert' || edited !== undefined
  if (!compares && !request.leaveOutSame && !request.onlyDiffering) return ok(null)
  const wanted = edited ? 'edited' : 'all'
  const fits =
    comparison !== null &&
    comparison.accountId === request.accountId &&
    (comparison.cells ?? 'all') === wanted &&
    (wanted === 'edited' ||
      (comparison.searchBy === request.searchBy &&
        comparison.blanks === request.blanks &&
        (comparison.byLink ?? false) === byLink))
  if (!fits) return compares ? fail('invalid', edited ? EDITS_NOT_COMPARED : NOT_COMPARED) : ok(null)
  return ok({
    mode: edited ? 'update' : mode,
    way: edited || mode === 'update' || mode === 'fill' ? 'update' : 'create-or-update',
    of: edited ? 'edited' : 'sheet',
    comparedAt: comparison.comparedAt,
    undo: null,
  })
}

const NOT_COMPARED =
  'This way of writing goes by a comparison, and there is none of this sheet as it is now, with this account and this “Search by”. Compare first. Nothing was sent.'
const EDITS_NOT_COMPARED =
  'Changes are pushed once LeadSquared was looked at for whether the same cells changed there too. Compare the changes first. Nothing was sent.'

/** Decides row by row; `whole` is what the row would send by itself. */
export class WritePlan {
  readonly #write: PushWrite
  readonly #request: PushRequest
  readonly #answers: ReadonlyMap<string, ConflictAnswer>

  constructor(write: PushWrite, request: PushRequest) {
    this.#write = write
    this.#request = request
    this.#answers = new Map(
      (request.edited?.answers ?? []).map(({ rowId, column, answer }) => [`${rowId} ${column}`, answer]),
    )
  }

  /** `compared`: what the comparison says of it; undefined where it says nothing, or nothing that still holds. */
  decide(rowId: RowId, compared: ComparedRow | undefined, whole: () => Lead): RowWrite {
    const { mode, of } = this.#write
    if (of === 'edited') return this.#edited(rowId, compared)
    if (!compared || compared.stale) return mode === 'upsert' ? WHOLE : out('not-compared')
    switch (mode) {
      case 'upsert':
        return this.#upsert(compared, whole)
      case 'create':
        if (compared.kind === 'new') return WHOLE
        return compared.kind === 'update' || compared.kind === 'same' || compared.kind === 'noAccess'
          ? out('mode-exists')
          : out(compared.kind, compared.message)
      case 'update':
      case 'fill':
        return this.#update(compared, mode, whole)
    }
  }

  #upsert(compared: ComparedRow, whole: () => Lead): RowWrite {
    const { leaveOutSame = false } = this.#request
    const onlyDiffering = this.#request.onlyDiffering ?? leaveOutSame
    const { kind, leadId } = compared
    if (kind === 'same' && leaveOutSame) return out('same')
    if (leadId === null || (kind !== 'update' && kind !== 'same')) return WHOLE
    const image = { leadId, cells: cellsOf(compared) }
    if (!onlyDiffering || kind === 'same') return { kind: 'whole', image, saved: 0 }
    // By its Lead ID: found by email, a lead that was deleted meanwhile would be made anew of this part of it.
    return this.#part(image, byLeadId(leadId, compared.changes.map(fieldOf)), whole(), 0)
  }

  #update(compared: ComparedRow, mode: 'update' | 'fill', whole: () => Lead): RowWrite {
    const { kind, leadId, message } = compared
    if (kind === 'new') return out('mode-new')
    if (kind === 'same') return out('same')
    if (kind !== 'update' || leadId === null) return out(kind, message)
    const changes = compared.changes.filter(
      (change) => mode === 'update' || (change.old === '' && change.new !== ''),
    )
    if (changes.length === 0) return out('filled')
    const image = { leadId, cells: changes.map(imageOf) }
    return this.#part(image, byLeadId(leadId, changes.map(fieldOf)), whole(), 0)
  }

  #edited(rowId: RowId, compared: ComparedRow | undefined): RowWrite {
    if (!compared) return out('not-edited')
    if (compared.stale) return out('not-compared')
    const { kind, leadId, message } = compared
    if (kind === 'same') return out('same')
    if (kind !== 'update' || leadId === null) return out(kind, message)
    const left = compared.changes.filter(
      (change) => change.conflict && this.#answerFor(rowId, change.column) === 'leave',
    )
    const changes = compared.changes.filter((change) => !left.includes(change))
    if (changes.length === 0) return { ...out('conflict'), conflicts: left.length }
    const image = { leadId, cells: changes.map(imageOf) }
    const part = this.#part(image, byLeadId(leadId, changes.map(fieldOf)), [], left.length)
    return part
  }

  #answerFor(rowId: RowId, column: number): ConflictAnswer {
    return this.#answers.get(`${rowId} ${column}`) ?? this.#request.edited?.conflicts ?? 'leave'
  }

  #part(image: RowImage, lead: Lead, whole: Lead, conflicts: number): Extract<RowWrite, { kind: 'part' }> {
    const sent = new Set(lead.map(({ Attribute }) => Attribute))
    const saved = whole.filter(({ Attribute }) => !sent.has(Attribute) && Attribute !== 'SearchBy').length
    return { kind: 'part', lead, image, saved, conflicts }
  }
}

type Change = ComparedRow['changes'][number]

function fieldOf({ attribute, new: value }: Change): { Attribute: string; Value: string } {
  return { Attribute: attribute, Value: value }
}

function imageOf({ column, attribute, old, new: after }: Change): ImageCell {
  return { column, attribute, before: old, after }
}

function cellsOf({ changes }: ComparedRow): ImageCell[] {
  return changes.map(imageOf)
}

/** What somebody said of a row whose phone belongs to another lead; `whole` is what it would send by itself. */
export function answeredByPhone(answer: PhoneAnswer, whole: Lead): RowWrite {
  const fields = whole.filter(({ Attribute }) => Attribute !== 'SearchBy')
  const part = { kind: 'part', image: null, saved: 0, conflicts: 0 } as const
  switch (answer) {
    case 'that-lead':
      return { ...part, lead: [...fields, { Attribute: 'SearchBy', Value: 'Phone' }] }
    case 'without-phone':
      return { ...part, lead: whole.filter(({ Attribute }) => Attribute !== 'Phone') }
    case 'skip':
      return out('phone')
  }
}

const REASONS: Readonly<Record<string, readonly [title: string, message: string]>> = {
  same: ['The same in LeadSquared already', 'Left out: LeadSquared has these values already.'],
  'not-edited': ['Nothing was changed', 'Left out: nothing was changed in this row since its lead was read.'],
  'not-compared': [
    'Not compared as it is now',
    'Left out: the row was not compared with LeadSquared as it is now. Compare again, then push it.',
  ],
  'mode-new': [
    'Not in LeadSquared, and this push only updates',
    'Left out: no lead is found for this row, and this push creates none.',
  ],
  'mode-exists': [
    'In LeadSquared already, and this push only creates',
    'Left out: its lead is in LeadSquared already, and this push only creates.',
  ],
  filled: [
    'Nothing to fill',
    'Left out: every field this row would change has a value in LeadSquared already, and this push only fills empty ones.',
  ],
  conflict: [
    'Changed in LeadSquared too',
    'Left out: what was changed in this row was changed in LeadSquared too. Say for each cell whose value stands, then push it.',
  ],
  phone: ['Its phone belongs to another lead', 'Left out, as was said: its phone belongs to another lead.'],
  several: ['Several leads match', 'Left out: several leads match this row.'],
  clash: ['Email and phone belong to two leads', 'Left out: its email and its phone belong to two leads.'],
  noAccess: ['No access to its lead', 'Left out: these keys may not change its lead.'],
  notKnown: ['Its lead is not known', 'Left out: which lead this row is, is not known.'],
}

function out(code: string, why = ''): Extract<RowWrite, { kind: 'out' }> {
  const [title, message] = REASONS[code]!
  return { kind: 'out', code, title, message: why === '' ? message : `Left out: ${why}`, conflicts: 0 }
}
