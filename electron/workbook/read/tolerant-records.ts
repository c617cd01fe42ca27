/**
 * Cuts delimited text into records where quotation marks do not stand as the format wants them: opened and never closed, or closed
 * before the cell ends. The quick parser takes everything up to the next fitting mark for one cell, leads and all; here a mark that
 * does not do its work is a letter like any other, as long as the rows then have as many cells as the others.
 */
export interface TolerantRecords {
  records: string[][]
  /** The physical line on which each record begins, counted from 0. */
  lines: number[]
  /** Records with marks inside values that were taken as letters. */
  stray: number[]
  /** Physical lines, counted from 0, with a mark that opens a cell and is never closed. */
  unclosed: number[]
}

export interface TolerantOptions {
  delimiter: string
  /** Cells a record usually has; null: not known, so marks are letters wherever they do not fit. */
  width: number | null
  /** The most records to cut. */
  records: number
}

const QUOTE = '"'
/** How far a cell with marks that do not fit may reach over line ends, in characters; Excel's own bound of a cell. */
const LONGEST_CELL = 32_767

interface Field {
  text: string
  /** Where the delimiter, the line end or the end of the text stands that ends it. */
  end: number
  fault: 'stray' | 'unclosed' | null
}

export function tolerantRecords(text: string, options: TolerantOptions): TolerantRecords {
  const { delimiter, width } = options
  const found: TolerantRecords = { records: [], lines: [], stray: [], unclosed: [] }
  const lastQuote = text.lastIndexOf(QUOTE)

  const isLineEnd = (at: number): boolean => text[at] === '\n' || text[at] === '\r'
  const endsField = (at: number): boolean =>
    at >= text.length || isLineEnd(at) || text.startsWith(delimiter, at)
  const afterLineEnd = (at: number): number => at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1)

  function plainEnd(from: number): number {
    let at = from
    while (!endsField(at)) at++
    return at
  }

  function plain(from: number, fault: Field['fault']): Field {
    const end = plainEnd(from)
    return { text: text.slice(from, end), end, fault }
  }

  /** Blanks may follow the closing mark, as some programs write them. */
  function closes(at: number): number | null {
    let next = at + 1
    while (text[next] === ' ') next++
    return endsField(next) ? next : null
  }

  /** A cell whose marks stand as they should; null where they do not. `lone`: the mark that is neither doubled nor closes. */
  function quoted(from: number): Field | { lone: number } {
    for (let at = text.indexOf(QUOTE, from + 1); at !== -1; at = text.indexOf(QUOTE, at + 1)) {
      if (text[at + 1] === QUOTE) {
        at++
        continue
      }
      const end = closes(at)
      if (end === null) return { lone: at }
      return { text: text.slice(from + 1, at).replaceAll('""', QUOTE), end, fault: null }
    }
    return { lone: -1 }
  }

  /** The cell up to the first mark from `from` on that stands before a delimiter or a line end. */
  function quotedLoosely(start: number, from: number): Field | null {
    const bound = start + LONGEST_CELL
    for (let at = from; at !== -1 && at < bound; at = text.indexOf(QUOTE, at + 1)) {
      const end = closes(at)
      if (end === null) continue
      return { text: text.slice(start + 1, at).replaceAll('""', QUOTE), end, fault: 'stray' }
    }
    return null
  }

  function cellsTo(from: number, stop: number): number {
    let cells = 1
    for (let at = plainEnd(from); at < stop && !isLineEnd(at); at = plainEnd(at + delimiter.length)) cells++
    return cells
  }

  /** Whether each line the cell would swallow is a row of its own. */
  function swallowsRows(start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      if (isLineEnd(at) && cellsTo(afterLineEnd(at), text.length) === width) return true
    }
    return false
  }

  /** How many cells the record has if this field, begun after `before` others, is taken so. */
  function widthWith(field: Field, before: number): number {
    let cells = before + 1
    let at = field.end
    while (at < text.length && !isLineEnd(at)) {
      const from = at + delimiter.length
      const next = text[from] === QUOTE ? quoted(from) : plain(from, null)
      at = 'lone' in next ? plainEnd(from) : next.end
      cells++
    }
    return cells
  }

  function fieldAt(from: number, before: number): Field {
    if (text[from] !== QUOTE) return plain(from, null)
    if (from === lastQuote) return plain(from, 'unclosed')
    const whole = quoted(from)
    if (!('lone' in whole)) return whole
    const { lone } = whole
    const literal = plain(from, lone === -1 || lone > plainEnd(from) ? 'unclosed' : 'stray')
    if (lone === -1 || width === null || widthWith(literal, before) === width) return literal
    const loose = quotedLoosely(from, lone)
    if (!loose || widthWith(loose, before) !== width) return literal
    return swallowsRows(from, loose.end) ? literal : loose
  }

  let line = 0
  for (let at = 0; at < text.length && found.records.length < options.records;) {
    const record: string[] = []
    const startLine = line
    let isStray = false
    for (;;) {
      const start = at
      const field = fieldAt(at, record.length)
      record.push(field.text)
      if (field.fault === 'unclosed') found.unclosed.push(line)
      if (field.fault === 'stray') isStray = true
      at = field.end
      for (let inside = start; inside < at; inside++) {
        if (!isLineEnd(inside)) continue
        line++
        inside = afterLineEnd(inside) - 1
      }
      if (at >= text.length || isLineEnd(at)) break
      at += delimiter.length
    }
    if (isStray) found.stray.push(found.records.length)
    found.lines.push(startLine)
    found.records.push(record)
    if (at < text.length) at = afterLineEnd(at)
    line++
  }
  return found
}
