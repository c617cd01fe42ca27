import { reportColumnsStart } from '#shared/domain/report/report.ts'
import { HEADING_SEARCH_ROWS } from '#electron/workbook/bounds.ts'
import type { RawSheet } from './raw-sheet.ts'

export interface Heading {
  /** Index of the heading row; null where the sheet seems to have none. */
  row: number | null
  /** False where the person should be asked. */
  sure: boolean
}

const EMAIL = /^\S+@\S+\.\S+$/
const NUMBER = /^[\s+\-(]*[€$£₹]?\s*\d[\d\s.,()\-/+]*%?\s*[€$£₹]?$/
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?$|^\d{1,2}[- ]\p{L}{3,9}[- ]\d{2,4}$/u
const LINK = /^(https?:\/\/|www\.)/i
const TRUTH = /^(true|false|yes|no|y|n)$/i

function looksLikeValue(text: string): boolean {
  return EMAIL.test(text) || NUMBER.test(text) || DATE.test(text) || LINK.test(text) || TRUTH.test(text)
}

const HEADING_WORDS =
  /\b(e-?mail|phone|mobile|tel|name|company|organi[sz]ation|city|country|state|zip|postcode|address|title|role|website|source|notes?|date|id|status|owner|score|nom|prénom|société|ville|vorname|nachname|firma|telefon|ort|correo|teléfono|empresa|ciudad)\b/i

interface SampleRow {
  index: number
  cells: string[]
  filled: number
}

function sampleOf(sheet: RawSheet): SampleRow[] {
  const sample: SampleRow[] = []
  const last = Math.min(sheet.rowCount, HEADING_SEARCH_ROWS)
  for (let index = 0; index < last; index++) {
    const cells = sheet.row(index).map((text) => text.trim())
    const filled = cells.filter((text) => text !== '').length
    if (filled > 0) sample.push({ index, cells, filled })
  }
  return sample
}

/** How many cells a row of this sheet usually fills. */
function usualWidth(sample: readonly SampleRow[]): number {
  const widths = sample.map((row) => row.filled).sort((a, b) => a - b)
  return widths[Math.floor(widths.length * 0.6)] ?? 1
}

const textsOf = (row: SampleRow): string[] => row.cells.filter((text) => text !== '')

function holdsNames(row: SampleRow): boolean {
  const texts = textsOf(row)
  if (texts.some((text) => EMAIL.test(text) || LINK.test(text) || text.length > 200)) return false
  return texts.filter(looksLikeValue).length <= texts.length * 0.2
}

function couldBeHeading(row: SampleRow): boolean {
  if (!holdsNames(row)) return false
  const texts = textsOf(row)
  const distinct = new Set(texts.map((text) => text.toLowerCase())).size
  // Exports repeat a heading for every phone number and address a person has.
  const known = texts.filter((text) => HEADING_WORDS.test(text)).length
  return distinct >= texts.length * 0.6 || known >= texts.length * 0.6
}

/** Columns whose cells below are values, as a heading's are not. */
function standsOut(heading: SampleRow, below: readonly SampleRow[]): boolean {
  return heading.cells.some((text, column) => {
    if (text === '' || looksLikeValue(text)) return false
    const under = below.map((row) => row.cells[column] ?? '').filter((cell) => cell !== '')
    return under.length > 0 && under.filter(looksLikeValue).length >= under.length * 0.5
  })
}

/** The first row as wide as the data decides: title blocks, notes and blank rows above are narrower. */
export function findHeading(sheet: RawSheet): Heading {
  const sample = sampleOf(sheet)
  const report = sample.find((row) => reportColumnsStart(row.cells) !== null)
  if (report) return { row: report.index, sure: true }
  const width = usualWidth(sample)
  const first = sample.findIndex((row) => row.filled >= Math.max(Math.min(width, 2), width * 0.5))
  const candidate = sample[first]
  if (!candidate) return { row: null, sure: true }
  if (!couldBeHeading(candidate)) return { row: null, sure: false }
  const chosen = belowGroups(sheet, sample, first)
  const heading = sample[chosen] ?? candidate
  const below = sample.slice(chosen + 1)
  const known = heading.cells.some((text) => HEADING_WORDS.test(text))
  return { row: heading.index, sure: known || standsOut(heading, below) }
}

/** Under a row of merged group headings ("Contact" over "Email" and "Phone") stand the headings proper. */
function belowGroups(sheet: RawSheet, sample: readonly SampleRow[], at: number): number {
  const row = sample[at]
  const next = sample[at + 1]
  if (!row || !next || next.index !== row.index + 1 || !holdsNames(next)) return at
  const grouped = sheet.merges.some(
    (merge) =>
      merge.top === row.index &&
      (row.cells[merge.left] ?? '') !== '' &&
      next.cells.slice(merge.left, merge.right + 1).filter((text) => text !== '').length > 1,
  )
  return grouped ? at + 1 : at
}

/**
 * The headings of columns 0 to `columnCount - 1`. A heading merged downward is found in its upper cell; two that read the same
 * under different groups are told apart by the group's name.
 */
export function headingTexts(sheet: RawSheet, row: number): string[] {
  const own = sheet.row(row)
  const above = row > 0 ? sheet.row(row - 1) : []
  const texts = Array.from({ length: sheet.columnCount }, (_, column) => own[column] ?? '')
  for (const merge of sheet.merges) {
    const downward = merge.top < row && merge.bottom >= row && merge.left < texts.length
    if (downward && texts[merge.left] === '') texts[merge.left] = sheet.row(merge.top)[merge.left] ?? ''
  }
  const repeated = new Set(texts.filter((text, column) => text !== '' && texts.indexOf(text) !== column))
  for (const merge of sheet.merges) {
    if (merge.top > row - 1 || merge.bottom !== row - 1 || merge.right === merge.left) continue
    const group = (above[merge.left] ?? '').trim()
    for (let column = merge.left; column <= merge.right && column < texts.length; column++) {
      const text = texts[column] ?? ''
      if (group !== '' && repeated.has(text)) texts[column] = `${group} ${text}`
    }
  }
  return texts
}
