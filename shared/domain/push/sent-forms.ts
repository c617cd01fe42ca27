import { z } from 'zod'
import { DataType } from '#shared/domain/sheet/attributes.ts'
import { readCell, typedText } from '#shared/domain/sheet/read-cell.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import { ColumnId, type Row } from '#shared/domain/sheet/sheet.ts'
import { withoutInvisible } from '#shared/values/signs.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

/** How cells of one column go out that do not go as they are written. */
export const SentForm = z.object({
  columnId: ColumnId,
  header: z.string(),
  attribute: z.string(),
  takes: DataType,
  /** Cells of the rows that are sent. */
  cells: z.number().int().nonnegative(),
  /** The first of them that are written differently; of dates, numbers and the like the first alone. */
  examples: z.array(z.object({ written: z.string(), sent: z.string() })),
  /** Phones of no known country, whose digits are those the workbook holds behind what it shows. */
  asHeld: z.literal(true).optional(),
  /** Dates whose year is written in two figures, so that the century was added. @default 0 */
  shortYears: z.number().int().positive().optional(),
  /** Values that are left out because it was said of them, and the first of those. */
  leftOut: z.object({ cells: z.number().int().positive(), written: z.string() }).optional(),
})
export type SentForm = z.infer<typeof SentForm>

type Cells = Pick<Row, 'cells' | 'held'>

/** Of choices and answers a few spellings say it all; of numbers and dates one does. */
const EXAMPLES: Readonly<Partial<Record<DataType, number>>> = { Boolean: 3, Select: 3 }
const LONGEST_EXAMPLE = 60

/**
 * The one place that tells which values go out otherwise than their cells are written, whatever made them so: the field's form, an option's
 * own spelling, what somebody said a value stands for, what the workbook holds. The same value, and so not told, is a text without the plain
 * white space around it, and the same letters composed otherwise (Unicode's canonical equivalence). Told elsewhere, cell by cell, and so not
 * told again: signs and marks that are left out, placeholders, unknown options (`cell-findings.ts`), and users (`found-owners.ts`).
 */
export class SentForms {
  readonly #byColumn = new Map<number, SentForm>()

  /** `sent`: what goes out of the row for the column, as `sentText` answers. */
  add(row: Cells, column: SentColumn, sent: string): void {
    const raw = column.constant ?? row.cells[column.id] ?? ''
    if (raw === sent || column.takes === undefined || column.takes === 'User') return
    if (sent === '') {
      this.#addLeftOut(raw, column)
      return
    }
    const written = typedText(raw, column.takes)
    if (isSameValue(written, sent)) return
    const form = this.#formOf(column)
    form.cells++
    if (column.takes === 'Date' && lacksCentury(row, column, written))
      form.shortYears = (form.shortYears ?? 0) + 1
    const { examples } = form
    if (
      examples.length < (EXAMPLES[column.takes] ?? 1) &&
      !examples.some((example) => example.written === written)
    )
      examples.push({ written, sent })
  }

  #addLeftOut(raw: string, column: SentColumn): void {
    if (column.takes !== 'Select' || column.values === undefined) return
    const { typed, placeholder, leftOut } = readCell(raw, column)
    if (typed === '' || placeholder || leftOut.length > 0) return
    const form = this.#formOf(column)
    form.leftOut = { cells: (form.leftOut?.cells ?? 0) + 1, written: form.leftOut?.written ?? typed }
  }

  #formOf({ id, header, attribute, takes, phoneCountry }: SentColumn): SentForm {
    let form = this.#byColumn.get(id)
    if (!form) {
      form = { columnId: id, header, attribute: attribute ?? '', takes: takes!, cells: 0, examples: [] }
      if (takes === 'Phone' && phoneCountry === undefined) form.asHeld = true
      this.#byColumn.set(id, form)
    }
    return form
  }

  /** In the order in which the columns first had such a cell. */
  all(): SentForm[] {
    return [...this.#byColumn.values()]
  }
}

function isSameValue(written: string, sent: string): boolean {
  return (
    written === sent ||
    withoutInvisible(written) === sent ||
    // Plain letters are composed one way only.
    (!/^[ -~]*$/.test(written) && written.normalize('NFC') === sent.normalize('NFC'))
  )
}

/** Neither the fraction of a second nor an offset. */
const FULL_YEAR = /(?<![\d.,+])\d{4}(?!\d)/

/** A workbook's own date has its century, whatever the cell shows of it. */
function lacksCentury({ held }: Cells, { id }: SentColumn, written: string): boolean {
  return held?.[id] === undefined && !FULL_YEAR.test(written)
}

/** `“Born”: 3 dates go as LeadSquared takes them, such as 3 May 1990 as 1990-05-03.` */
export function sentFormInWords(form: SentForm): string {
  const { header, cells, leftOut } = form
  const name = header.trim() === '' ? 'Column without a heading' : `“${header.trim()}”`
  const parts = [
    ...(cells > 0 ? [`${goes(form)}, such as ${examplesInWords(form)}${centuries(form)}`] : []),
    ...(leftOut ? [leftOutInWords(leftOut)] : []),
  ]
  return `${name}: ${parts.join('; ')}.`
}

function goes({ takes, cells, asHeld }: SentForm): string {
  const one = cells === 1
  const [go, they, them] = one ? ['goes', 'it', 'it'] : ['go', 'they', 'them']
  const counted = (what: string): string => `${inEnglish.countOf(cells, what)} ${go}`
  switch (takes) {
    case 'Phone':
      return asHeld
        ? `${counted('phone')} with the digits the workbook holds`
        : `${counted('phone')} in LeadSquared’s form`
    case 'Date':
      return `${counted('date')} as LeadSquared takes ${them}`
    case 'Time':
      return `${counted('time')} as LeadSquared takes ${them}`
    case 'Number':
      return `${counted('number')} in plain digits`
    case 'Boolean':
      return `${counted('answer')} as true or false`
    case 'Select':
      return `${counted('value')} as the option ${they} ${one ? 'stands' : 'stand'} for`
    default:
      return `${counted('value')} in another form`
  }
}

function examplesInWords({ examples }: SentForm): string {
  const told = examples.map(({ written, sent }) => `${short(written)} as ${short(sent)}`)
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)!}`
}

/** Two options of one cell have a line break between them. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE)}…` : line
}

/** As Excel reads them (`read-date.ts`). */
function centuries({ shortYears = 0, cells }: SentForm): string {
  if (shortYears === 0) return ''
  const whose = cells === 1 ? 'its year' : `the year of ${inEnglish.formatCount(shortYears)}`
  return `; ${whose} is written in two figures and taken as one of 1930 to 2029`
}

function leftOutInWords({ cells, written }: NonNullable<SentForm['leftOut']>): string {
  const is = cells === 1 ? 'is' : 'are'
  return `${inEnglish.countOf(cells, 'value')} ${is} left out, as was said of ${cells === 1 ? 'it' : 'them'}, such as ${short(written)}`
}
