import { commonest } from '#shared/values/row-widths.ts'

/** Kinds of value a column can have throughout; a line of prose has none of them in the right places. */
const KINDS = [
  /^\S+@\S+\.\S+$/,
  /^[+(]?\d[\d\s().\-/]*$/,
  /^(?=.*[-/.]\d)\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/,
] as const
const SAMPLE_ROWS = 200
/** Of the values below the heading. */
const USUAL = 0.8

type Kind = (typeof KINDS)[number]

function kindsOf(rows: readonly string[][], width: number): (Kind | null)[] {
  const sample = rows.filter((cells) => cells.length === width).slice(0, SAMPLE_ROWS)
  return Array.from({ length: width }, (_, column) => {
    const texts = sample.map((cells) => cells[column]!.trim()).filter((text) => text !== '')
    return (
      KINDS.find(
        (kind) => texts.filter((text) => kind.test(text)).length >= Math.max(1, (texts.length - 1) * USUAL),
      ) ?? null
    )
  })
}

/**
 * Rows with a cell in which whole rows seem to have vanished: a line inside it, or both its ends with what stands beside them, have as
 * many cells as the rows have, and an email address, a number or a date where they have theirs. It happens where one quotation mark is
 * missing and a later one fits by chance.
 */
export function swallowedRows(rows: readonly string[][], delimiter: string): number[] {
  const suspects = rows.flatMap((cells, row) => (cells.some((cell) => /[\r\n]/.test(cell)) ? [row] : []))
  if (suspects.length === 0) return []
  const width = commonest(rows.map((cells) => cells.length).filter((count) => count > 1))
  if (width < 2) return []
  const kinds = kindsOf(rows, width)
  if (kinds.every((kind) => kind === null)) return []
  const looksLikeRow = (cells: readonly string[]): boolean =>
    cells.length === width && kinds.every((kind, column) => kind === null || kind.test(cells[column]!.trim()))
  return suspects.filter((row) =>
    rows[row]!.some((cell, column) => {
      const lines = cell.split(/\r\n|\r|\n/).map((line) => line.split(delimiter))
      if (lines.length < 2) return false
      if (lines.slice(1, -1).some(looksLikeRow)) return true
      const first = [...rows[row]!.slice(0, column), ...lines[0]!]
      const last = [...lines.at(-1)!, ...rows[row]!.slice(column + 1)]
      return looksLikeRow(first) && looksLikeRow(last)
    }),
  )
}
