import Papa from 'papaparse'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { MAX_ROWS } from '#electron/workbook/bounds.ts'
import type { OpenedFile, RawSheet } from './raw-sheet.ts'
import { decodeText } from './text-encoding.ts'
import { counted, formatCount, Unreadable } from '#electron/workbook/unreadable.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const

/** A first line by which programs tell Excel what stands between the fields. */
const DELIMITER_HINT = /^sep=([,;\t|])(?:\r\n|\r|\n)/i

const SAMPLE_CHARACTERS = 256 * 1024
const SAMPLE_ROWS = 200
const PLACES_NAMED = 5

function parse(
  text: string,
  delimiter: string,
  newline: '\n' | '\r' | '\r\n',
  rows: number,
): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, {
    delimiter,
    newline,
    preview: rows,
    header: false,
    skipEmptyLines: false,
  })
}

/** The delimiter that cuts the first rows into most fields of the same number; a comma where nothing cuts them. */
function findDelimiter(text: string, newline: '\n' | '\r' | '\r\n'): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = parse(sample, delimiter, newline, SAMPLE_ROWS)
      .data.map((fields) => fields.length)
      .filter((width) => width > 1)
    if (widths.length === 0) continue
    const usual = commonest(widths)
    const regular = widths.filter((width) => width === usual).length
    const score = (regular / widths.length) * regular * Math.log2(usual + 1)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = values[0] ?? 0
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value
  return best
}

function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}

/** Counts line ends outside quotation marks, which open at the start of a field only. */
function lineEnds(text: string): Record<'\n' | '\r' | '\r\n', number> {
  const counts = { '\n': 0, '\r': 0, '\r\n': 0 }
  eachLineEnd(text, (end) => counts[end]++)
  return counts
}

function eachLineEnd(text: string, visit: (end: '\n' | '\r' | '\r\n', at: number) => void): void {
  let quoted = false
  let fieldStart = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 34) {
        if (text.charCodeAt(at + 1) === 34) at++
        else quoted = false
      }
      continue
    }
    if (code === 34 && fieldStart) {
      quoted = true
      fieldStart = false
    } else if (code === 10) {
      visit('\n', at)
      fieldStart = true
    } else if (code === 13) {
      const pair = text.charCodeAt(at + 1) === 10
      visit(pair ? '\r\n' : '\r', at)
      if (pair) at++
      fieldStart = true
    } else {
      fieldStart = code === 44 || code === 59 || code === 9 || code === 124
    }
  }
}

/** One kind of line end throughout: files put together from several sources mix them. */
function evenLineEnds(text: string): { text: string; newline: '\n' | '\r' | '\r\n' } {
  if (!text.includes('\r')) return { text, newline: '\n' }
  const pairs = occurrences(text, '\r\n')
  if (pairs === occurrences(text, '\n') && pairs === occurrences(text, '\r')) return { text, newline: '\r\n' }
  const counts = lineEnds(text)
  const kinds = (['\n', '\r', '\r\n'] as const).filter((end) => counts[end] > 0)
  if (kinds.length <= 1) return { text, newline: kinds[0] ?? '\n' }
  const pieces: string[] = []
  let from = 0
  eachLineEnd(text, (end, at) => {
    pieces.push(text.slice(from, at), '\n')
    from = at + end.length
  })
  pieces.push(text.slice(from))
  return { text: pieces.join(''), newline: '\n' }
}

function linesWithin(fields: readonly string[]): number {
  let lines = 1
  for (const field of fields) {
    if (!field.includes('\n') && !field.includes('\r')) continue
    lines += field.match(/\r\n|\r|\n/g)?.length ?? 0
  }
  return lines
}

/** On which line of the file a row begins. Asked for few rows of few files, so worked out when it is first asked. */
function lineFinder(rows: readonly string[][], firstLine: number): (row: number) => number {
  let lines: number[] | null = null
  return (row) => {
    if (!lines) {
      lines = [firstLine]
      for (const fields of rows) lines.push(lines.at(-1)! + linesWithin(fields))
    }
    return lines[Math.min(row, rows.length)]!
  }
}

function places(lines: readonly number[]): string {
  const named = lines.slice(0, PLACES_NAMED).map(formatCount).join(', ')
  return lines.length > PLACES_NAMED ? `${named} and ${formatCount(lines.length - PLACES_NAMED)} more` : named
}

function raggedNotes(rows: readonly string[][], lineOf: (row: number) => number): LoadNote[] {
  const widths = rows.filter((fields) => fields.length > 1).map((fields) => fields.length)
  if (widths.length === 0) return []
  const usual = commonest(widths)
  const longer: number[] = []
  const shorter: number[] = []
  rows.forEach((fields, row) => {
    const blank = fields.every((field) => field === '')
    if (blank || fields.length === usual) return
    if (fields.length > usual) longer.push(lineOf(row))
    else shorter.push(lineOf(row))
  })
  const notes: LoadNote[] = []
  if (longer.length > 0) {
    notes.push({
      code: 'ragged-long',
      text:
        `${counted(longer.length, 'row has', 'rows have')} more fields than the other rows’ ${usual}: line ${places(longer)}. ` +
        'The extra fields stand in columns of their own; an unquoted delimiter inside a value is the usual cause.',
    })
  }
  if (shorter.length > 0) {
    notes.push({
      code: 'ragged-short',
      text:
        `${counted(shorter.length, 'row has', 'rows have')} fewer fields than the other rows’ ${usual}: line ${places(shorter)}. ` +
        'Their last columns were left empty.',
    })
  }
  return notes
}

function quoteNotes(errors: readonly Papa.ParseError[], lineOf: (row: number) => number): LoadNote[] {
  const open = errors.find((error) => error.code === 'MissingQuotes')
  const stray = [
    ...new Set(errors.filter((error) => error.code === 'InvalidQuotes').map((error) => error.row ?? 0)),
  ]
  const notes: LoadNote[] = []
  if (open) {
    notes.push({
      code: 'open-quote',
      text:
        `A quotation mark that opens on line ${formatCount(lineOf(open.row ?? 0))} is never closed, so everything after it was read as one ` +
        'cell. Correct it in the file and open it again.',
    })
  }
  if (stray.length > 0) {
    notes.push({
      code: 'stray-quote',
      text: `Quotation marks stand inside values where they do not belong: line ${places(stray.map(lineOf))}. Check these rows.`,
    })
  }
  return notes
}

/** @throws {Unreadable} */
export function openText(
  bytes: Buffer,
  name: string,
  choices: { encoding: string | null; delimiter: string | null },
): OpenedFile {
  const decoded = decodeText(bytes, choices.encoding)
  const hint = DELIMITER_HINT.exec(decoded.text)
  const { text, newline } = evenLineEnds(decoded.text.slice(hint?.[0].length ?? 0))
  const delimiter = choices.delimiter ?? hint?.[1] ?? findDelimiter(text, newline)
  if (text.trim() === '') {
    throw new Unreadable('empty', 'This file has no text in it. Export or download it again.')
  }
  const result = parse(text, delimiter, newline, MAX_ROWS + 2)
  const rows = result.data
  const last = rows.at(-1)
  if (last && last.length === 1 && last[0] === '') rows.pop()
  if (rows.length > MAX_ROWS) {
    throw new Unreadable(
      'too-many-rows',
      `This file has more than ${formatCount(MAX_ROWS)} rows, which is more than a sheet can hold. Split it.`,
    )
  }
  const lineOf = lineFinder(rows, hint ? 2 : 1)
  const sheet: RawSheet = {
    name: name.replace(/\.[^.]*$/, '') || name,
    hidden: false,
    rowCount: rows.length,
    columnCount: rows.reduce((most, fields) => Math.max(most, fields.length), 0),
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    row: (index) => rows[index] ?? [],
    placeOf: lineOf,
  }
  return {
    format: delimiter === '\t' ? 'Tab-separated text' : 'CSV text',
    sheets: [sheet],
    text: {
      encoding: decoded.encoding,
      encodingSure: decoded.sure,
      delimiter,
      notes: [...quoteNotes(result.errors, lineOf), ...raggedNotes(rows, lineOf)],
    },
  }
}
