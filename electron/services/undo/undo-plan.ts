import { createHash } from 'node:crypto'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { UndoCell, UndoKind } from '#shared/domain/push/undo.ts'
import { changedBy } from '#shared/domain/reading/changed-by.ts'
import { sameValue, shownValue } from '#shared/domain/reading/values.ts'
import type { RowImage } from '#electron/services/ports/image-store.ts'
import type { ReadLead } from '#electron/services/ports/lead-reads.ts'

/** What a push wrote to one field of one lead, however many of its rows did. */
interface Written {
  /** Before the first of them. */
  before: string
  /** By any of them: which was last is not always known. */
  after: string[]
}

/** Leads a push wrote, or may have, with what was there before. */
export class WrittenLeads {
  readonly #leads = new Map<string, Map<string, Written>>()

  add({ leadId, cells }: RowImage): void {
    let lead = this.#leads.get(leadId)
    if (!lead) {
      lead = new Map()
      this.#leads.set(leadId, lead)
    }
    for (const { attribute, before, after, left } of cells) {
      if (left) continue
      const known = lead.get(attribute)
      if (known) known.after.push(after)
      else lead.set(attribute, { before, after: [after] })
    }
  }

  get ids(): string[] {
    return [...this.#leads.keys()]
  }

  get attributes(): string[] {
    return [...new Set([...this.#leads.values()].flatMap((lead) => [...lead.keys()]))]
  }

  fieldsOf(leadId: string): ReadonlyMap<string, Written> {
    return this.#leads.get(leadId) ?? new Map()
  }
}

/** True where the row's write has happened, or may have. */
export function mayHaveWritten({ state, unclear }: Pick<RowImage, 'state' | 'unclear'>): boolean {
  return state === 'updated' || state === 'unknown' || unclear
}

const READ_ONLY = 'This field cannot be written any more in this account.'
const NO_FIELD = 'This account has no such field any more.'
const NO_ACCESS = 'These keys may see this lead, but not change it.'
const GONE = 'The lead was deleted or merged since.'

/** What undoing does, cell by cell. `attributes` null: the account's own could not be had. */
export function undoCells(
  written: WrittenLeads,
  leads: ReadonlyMap<string, ReadLead>,
  attributes: readonly Attribute[] | null,
): UndoCell[] {
  const known = attributes && new Map(attributes.map((attribute) => [attribute.schemaName, attribute]))
  const cells: UndoCell[] = []
  for (const leadId of written.ids) {
    const lead = leads.get(leadId)
    for (const [attribute, { before, after }] of written.fieldsOf(leadId)) {
      const field = known?.get(attribute)
      const raw = lead?.values.get(attribute)
      const now = shownValue(field?.dataType, raw)
      const [kind, message] = kindOf()
      cells.push({
        id: cells.length + 1,
        leadId,
        attribute,
        kind,
        before,
        after: after.at(-1)!,
        now,
        message,
      })

      function kindOf(): [UndoKind, string] {
        if (!lead) return ['gone', GONE]
        if (known && !field) return ['cannot', NO_FIELD]
        if (sameValue(field, before, raw)) return ['same', '']
        if (!after.some((value) => sameValue(field, value, raw))) return ['kept', changedBy(lead)]
        if (field?.readOnly) return ['cannot', READ_ONLY]
        return lead.canUpdate === false ? ['cannot', NO_ACCESS] : ['restore', '']
      }
    }
  }
  return cells
}

export function countKinds(cells: readonly UndoCell[]): Record<UndoKind, number> {
  const counts = { restore: 0, same: 0, kept: 0, gone: 0, cannot: 0 }
  for (const { kind } of cells) counts[kind]++
  return counts
}

/** Names what would be written, and over what. */
export function undoMark(pushId: number, accountId: string, cells: readonly UndoCell[]): string {
  const digest = createHash('sha256').update(JSON.stringify([pushId, accountId]))
  for (const { leadId, attribute, kind, before, now } of cells)
    digest.update(JSON.stringify([leadId, attribute, kind, before, now]))
  return digest.digest('base64url')
}
