import { REPORT_HEADINGS, RUN_HEADING } from '#shared/domain/report/report.ts'
import { commonest } from '#shared/values/row-widths.ts'
import { tolerantRecords } from './tolerant-records.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const

/** A report of ours says itself what parts it, whatever signs stand in its cells. */
const OUR_HEADINGS = [...REPORT_HEADINGS, RUN_HEADING]

const SAMPLE_CHARACTERS = 256 * 1024
const SAMPLE_ROWS = 200

export interface DelimiterChoice {
  delimiter: string
  /** Others by which the file reads as a table just as well; where there are any, the person should choose. */
  rivals: string[]
}

/** The first rows as one delimiter cuts them. */
interface Cut {
  delimiter: string
  /** Rows that hold something. */
  rows: string[][]
  /** Cells most rows have. */
  width: number
  /** The share of the rows that have so many. */
  regular: number
}

function cutBy(sample: string, isWhole: boolean, delimiter: string): Cut | null {
  const { records } = tolerantRecords(sample, { delimiter, width: null, records: SAMPLE_ROWS + 1 })
  if (records.length > SAMPLE_ROWS || (!isWhole && records.length > 1)) records.pop()
  const rows = records.filter((cells) => cells.length > 1 || cells[0]?.trim() !== '')
  const several = rows.map((cells) => cells.length).filter((width) => width > 1)
  if (several.length === 0) return null
  const width = commonest(several)
  return {
    delimiter,
    rows,
    width,
    regular: rows.filter((cells) => cells.length === width).length / rows.length,
  }
}

/** The row that would be the headings: the first that is as wide as the table. */
function headingOf({ rows, width }: Cut): number {
  return rows.findIndex((cells) => cells.length === width)
}

/** Beyond so many, more cells say no more for a delimiter: a long list is no better a table than a short one. */
const TELLING_WIDTH = 8
/** A list inside a cell has no part in the headings, so its signs do not cut the first row. */
const WITHOUT_HEADING = 0.25

function isPlainTabs(cut: Cut): boolean {
  return cut.delimiter === '\t' && cut.regular === 1
}

function scoreOf(cut: Cut): number {
  const heading = headingOf(cut) === 0 ? 1 : WITHOUT_HEADING
  // Tabs stand in no ordinary text: where they cut every row alike, they are what cuts it.
  if (isPlainTabs(cut)) return Infinity
  return cut.regular ** 2 * Math.log2(Math.min(cut.width, TELLING_WIDTH) + 1) * heading
}

/** Whether the first row that is as wide as the table reads as headings: names, none of which comes again below. */
function hasHeadings(cut: Cut): boolean {
  const at = headingOf(cut)
  const texts = (cut.rows[at] ?? []).map((cell) => cell.trim())
  if (new Set(texts).size < texts.length || texts.some((text) => text === '' || /[\d@]/.test(text)))
    return false
  return cut.rows.slice(at + 1).every((cells) => cells.every((cell, column) => cell.trim() !== texts[column]))
}

/**
 * Whether the file could as well be meant to be cut so: nearly all rows have the same number of cells, and so have the headings.
 */
function isRival(best: Cut, other: Cut): boolean {
  if (isPlainTabs(best)) return false
  if (other.regular < 0.9 || other.width * 2 <= best.width) return false
  return other.rows[headingOf(best)]?.length === other.width || hasHeadings(other)
}

/**
 * The delimiter that cuts most of the first rows, headings included, into the same number of cells; of several, the one that makes
 * most cells. A comma where nothing cuts them.
 */
export function chooseDelimiter(text: string): DelimiterChoice {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  const ofReport = DELIMITERS.find((delimiter) => sample.includes(OUR_HEADINGS.join(delimiter)))
  if (ofReport !== undefined) return { delimiter: ofReport, rivals: [] }
  const cuts = DELIMITERS.flatMap(
    (delimiter) => cutBy(sample, sample.length === text.length, delimiter) ?? [],
  )
  const [best, ...others] = cuts.sort((one, other) => scoreOf(other) - scoreOf(one))
  if (!best) return { delimiter: ',', rivals: [] }
  return {
    delimiter: best.delimiter,
    rivals: others.filter((other) => isRival(best, other)).map(({ delimiter }) => delimiter),
  }
}
