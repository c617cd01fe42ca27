import { BASE_HEADING, readBaseCell } from '#shared/domain/report/base-cell.ts'
import { LEAD_ID } from '#shared/domain/sheet/lead.ts'
import { unpackHeld, packHeld, type PackedHeld } from '#shared/domain/sheet/held.ts'
import { packCells, unpackCells, type PackedCells, type PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

/** A row and what stood in its hidden base cell. */
export interface RowWithBase {
  packed: PackedCells
  held: PackedHeld
  base: string
}

export interface BasedRow {
  rowId: number
  leadId: string
  /** By column id; null for a column that was not read. */
  base: (string | null)[]
}

/** The note of a file of which some rows are beside the base of another row. */
export const MISPLACED = 'base-misplaced'

/** Takes the hidden base column out of a table that is being loaded, and tells what each row's lead had when it was got. */
export class BaseColumn {
  readonly #place: number
  #known = 0
  #misplaced = 0
  #firstMisplaced = 0

  private constructor(place: number) {
    this.#place = place
  }

  /** Null: the table has none. */
  static in(headers: readonly string[]): BaseColumn | null {
    const place = headers.lastIndexOf(BASE_HEADING)
    return place === -1 ? null : new BaseColumn(place)
  }

  without<Cell>(cells: readonly Cell[]): Cell[] {
    return cells.toSpliced(this.#place, 1)
  }

  takeOut(packed: PackedCells, packedHeld: PackedHeld): RowWithBase {
    const cells = unpackCells(packed)
    const base = cells[this.#place] ?? ''
    const held = unpackHeld(packedHeld)
    const moved = held && Object.entries(held).filter(([place]) => Number(place) !== this.#place)
    return {
      packed: packCells(this.#place < cells.length ? this.without(cells) : cells),
      held: packHeld(
        moved &&
          Object.fromEntries(
            moved.map(([place, value]) => [Number(place) > this.#place ? Number(place) - 1 : place, value]),
          ),
      ),
      base,
    }
  }

  /** The column that names the lead of each row, whatever its heading says; -1: there is none any more. */
  leadColumn(rows: readonly { packed: PackedCells; base: string }[]): number {
    for (const { packed, base } of rows) {
      const leadId = readBaseCell(base)?.leadId.toLowerCase()
      const place = unpackCells(packed).findIndex((cell) => cell.trim().toLowerCase() === leadId)
      if (place !== -1) return place
    }
    return -1
  }

  /**
   * What the rows' leads had when they were got, of rows that still stand beside their own base: where somebody sorted some of the
   * columns alone, values of one lead would pass for edits of another.
   */
  basesOf(
    rows: readonly PackedRow[],
    texts: readonly string[],
    places: readonly number[],
    columns: readonly Column[],
  ): BasedRow[] {
    const leadColumn = columns.find(({ attribute }) => attribute === LEAD_ID)
    return rows.flatMap(({ id, packed }, index): BasedRow[] => {
      const found = readBaseCell(texts[index] ?? '')
      if (!found) return []
      const named = leadColumn ? (unpackCells(packed)[leadColumn.id] ?? '').trim() : ''
      if (named.toLowerCase() !== found.leadId.toLowerCase()) {
        this.#misplaced++
        this.#firstMisplaced ||= places[index] ?? id
        return []
      }
      this.#known++
      const base: (string | null)[] = []
      for (const column of columns) {
        const value = column.attribute === null ? undefined : found.values.get(column.attribute)
        base[column.id] = value ?? null
      }
      return [{ rowId: id, leadId: found.leadId, base }]
    })
  }

  notes(): LoadNote[] {
    const { countOf, formatCount } = inEnglish
    return [
      ...(this.#known > 0
        ? [
            {
              code: 'base',
              text: `These are leads that were got out of LeadSquared. ${countOf(this.#known, 'row knows', 'rows know')} what was there then, so that what was changed since can be pushed alone.`,
            },
          ]
        : []),
      ...(this.#misplaced > 0
        ? [
            {
              code: MISPLACED,
              text: `${countOf(this.#misplaced, 'row does', 'rows do')} not name the lead that ${this.#misplaced === 1 ? 'its' : 'their'} hidden column “${BASE_HEADING}” is of, the first of them row ${formatCount(this.#firstMisplaced)}: some columns were sorted or pasted without the others, or the Lead ID was changed. What was changed in ${this.#misplaced === 1 ? 'it' : 'them'} is not known.`,
            },
          ]
        : []),
    ]
  }
}
