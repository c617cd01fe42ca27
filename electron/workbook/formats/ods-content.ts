import { MAX_REPEATED_CELLS, MAX_ROWS, MOST_SHEET_COLUMNS } from '#electron/workbook/bounds.ts'
import { FORMULA_WITHOUT_VALUE } from './formula-marks.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

const ATTRIBUTES = `(?:[^>"']|"[^"]*"|'[^']*')*`
const TAGS = new RegExp(
  `<(?:[^\\s<>/:]+:)?(table|table-row|table-cell|covered-table-cell)(?=[\\s/>])(${ATTRIBUTES})>`,
  'g',
)

function repeatsOf(attributes: string, what: 'rows' | 'columns'): number {
  const stated = new RegExp(`number-${what}-repeated=["'](\\d+)["']`).exec(attributes)?.[1]
  return stated === undefined ? 1 : Number(stated)
}

function tooLarge(): Unreadable {
  return new Unreadable(
    'too-many-cells',
    `This sheet says that a few cells repeat ${inEnglish.formatCount(MAX_REPEATED_CELLS)} times or more, beyond where a sheet ends. That is how harmful ` +
      'files are made, so it was not opened. If you trust it, open it in LibreOffice and save it as .xlsx.',
  )
}

/**
 * Looks at the repeat counts of an OpenDocument sheet before the parser makes a cell for each: 1.3 kB can ask for 900,000,000.
 * Empty cells and rows cost nothing, and LibreOffice fills every sheet up with them. @throws {Unreadable}
 */
export function refuseRepeats(content: string): void {
  let made = 0
  let row = { at: 0, repeated: 1, column: 0, filled: 0 }
  const endRow = (): void => {
    if (row.filled > 0 && row.at + row.repeated > MAX_ROWS) throw tooLarge()
    made += row.filled * row.repeated - (row.filled > 0 ? 1 : 0)
    if (made > MAX_REPEATED_CELLS + content.length / 8) throw tooLarge()
  }
  for (const [, kind, attributes = ''] of content.matchAll(TAGS)) {
    if (kind === 'table' || kind === 'table-row') {
      endRow()
      const at = kind === 'table' ? 0 : row.at + row.repeated
      row = { at, repeated: kind === 'table' ? 0 : repeatsOf(attributes, 'rows'), column: 0, filled: 0 }
      continue
    }
    const repeated = repeatsOf(attributes, 'columns')
    const isFilled = !attributes.endsWith('/') || /(?:value-type|formula)=/.test(attributes)
    row.column += repeated
    if (!isFilled) continue
    if (row.column > MOST_SHEET_COLUMNS) throw tooLarge()
    row.filled += repeated
  }
  endRow()
}

const DURATION = /^-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?$/
const DATE = /^-?\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:[.,]\d+)?Z?)?$/

const CELLS = new RegExp(`<((?:[^\\s<>/:]+:)?table-cell)(?=[\\s/>])(${ATTRIBUTES})>`, 'g')

const VALUE_TYPE = /\s(?:[^\s=:]+:)?value-type=["']([^"']*)["']/
const VALUE = /\s(?:[^\s=:]+:)?(?:time-|date-)?value=["']([^"']*)["']/

function asText(attributes: string): string {
  return attributes.replace(/(value-type=)(["'])[^"']*\2/g, '$1$2string$2')
}

function mendedCell(attributes: string): string {
  const value = VALUE.exec(attributes)?.[1] ?? ''
  switch (VALUE_TYPE.exec(attributes)?.[1]) {
    case 'time':
      return DURATION.test(value) ? attributes : asText(attributes)
    case 'date':
      return DATE.test(value) ? attributes : asText(attributes)
    case 'float':
    case 'percentage':
    case 'currency':
      return value !== '' && Number.isFinite(Number(value)) ? attributes : asText(attributes)
    default:
      return attributes
  }
}

/** Blanks, breaks and readings beside a word, as the parser knows them, however they are written. */
function plainText(content: string): string {
  return content
    .replace(/<text:ruby-text(?=[\s>])[^>]*>[^]*?<\/text:ruby-text\s*>/g, '')
    .replace(/<text:line-break(?!\/>)[^>]*?(?:\/>|>\s*<\/text:line-break\s*>)/g, '<text:line-break/>')
    .replace(
      /<text:s(?!\/>|\w|-)([^>]*?)\/?>(?:<\/text:s\s*>)?/g,
      (_, attributes: string) => `<text:s text:c="${/\bc=["'](\d+)["']/.exec(attributes)?.[1] ?? '1'}"/>`,
    )
}

const MARK = Buffer.from(FORMULA_WITHOUT_VALUE, 'utf8').toString('latin1')

/**
 * Cells whose value is not written as the format has it (`09:55:33` for a length of time) stand as the text they show; formulas
 * without a value are marked. UTF-8 bytes as one character each.
 */
export function mendOdsCells(content: string): string {
  return plainText(content).replace(CELLS, (tag, name: string, attributes: string) => {
    if (/\sformula=|:formula=/.test(attributes) && !/value-type=/.test(attributes)) {
      const open = `<${name}${attributes.replace(/\/$/, '')} office:value-type="string"><text:p>${MARK}</text:p>`
      return attributes.endsWith('/') ? `${open}</${name}>` : open
    }
    const mended = mendedCell(attributes)
    return mended === attributes ? tag : `<${name}${mended}>`
  })
}
