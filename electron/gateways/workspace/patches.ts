import type { DatabaseSync } from 'node:sqlite'
import type { PatchStore } from '#electron/services/ports/patches.ts'
import { packHeld, unpackHeld, withHeld, type Held } from '#shared/domain/sheet/held.ts'
import { isColumnLetters, normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { packCells, unpackCells } from '#shared/domain/sheet/packed-row.ts'
import type { Column, RowId, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import type { RowVersions } from './row-versions.ts'
import { inTransaction } from './transaction.ts'

/** Applies a page's edits: a batch is one transaction together with its number, so it is applied once or not at all. */
export function patchStore(db: DatabaseSync, versions: RowVersions): PatchStore {
  const selectBatch = db.prepare('SELECT last_batch FROM pages WHERE page_id = ?')
  const upsertBatch = db.prepare('INSERT OR REPLACE INTO pages (page_id, last_batch) VALUES (?, ?)')
  const selectCells = db.prepare('SELECT cells, held FROM rows WHERE sheet_id = ? AND id = ?')
  const updateCells = db.prepare('UPDATE rows SET cells = ?, held = ? WHERE sheet_id = ? AND id = ?')
  const insertRow = db.prepare(
    'INSERT INTO rows (sheet_id, id, rank, cells, held) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sheet_id, id) DO NOTHING',
  )
  const updateRow = db.prepare('UPDATE rows SET rank = ?, cells = ?, held = ? WHERE sheet_id = ? AND id = ?')
  const updateRank = db.prepare('UPDATE rows SET rank = ? WHERE sheet_id = ? AND id = ?')
  const deleteRow = db.prepare('DELETE FROM rows WHERE sheet_id = ? AND id = ?')
  const selectColumns = db.prepare('SELECT columns FROM sheets WHERE id = ?')
  const updateColumns = db.prepare('UPDATE sheets SET columns = ? WHERE id = ?')
  const updateSettings = db.prepare('UPDATE sheets SET settings = ? WHERE id = ?')
  const updateName = db.prepare('UPDATE sheets SET name = ? WHERE id = ?')
  const updateSizes = db.prepare(`
    UPDATE sheets SET row_count = row_count + ?, next_row_id = max(next_row_id, ?), next_column_id = max(next_column_id, ?)
    WHERE id = ?`)
  const remember = db.prepare('INSERT OR REPLACE INTO mappings (heading, attribute) VALUES (?, ?)')

  function rememberChoices(before: readonly Column[], after: readonly Column[]): void {
    const known = new Map(before.map((column) => [column.id, column]))
    for (const column of after) {
      const old = known.get(column.id)
      const heading = normaliseHeading(column.header)
      if (!old || old.attribute === column.attribute || heading === '') continue
      if (!isColumnLetters(column.header, after.length)) remember.run(heading, column.attribute)
    }
  }

  function apply(sheetId: SheetId, patches: readonly SheetPatch[], remembering: boolean): void {
    const cells = new CellBuffer(
      (id) => {
        const record = selectCells.get(sheetId, id)
        if (!record) return null
        return {
          cells: unpackCells(record['cells'] as string),
          held: unpackHeld(record['held'] as string | null),
        }
      },
      (id, { cells, held }) => updateCells.run(packCells(cells), packHeld(held), sheetId, id),
    )
    let rowCount = 0
    let nextRowId = 0
    let nextColumnId = 0
    for (const patch of patches) {
      if (patch.kind !== 'setCells') cells.flush()
      switch (patch.kind) {
        case 'setCells':
          patch.rows.forEach((id, index) =>
            cells.set(id, patch.column, patch.values[index] ?? '', patch.held?.[index] ?? null),
          )
          nextColumnId = Math.max(nextColumnId, patch.column + 1)
          break
        case 'putRows':
          for (const row of patch.rows) {
            const packed = packCells(row.cells)
            const held = packHeld(row.held)
            if (insertRow.run(sheetId, row.id, row.rank, packed, held).changes === 1) rowCount++
            else updateRow.run(row.rank, packed, held, sheetId, row.id)
            nextRowId = Math.max(nextRowId, row.id + 1)
            nextColumnId = Math.max(nextColumnId, row.cells.length)
          }
          break
        case 'deleteRows':
          for (const id of patch.rows) rowCount -= Number(deleteRow.run(sheetId, id).changes)
          break
        case 'setRanks':
          patch.rows.forEach((id, index) => {
            const rank = patch.ranks[index]
            if (rank !== undefined) updateRank.run(rank, sheetId, id)
          })
          break
        case 'setColumns': {
          const before = JSON.parse(selectColumns.get(sheetId)!['columns'] as string) as Column[]
          if (remembering) rememberChoices(before, patch.columns)
          updateColumns.run(JSON.stringify(patch.columns), sheetId)
          for (const column of patch.columns) nextColumnId = Math.max(nextColumnId, column.id + 1)
          break
        }
        case 'setSettings':
          updateSettings.run(JSON.stringify(patch.settings), sheetId)
          break
        case 'rename':
          updateName.run(patch.name, sheetId)
          break
      }
    }
    cells.flush()
    updateSizes.run(rowCount, nextRowId, nextColumnId, sheetId)
  }

  return {
    applyPatches(sheetId, pageId, batch, patches, remembering = true) {
      return inTransaction(db, () => {
        const last = selectBatch.get(pageId)
        if (last && batch <= (last['last_batch'] as number)) return false
        upsertBatch.run(pageId, batch)
        versions.written(sheetId)
        apply(sheetId, patches, remembering)
        return true
      })
    },

    rememberedMappings() {
      return db
        .prepare('SELECT heading, attribute FROM mappings')
        .all()
        .map((record) => [record['heading'] as string, record['attribute'] as string | null])
    },
  }
}

interface Buffered {
  cells: string[]
  held: Held | undefined
}

/**
 * Rows under change by runs of `setCells`. A pasted block is one patch a column: without this each of its rows would be
 * read and written once for every column.
 */
class CellBuffer {
  readonly #rows = new Map<RowId, Buffered>()
  readonly #read: (id: RowId) => Buffered | null
  readonly #write: (id: RowId, row: Buffered) => void

  constructor(read: (id: RowId) => Buffered | null, write: (id: RowId, row: Buffered) => void) {
    this.#read = read
    this.#write = write
  }

  /** A row that is not there stays so: the page deleted it, and this patch was sent again late. */
  set(id: RowId, column: number, value: string, held: string | null): void {
    const row = this.#rows.get(id) ?? this.#read(id)
    if (!row) return
    while (row.cells.length < column) row.cells.push('')
    row.cells[column] = value
    row.held = withHeld(row.held, column, held)
    this.#rows.set(id, row)
  }

  flush(): void {
    for (const [id, row] of this.#rows) this.#write(id, row)
    this.#rows.clear()
  }
}
