import Papa from 'papaparse'
import { reportColumnsStart } from '#shared/domain/report/report.ts'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { commonest } from '#shared/values/row-widths.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import {
  HEADING_SEARCH_ROWS,
  MAX_CELLS,
  MAX_COLUMNS,
  MAX_RAW_COLUMNS,
  MAX_ROWS,
} from '#electron/workbook/bounds.ts'
import { findHeading } from './heading-row.ts'
import { chooseDelimiter, type DelimiterChoice } from './delimiter-choice.ts'
import { evenLineEnds, occurrences, type LineEnd } from './line-ends.ts'
import type { OpenedFile, RawSheet } from './raw-sheet.ts'
import { raggedRows } from './ragged-rows.ts'
import { swallowedRows } from './swallowed-rows.ts'
import { decodeText } from './text-encoding.ts'
import { tolerantRecords } from './tolerant-records.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'
import { namedLines, withoutUnseenSigns } from './unseen-signs.ts'

/** A first line by which programs tell Excel what stands between the fields. */
const DELIMITER_HINT = /^sep=([,;\t|])(?:\r\n|\r|\n)/i

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
      `This file has more than ${inEnglish.formatCount(MAX_CELLS)} cells, which is more than Leadsheet can hold. ` +
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
    `This file has ${inEnglish.formatCount(columns)} columns; Leadsheet opens up to ${inEnglish.formatCount(MAX_COLUMNS)}. ` +
      'Leave out the columns you do not need where you export it. If it should have only a few, it may be separated by another ' +
      'sign than the one it was read with.',
  )
}

function refuseTooLong(rows: number): void {
  if (rows <= MAX_ROWS) return
  throw new Unreadable(
    'too-many-rows',
    `This file has more than ${inEnglish.formatCount(MAX_ROWS)} rows, which is more than a sheet can hold. Split it.`,
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
  if (errors.length > 0)
    return (
      cutWithBackslashes(text, newline, delimiter, firstLine) ??
      cutTolerantly(text, delimiter, firstLine, data)
    )
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
        `The lines inside ${inEnglish.countOf(swallowed.length, 'cell look', 'cells look')} like rows of their own, so a quotation mark may be missing: the ` +
        `row that begins on line ${namedLines(swallowed.map(lineOf))}. Correct it in the file and open it again.`,
    })
  }
  return { rows, lineOf, notes: [], broken }
}

/**
 * As databases write text files: a quotation mark inside a value has a backslash before it. Null where the text cut so is not all rows of one
 * width, which shows that the backslashes are letters.
 */
function cutWithBackslashes(
  text: string,
  newline: LineEnd,
  delimiter: string,
  firstLine: number,
): Cut | null {
  if (!text.includes('\\"')) return null
  const { data, errors } = Papa.parse<string[]>(text, {
    ...{ delimiter, newline, escapeChar: '\\' },
    ...{ preview: MAX_ROWS + 2, header: false, skipEmptyLines: false },
  })
  const rows = withoutLastBlank(data)
  const widths = new Set(rows.filter((fields) => fields.length > 1).map((fields) => fields.length))
  if (errors.length > 0 || widths.size !== 1) return null
  refuseTooLong(rows.length)
  const lineOf = lineFinder(rows, firstLine, true)
  const lines = rows.flatMap((fields, row) =>
    fields.some((field) => field.includes('"')) ? [lineOf(row)] : [],
  )
  return {
    ...{ rows, lineOf, broken: [] },
    notes: [
      {
        code: 'backslash-quotes',
        text: `Quotation marks inside values have a backslash before them in this file, as databases write them; it was taken out: line ${namedLines(lines)}.`,
      },
    ],
  }
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
        `${lines.length === 1 ? 'A quotation mark that opens' : `${inEnglish.formatCount(lines.length)} quotation marks that open`} on line ${namedLines(lines)} ` +
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
  if (/^.$/su.test(delimiter) && !/["\r\n\ufeff]/.test(delimiter)) return delimiter
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
  const ragged = raggedRows(rows, lineOf, findHeading(sheet).row)
  return {
    format: delimiter === '\t' ? 'Tab-separated text' : 'CSV text',
    sheets: [sheet],
    text: { delimiter, rivals },
    encoding: { name: decoded.encoding, sure: decoded.sure },
    notes: [...cleaned.notes, ...notes, ...ragged.notes],
    broken: [...broken, ...ragged.broken],
  }
}
