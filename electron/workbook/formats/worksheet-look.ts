import { Unreadable } from '#electron/workbook/unreadable.ts'

/**
 * A look over the XML of a worksheet, byte by byte, before the parser has it. The parser goes by patterns, not by grammar: what is
 * written in an unusual way, though Excel reads it, it misreads without a word. And of two rows of one number it mixes the cells.
 */

const [TAB, LF, CR, SPACE] = [9, 10, 13, 32]
const [BANG, MINUS, SLASH, COLON, LT, EQUALS, GT, QUESTION] = [33, 45, 47, 58, 60, 61, 62, 63]
const [LETTER_C, LETTER_F, LETTER_R, LETTER_T, LETTER_V, LETTER_I, LETTER_N] = [
  99, 102, 114, 116, 118, 105, 110,
]
const BYTE_ORDER_MARK_BYTES = 3
/** `</prefix:row`, about: closing tags within cells are shorter than that of all cells. */
const LONGEST_OF_A_CELL = 10

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB || byte === LF || byte === CR

/** Digits with one point at most; whatever else may be written for a number is worth a closer look. */
function isPlainNumber(xml: Buffer, from: number, to: number): boolean {
  let points = 0
  for (let at = from; at < to; at++) {
    const byte = xml[at]!
    if (byte >= 48 && byte <= 57) continue
    if (byte === 46) points++
    else if (byte !== MINUS || at > from) {
      // 1E-3, 6.02E+23: seldom enough to be turned into text.
      return isWrittenNumber(xml.toString('latin1', from, to))
    }
  }
  return points < 2
}

const WRITTEN_NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/

/** A number as the format has them, and one that a program can hold. */
export function isWrittenNumber(text: string): boolean {
  return WRITTEN_NUMBER.test(text) && Number.isFinite(Number(text))
}

/** `what`: is wrong, as in "row 2 stands twice". */
export function contradicted(what: string): Unreadable {
  return new Unreadable(
    'rows-contradict',
    `In one of the sheets of this workbook ${what}, so nobody can tell which cells belong together. Open it in Excel, let it repair the file, see that no row ` +
      'is missing, save it, and open that.',
  )
}

/** Tells whether a number was there before; quick as long as they rise. */
class Places {
  readonly #seen: number[] = []
  #all: Set<number> | null = null

  /** False where it was there. */
  take(place: number): boolean {
    if (this.#all === null) {
      if (this.#seen.length === 0 || place > this.#seen.at(-1)!) {
        this.#seen.push(place)
        return true
      }
      this.#all = new Set(this.#seen)
    }
    if (this.#all.has(place)) return false
    this.#all.add(place)
    return true
  }

  clear(): void {
    this.#seen.length = 0
    this.#all = null
  }
}

/**
 * Whether the parser would misread this worksheet unless it is written anew by `plainWorksheet`.
 * @throws {Unreadable} where two rows or two cells have one place, or a cell stands in the row of another
 */
export function isOddWorksheet(xml: Buffer): boolean {
  const rows = new Places()
  const columns = new Places()
  let odd = false
  let row = 0
  let rowTaken = false
  let rowSaysWhere = false
  let column = 0
  let columnTaken = false
  let isNumber = false

  /** Something stands in the cell: now its place counts. */
  function takePlace(): void {
    if (!rowTaken && !rows.take(row)) throw contradicted(`row ${row} stands twice`)
    rowTaken = true
    if (!columnTaken && !columns.take(column)) throw contradicted(`a cell of row ${row} stands twice`)
    columnTaken = true
  }

  const end = xml.length
  for (let at = xml.indexOf(LT); at !== -1 && at < end; at++) {
    if (xml[at] !== LT) continue
    const first = xml[at + 1]!
    if (first === BANG || first === QUESTION) {
      // The declaration at the very start is no oddity.
      odd ||= first === BANG || at > BYTE_ORDER_MARK_BYTES
      const close = first === QUESTION ? '?>' : xml[at + 2] === MINUS ? '-->' : ']]>'
      const stop = xml.indexOf(close, at + 2)
      if (stop !== -1) at = stop
      continue
    }
    if (first === SLASH) {
      const from = at
      at += 2
      while (at < end && xml[at] !== GT) odd = isBlank(xml[at++]!) || odd
      // What comes after the cells is none.
      if (at - from > LONGEST_OF_A_CELL && /sheetData\s*$/.test(xml.toString('latin1', from, at))) {
        if (xml.includes('sheetData>', at + 1)) throw contradicted('the cells end and begin again')
        return odd
      }
      continue
    }
    let name = at + 1
    let stop = name
    while (stop < end) {
      const byte = xml[stop]!
      if (byte === COLON) name = stop + 1
      else if (byte === GT || byte === SLASH || isBlank(byte)) break
      stop++
    }
    const length = stop - name
    const letter = xml[name]!
    at = stop - 1
    if (length === 1 && letter === LETTER_C) {
      odd = (xml[stop] !== SPACE && xml[stop] !== GT && xml[stop] !== SLASH) || odd
      const cell = cellTag(xml, stop)
      if (cell.row !== 0 && cell.row !== row) {
        if (rowSaysWhere) throw contradicted(`a cell of row ${cell.row} stands in row ${row}`)
        row = cell.row
      }
      odd = cell.column === 0 || cell.isSmall || odd
      column = cell.column === 0 ? column + 1 : cell.column
      columnTaken = false
      isNumber = cell.isNumber
      at = cell.end - 1
    } else if (length === 1 && letter === LETTER_V) {
      const open = xml[stop] === GT ? stop : xml.indexOf(GT, stop)
      if (open === -1) return odd
      if (xml[open - 1] === SLASH) continue
      let value = open + 1
      while (value < end && xml[value] !== LT) value++
      if (value > open + 1) takePlace()
      odd ||= isNumber && !isPlainNumber(xml, open + 1, value)
      at = value - 1
    } else if ((length === 1 && letter === LETTER_F) || (length === 2 && letter === LETTER_I)) {
      takePlace()
    } else if (length === 3 && letter === LETTER_R && xml[name + 1] === 111 && xml[name + 2] === 119) {
      const stated = rowNumber(xml, stop)
      rowSaysWhere = stated !== null
      row = stated ?? row + 1
      rowTaken = false
      column = 0
      columns.clear()
    }
  }
  return odd
}

interface CellTag {
  /** From 1; 0: not said. */
  row: number
  column: number
  /** Its letters are small ones. */
  isSmall: boolean
  isNumber: boolean
  end: number
}

/** Attributes of a cell, from behind its name. */
function cellTag(xml: Buffer, from: number): CellTag {
  const tag: CellTag = { row: 0, column: 0, isSmall: false, isNumber: true, end: xml.length }
  for (let at = from; at < xml.length; at++) {
    const byte = xml[at]!
    if (byte === GT) {
      tag.end = at
      return tag
    }
    if (byte !== EQUALS || !isBlank(xml[at - 2] ?? 0)) continue
    const name = xml[at - 1]
    let value = at + 2
    if (name === LETTER_R) {
      for (; value < xml.length; value++) {
        const sign = xml[value]!
        if (sign >= 65 && sign <= 90) tag.column = tag.column * 26 + sign - 64
        else if (sign >= 97 && sign <= 122) {
          tag.column = tag.column * 26 + sign - 96
          tag.isSmall = true
        } else if (sign >= 48 && sign <= 57) tag.row = tag.row * 10 + sign - 48
        else break
      }
      at = value
    } else if (name === LETTER_T) {
      // `t="n"` is the default.
      tag.isNumber = xml[value] === LETTER_N && xml[value + 1] === xml[at + 1]
      at = value
    }
  }
  return tag
}

/** What a row says it is, from behind its name; null where it does not. */
function rowNumber(xml: Buffer, from: number): number | null {
  for (let at = from; at < xml.length && xml[at] !== GT; at++) {
    if (xml[at] !== EQUALS || xml[at - 1] !== LETTER_R || !isBlank(xml[at - 2] ?? 0)) continue
    const stated = Number.parseInt(xml.toString('latin1', at + 2, at + 12), 10)
    return Number.isNaN(stated) ? null : stated
  }
  return null
}
