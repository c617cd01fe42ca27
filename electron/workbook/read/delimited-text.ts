import Papa from 'papaparse'
import { reportColumnsStart } from '#shared/domain/report/report.ts'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import {
  HEADING_SEARCH_ROWS,
  MAX_CELLS,
  MAX_COLUMNS,
  MAX_RAW_COLUMNS,
  MAX_ROWS,
} from '#electron/workbook/bounds.ts'
import { chooseDelimiter, commonest, type DelimiterChoice } from './delimiter-choice.ts'
import type { OpenedFile, RawSheet } from './raw-sheet.ts'
import { swallowedRows } from './swallowed-rows.ts'
import { decodeText } from './text-encoding.ts'
import { tolerantRecords } from './tolerant-records.ts'
import { counted, formatCount, Unreadable } from '#electron/workbook/unreadable.ts'
import { namedLines, withoutUnseenSigns } from './unseen-signs.ts'

/** A first line by which programs tell Excel what stands between the fields. */
const DELIMITER_HINT = /^sep=([,;\t|])(?:\r\n|\r|\n)/i

type LineEnd = '\n' | '\r' | '\r\n'

function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}

/** Counts line ends outside quotation marks, which open at the start of a field only. */
function lineEnds(text: string): Record<LineEnd, number> {
  const counts = { '\n': 0, '\r': 0, '\r\n': 0 }
  eachLineEnd(text, (end) => counts[end]++)
  return counts
}

function eachLineEnd(text: string, visit: (end: LineEnd, at: number) => void): void {
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
function evenLineEnds(text: string): { text: string; newline: LineEnd } {
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

/** On which line of the file each row begins: where no cell has several lines, on the line of its own number. */
function lineFinder(
  rows: readonly string[][],
  firstLine: number,
  hasLines: boolean,
): (row: number) => number {
  if (!hasLines) return (row) => firstLine + row
  const lines = [firstLine]
  for (const fields of rows) lines.push(lines.at(-1)! + linesWithin(fields))
  return (row) => lines[Math.min(row, rows.length)]!
}

function raggedNotes(rows: readonly string[][], lineOf: (row: number) => number): LoadNote[] {
  const widths = rows.filter((fields) => fields.length > 1).map((fields) => fields.length)
  if (widths.length === 0) return []
  const usual = commonest(widths)
  const longer: number[] = []
  const shorter: number[] = []
  rows.forEach((fields, row) => {
    if (fields.length === usual || fields.every((field) => field === '')) return
    if (fields.length > usual) longer.push(lineOf(row))
    else shorter.push(lineOf(row))
  })
  const notes: LoadNote[] = []
  if (longer.length > 0) {
    notes.push({
      code: 'ragged-long',
      text:
        `${counted(longer.length, 'row has', 'rows have')} more fields than the other rows’ ${usual}: line ${namedLines(longer)}. ` +
        'The extra fields stand in columns of their own; an unquoted delimiter inside a value is the usual cause.',
    })
  }
  if (shorter.length > 0) {
    notes.push({
      code: 'ragged-short',
      text:
        `${counted(shorter.length, 'row has', 'rows have')} fewer fields than the other rows’ ${usual}: line ${namedLines(shorter)}. ` +
        'Their last columns were left empty.',
    })
  }
  return notes
}

/** A text file cut into rows, and what is to be said of how. */
interface Cut {
  rows: string[][]
  lineOf: (row: number) => number
  notes: LoadNote[]
  broken: LoadNote[]
}

/** @throws {Unreadable} where there are more rows or cells than Leadsheet opens, before they are made. */
function refuseTooMuch(text: string, delimiter: string): void {
  // Each cell but the last of a row takes a delimiter, so a short text needs no counting.
  if (text.length > MAX_CELLS && occurrences(text, delimiter) > MAX_CELLS) {
    throw new Unreadable(
      'too-many-cells',
      `This file has more than ${formatCount(MAX_CELLS)} cells, which is more than Leadsheet can hold. ` +
        'Split it into files with fewer rows, or leave out the columns you do not need where you export it.',
    )
  }
  const [first] = tolerantRecords(text, { delimiter, width: null, records: 1 }).records
  refuseTooWide(first?.length ?? 0)
}

function refuseTooWide(columns: number): void {
  if (columns <= MAX_RAW_COLUMNS) return
  throw new Unreadable(
    'too-many-columns',
    `This file has ${formatCount(columns)} columns; Leadsheet opens up to ${formatCount(MAX_COLUMNS)}. ` +
      'Leave out the columns you do not need where you export it. If it should have only a few, it may be separated by another ' +
      'sign than the one it was read with.',
  )
}

function refuseTooLong(rows: number): void {
  if (rows <= MAX_ROWS) return
  throw new Unreadable(
    'too-many-rows',
    `This file has more than ${formatCount(MAX_ROWS)} rows, which is more than a sheet can hold. Split it.`,
  )
}

function withoutLastBlank(rows: string[][]): string[][] {
  const last = rows.at(-1)
  if (last && last.length === 1 && last[0] === '') rows.pop()
  return rows
}

/** Cuts the text with the quick parser; where quotation marks do not stand as they should, with the one that can live with them. */
function cutText(text: string, newline: LineEnd, delimiter: string, firstLine: number): Cut {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter,
    newline,
    preview: MAX_ROWS + 2,
    header: false,
    skipEmptyLines: false,
  })
  if (errors.length > 0) return cutTolerantly(text, delimiter, firstLine, data)
  const lineEnds = text.includes('"') ? Math.max(occurrences(text, '\n'), occurrences(text, '\r')) : 0
  const hasLines = lineEnds + 1 > data.length
  const rows = withoutLastBlank(data)
  refuseTooLong(rows.length)
  const lineOf = lineFinder(rows, firstLine, hasLines)
  const swallowed = hasLines ? swallowedRows(rows, delimiter) : []
  const broken: LoadNote[] = []
  if (swallowed.length > 0) {
    broken.push({
      code: 'swallowed-rows',
      text:
        `The lines inside ${counted(swallowed.length, 'cell look', 'cells look')} like rows of their own, so a quotation mark may be missing: the ` +
        `row that begins on line ${namedLines(swallowed.map(lineOf))}. Correct it in the file and open it again.`,
    })
  }
  return { rows, lineOf, notes: [], broken }
}

function cutTolerantly(text: string, delimiter: string, firstLine: number, strictly: string[][]): Cut {
  const first = tolerantRecords(text, { delimiter, width: null, records: MAX_ROWS + 2 })
  const widths = [...strictly, ...first.records].map((cells) => cells.length).filter((width) => width > 1)
  const width = widths.length > 0 ? commonest(widths) : null
  const found = tolerantRecords(text, { delimiter, width, records: MAX_ROWS + 2 })
  const rows = withoutLastBlank(found.records)
  refuseTooLong(rows.length)
  const lineOf = (row: number): number => firstLine + (found.lines[row] ?? 0)
  const notes: LoadNote[] = []
  const broken: LoadNote[] = []
  if (found.unclosed.length > 0) {
    const lines = found.unclosed.map((line) => firstLine + line)
    broken.push({
      code: 'open-quote',
      text:
        `${lines.length === 1 ? 'A quotation mark that opens' : `${formatCount(lines.length)} quotation marks that open`} on line ${namedLines(lines)} ` +
        `${lines.length === 1 ? 'is' : 'are'} never closed. ${lines.length === 1 ? 'It was' : 'They were'} read as ` +
        `${lines.length === 1 ? 'a letter' : 'letters'}, and the lines below as rows of their own. Check these rows, or correct the file and open it again.`,
    })
  }
  if (found.stray.length > 0) {
    notes.push({
      code: 'stray-quote',
      text:
        `Quotation marks stand inside values where they do not belong: line ${namedLines(found.stray.map(lineOf))}. They were kept as letters. ` +
        'Check these rows.',
    })
  }
  return { rows, lineOf, notes, broken }
}

/** One of our own reports, as far as its first rows tell. */
function holdsReport(text: string): boolean {
  const { records } = tolerantRecords(text, { delimiter: ',', width: null, records: HEADING_SEARCH_ROWS })
  return records.some((cells) => reportColumnsStart(cells) !== null)
}

/** Line ends and quotation marks cut already. @throws {Unreadable} */
function usableDelimiter(delimiter: string): string {
  if ([...delimiter].length === 1 && !/["\r\n\ufeff]/.test(delimiter)) return delimiter
  throw new Unreadable(
    'delimiter',
    'Columns can be separated by one sign that is no line end and no quotation mark, such as a comma or a semicolon.',
  )
}

/** @throws {Unreadable} */
export function openText(
  bytes: Buffer,
  name: string,
  choices: { encoding: string | null; delimiter: string | null },
): OpenedFile {
  const chosen = choices.delimiter === null ? null : usableDelimiter(choices.delimiter)
  const decoded = decodeText(bytes, choices.encoding)
  const hint = DELIMITER_HINT.exec(decoded.text)
  // A report gives back what it was made of, byte for byte.
  const cleaned = holdsReport(decoded.text)
    ? { text: decoded.text, notes: [] }
    : withoutUnseenSigns(decoded.text, chosen)
  const { text, newline } = evenLineEnds(cleaned.text.slice(hint?.[0].length ?? 0))
  if (text.trim() === '') {
    throw new Unreadable('empty', 'This file has no text in it. Export or download it again.')
  }
  const named = chosen ?? hint?.[1]
  const { delimiter, rivals }: DelimiterChoice =
    named === undefined ? chooseDelimiter(text) : { delimiter: named, rivals: [] }
  refuseTooMuch(text, delimiter)
  const { rows, lineOf, notes, broken } = cutText(text, newline, delimiter, hint ? 2 : 1)
  const columnCount = rows.reduce((most, fields) => Math.max(most, fields.length), 0)
  refuseTooWide(columnCount)
  const sheet: RawSheet = {
    name: name.replace(/\.[^.]*$/, '') || name,
    hidden: false,
    rowCount: rows.length,
    columnCount,
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    row: (index) => rows[index] ?? [],
    placeOf: lineOf,
    withoutControls: true,
  }
  return {
    format: delimiter === '\t' ? 'Tab-separated text' : 'CSV text',
    sheets: [sheet],
    text: { delimiter, rivals },
    encoding: { name: decoded.encoding, sure: decoded.sure },
    notes: [...cleaned.notes, ...notes, ...raggedNotes(rows, lineOf)],
    broken,
  }
}
