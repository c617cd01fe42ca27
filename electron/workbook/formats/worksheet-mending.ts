import { FORMULA_WITHOUT_VALUE } from './formula-marks.ts'
import { serialOfIso } from './date-serial.ts'

/**
 * What the parser makes nothing or the wrong thing of, put into words it knows, in the XML of a worksheet or of the shared
 * strings. All XML here is UTF-8 bytes as one character each. Looking is quick and mending is not, and most files need none.
 */

const MARK = Buffer.from(FORMULA_WITHOUT_VALUE, 'utf8').toString('latin1')

/** Facts of the workbook that a worksheet's cells depend on. */
export interface WorkbookFacts {
  date1904: boolean
  /** The program that wrote the file left all calculating to Excel: a formula's 0 was never worked out. */
  calculatesOnLoad: boolean
}

export function workbookFacts(workbookXml: string): WorkbookFacts {
  return {
    date1904: /<(?:\w+:)?workbookPr\b[^>]*\sdate1904=["'](?:1|true)["']/.test(workbookXml),
    calculatesOnLoad: /<(?:\w+:)?calcPr\b[^>]*\sfullCalcOnLoad=["'](?:1|true)["']/.test(workbookXml),
  }
}

const TYPE = /\st=(["'])(\w+)\1/

/** A cell of a formula whose value is not there, or is an empty element. */
const FORMULA_ALONE =
  /<((?:\w+:)?)c\b([^>]*)>\s*<\1f\b[^>]*(?:\/>|>[^<]*<\/\1f>)\s*(<\1v\s*\/>|<\1v[^>]*>\s*<\/\1v>)?\s*<\/\1c>/g
const FORMULA_ZERO =
  /<((?:\w+:)?)c\b([^>]*)>\s*<\1f\b[^>]*(?:\/>|>[^<]*<\/\1f>)\s*<\1v>0(?:\.0*)?<\/\1v>\s*<\/\1c>/g

function marked(prefix: string, attributes: string): string {
  return `<${prefix}c${attributes.replace(TYPE, '')} t="str"><${prefix}v>${MARK}</${prefix}v></${prefix}c>`
}

function markFormulas(xml: string, { calculatesOnLoad }: WorkbookFacts): string {
  const alone = xml.replace(
    FORMULA_ALONE,
    (cell, prefix: string, attributes: string, value: string | undefined) => {
      // `t="str"` with an empty value is a formula that came to an empty text.
      const isEmptyText = value !== undefined && TYPE.exec(attributes)?.[2] === 'str'
      return isEmptyText ? cell : marked(prefix, attributes)
    },
  )
  if (!calculatesOnLoad) return alone
  return alone.replace(FORMULA_ZERO, (cell, prefix: string, attributes: string) =>
    (TYPE.exec(attributes)?.[2] ?? 'n') === 'n' ? marked(prefix, attributes) : cell,
  )
}

const DATE_CELL = /<((?:\w+:)?)c\b([^>]*?)\st=["']d["']([^>]*)>((?:(?!<\/\1c>)[^])*)<\/\1c>/g

/** Dates in ISO 8601 become numbers; what is none stays the text it is. */
function numberDates(xml: string, { date1904 }: WorkbookFacts): string {
  return xml.replace(DATE_CELL, (_, prefix: string, before: string, after: string, content: string) => {
    const value = new RegExp(`<${prefix}v[^>]*>([^<]*)</${prefix}v>`).exec(content)?.[1] ?? ''
    const serial = serialOfIso(value, date1904)
    const [type, text] = serial === null ? [' t="str"', value] : ['', String(serial)]
    return `<${prefix}c${before}${after}${type}><${prefix}v>${text}</${prefix}v></${prefix}c>`
  })
}

const PLAIN_THEN_RICH = /<((?:\w+:)?)(si|is)>\s*(<\1t\b[^>]*>[^<]*<\/\1t>)(?=\s*<\1r[\s>])/g

/** Text before the first formatted run, which the schema does not allow and Excel reads. */
function joinRuns(xml: string): string {
  return xml.replace(PLAIN_THEN_RICH, '<$1$2><$1r>$3</$1r>')
}

const SMALL = 1024 * 1024

function mayHoldPlainThenRich(xml: Buffer): boolean {
  if (!xml.includes('<r>') && !xml.includes('<r ') && !xml.includes(':r>')) return false
  return xml.length < SMALL || xml.includes('t><r>') || xml.includes('t><r ') || xml.includes('t><x:r')
}

/** The mendings these bytes need, to be made in order. */
export function cellMendings(
  xml: Buffer,
  isWorksheet: boolean,
  facts: () => WorkbookFacts,
): ((text: string) => string)[] {
  const mendings: ((text: string) => string)[] = []
  if (mayHoldPlainThenRich(xml)) mendings.push(joinRuns)
  if (!isWorksheet) return mendings
  if (xml.includes('t="d"') || xml.includes("t='d'")) mendings.push((text) => numberDates(text, facts()))
  if (xml.includes('<f') || xml.includes(':f>') || xml.includes(':f ')) {
    mendings.push((text) => markFormulas(text, facts()))
  }
  return mendings
}
