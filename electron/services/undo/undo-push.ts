import type { AccountView, RateLimit } from '#shared/domain/push/account.ts'
import type { UndoCell, UndoReview } from '#shared/domain/push/undo.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { byLeadId, LEAD_ID } from '#shared/domain/sheet/lead.ts'
import { packCells } from '#shared/domain/sheet/packed-row.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import type { NewPushRow, PushRecord } from '#electron/services/ports/pushes.ts'
import type { PushWriting } from '#electron/services/ports/pushes.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import { freshPush } from '#electron/services/push/fresh-push.ts'
import type { Proof } from './clearing-proof.ts'
import { countKinds } from './undo-plan.ts'

export interface UndoToWrite {
  /** The push that is taken back. */
  record: PushRecord
  account: AccountView
  cells: readonly UndoCell[]
  /** Fields that were written already, to prove that they can be cleared. */
  tried: Proof['tried']
  review: UndoReview
  attributes: readonly Attribute[]
  ownLimit: RateLimit | null
  startedAt: string
}

const AT_ONCE = 1000

/**
 * Writes an undo into the journal as a push of a sheet of its own, and answers its id: a row a lead, a column a field, in each
 * cell what is to stand there afterwards. It keeps what it overwrites, so that it can be taken back too.
 */
export function writeUndo(
  workspace: SheetStore & PushWriting & LinkStore,
  { record, account, cells, tried, review, attributes, ownLimit, startedAt }: UndoToWrite,
): number {
  const byLead = [...Map.groupBy(cells, ({ leadId }) => leadId)].filter(([, fields]) =>
    fields.some(({ kind }) => kind === 'restore'),
  )
  const names = [...new Set(byLead.flatMap(([, fields]) => fields.map(({ attribute }) => attribute)))]
  const shown = new Map(attributes.map(({ schemaName, displayName }) => [schemaName, displayName]))
  const columns = [LEAD_ID, ...names].map((attribute, id): Column => ({
    id,
    header: attribute === LEAD_ID ? 'Lead ID' : (shown.get(attribute) ?? attribute),
    attribute,
    constant: null,
    hidden: false,
    width: null,
  }))
  const columnOf = new Map(columns.map(({ id, attribute }) => [attribute!, id]))
  const settings = {
    ...DEFAULT_SETTINGS,
    accountId: account.id,
    searchBy: LEAD_ID,
    phoneCountry: record.settings.phoneCountry,
  }
  const name = `Undo of ${record.summary.sheetName}`
  const sheet = workspace.createSheet(name, columns, settings)
  const counts = countKinds(cells)
  const { same, kept, gone, cannot } = counts
  const pushId = workspace.createPush(
    freshPush({
      ...{ account, sheet, settings, ownLimit, startedAt },
      columns: sentColumns(columns, attributes),
      write: {
        mode: 'update',
        way: 'update',
        of: 'undo',
        comparedAt: review.readAt,
        undo: { pushId: record.summary.pushId, same, kept, gone, cannot },
      },
      limits: [],
    }),
  )
  for (let from = 0; from < byLead.length; from += AT_ONCE) {
    const rows = byLead.slice(from, from + AT_ONCE).map(([leadId, fields], index): NewPushRow => {
      const row = columns.map(() => '')
      row[0] = leadId
      const restored = fields.filter(({ kind }) => kind === 'restore')
      for (const { attribute, kind, before, now } of fields)
        row[columnOf.get(attribute)!] = kind === 'restore' ? before : now
      return {
        seq: from + index,
        rowId: from + index + 1,
        cells: row,
        lead: byLeadId(
          leadId,
          restored.map(({ attribute, before }) => ({ Attribute: attribute, Value: before })),
        ),
        carrierId: null,
        repeatable: true,
        unclear: false,
        state: 'queued',
        leadId: null,
        message: messageOf(fields),
        details: null,
        attempts: 0,
        call: null,
        sentAt: null,
        image: {
          leadId,
          cells: restored.map(({ attribute, before, now }) => ({
            column: columnOf.get(attribute)!,
            attribute,
            before: now,
            after: before,
            ...(tried.get(leadId)?.includes(attribute) ? { tried: true } : {}),
          })),
        },
      }
    })
    workspace.appendRows(
      sheet.id,
      rows.map(({ rowId, cells: row }) => ({ id: rowId, rank: rowId, packed: packCells(row), held: null })),
    )
    workspace.linkRows(
      sheet.id,
      account.id,
      rows.map(({ rowId, image }) => ({ rowId, leadId: image!.leadId })),
      'report',
    )
    workspace.appendPushRows(pushId, rows)
  }
  workspace.openPush(pushId)
  workspace.switchTo(sheet.id)
  return pushId
}

/** Of a row that is not restored whole: which of its fields stay, and why. */
function messageOf(fields: readonly UndoCell[]): string {
  return fields
    .filter(({ kind }) => kind === 'kept' || kind === 'cannot')
    .map(({ attribute, message }) => `${attribute} is left as it is. ${message}`)
    .join(' ')
}
