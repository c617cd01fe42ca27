import type { LinkedRow } from '#shared/domain/reading/comparison.ts'
import { sameValue } from '#shared/domain/reading/values.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { sentText, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Column, ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'

/** How the sheet stands now. */
export interface LinkDeps {
  rowOf: (id: RowId) => SheetRow | undefined
  columns: () => readonly Column[]
  attributeOf: (schemaName: string) => Attribute | null
  /** How its cells are sent: what LeadSquared had is told from that, not from how a sheet spells it. */
  formOf: (column: Column) => SentColumn
}

interface Link {
  leadId: string
  base: readonly (string | null)[] | null
}

/** What a push of changed cells looks at: the Lead ID names the lead, and a constant is no cell's. */
function isPushed({ attribute, constant }: Column): boolean {
  return attribute !== null && attribute !== 'ProspectID' && constant === null
}

/** Rows whose lead is known, with what LeadSquared held in their cells; and which of those cells were edited since. */
export function createLinkedRows({ rowOf, columns, attributeOf, formOf }: LinkDeps) {
  let links: (Link | undefined)[] = []
  /** Edited cells of rows that have any. */
  let edited = new Map<RowId, number>()
  let editedCells = 0
  let rows = 0

  /** What LeadSquared held where the cell says something else by now; null where it does not, or nobody knows. */
  function baseIfEdited(row: SheetRow, column: Column): string | null {
    const base = links[row.id]?.base?.[column.id]
    if (base === undefined || base === null || !isPushed(column)) return null
    const text = row.cells[column.id] ?? ''
    if (text === base) return null
    const form = formOf(column)
    const field = attributeOf(column.attribute!) ?? undefined
    return sameValue(field, sentText(row, form), base, form.phoneCountry) ? null : base
  }

  function count(id: RowId): void {
    const row = rowOf(id)
    let cells = 0
    if (row && links[id]?.base)
      for (const column of columns()) if (baseIfEdited(row, column) !== null) cells++
    editedCells += cells - (edited.get(id) ?? 0)
    if (cells === 0) edited.delete(id)
    else edited.set(id, cells)
  }

  return {
    clear(): void {
      links = []
      edited = new Map()
      editedCells = 0
      rows = 0
    },
    take(linked: readonly LinkedRow[]): void {
      for (const { rowId, leadId, base } of linked) {
        if (!links[rowId]) rows++
        // Mostly the cell still is its base: one text serves both, and the other one is let go.
        const cells = rowOf(rowId)?.cells
        links[rowId] = {
          leadId,
          base: base && base.map((text, at) => (cells && cells[at] === text ? cells[at] : text)),
        }
        count(rowId)
      }
    },
    /** Rows were edited, came back or went. Answers whether the sum of edited cells is another one. */
    look(ids: readonly RowId[]): boolean {
      const before = editedCells
      for (const id of ids) if (links[id]) count(id)
      return editedCells !== before
    },
    leadIdOf: (id: RowId): string | null => links[id]?.leadId ?? null,
    baseIfEdited,
    /** Of a row, in the order of the columns. */
    editsOf(row: SheetRow): { columnId: ColumnId; base: string }[] {
      if (!edited.has(row.id)) return []
      return columns().flatMap((column) => {
        const base = baseIfEdited(row, column)
        return base === null ? [] : [{ columnId: column.id, base }]
      })
    },
    get rows(): number {
      return rows
    },
    get editedCells(): number {
      return editedCells
    },
    editedRows: (): RowId[] => [...edited.keys()],
    ids(): RowId[] {
      const ids: RowId[] = []
      links.forEach((link, id) => link && ids.push(id))
      return ids
    },
  }
}
