import { contradicted } from '#electron/workbook/formats/worksheet-look.ts'
import { SaxesParser, type SaxesAttributePlain } from 'saxes'
import type { CellObject } from 'xlsx'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { distinctName, SheetCells, workbookOfSheets, type MarkupWorkbook } from './sheet-cells.ts'
import { plainNumber } from './plain-number.ts'
import { decodeText } from './text-encoding.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

/** The names Excel gives some formats in XML Spreadsheet 2003, as codes. Dates that follow the reader's country are shown as ISO days. */
const NAMED_FORMATS: Readonly<Record<string, string>> = {
  'general number': 'General',
  'general date': 'yyyy-mm-dd hh:mm',
  'short date': 'yyyy-mm-dd',
  'medium date': 'd-mmm-yy',
  'long date': 'dddd, mmmm d, yyyy',
  'short time': 'h:mm',
  'medium time': 'h:mm AM/PM',
  'long time': 'h:mm:ss AM/PM',
  currency: '$#,##0.00',
  'euro currency': '€#,##0.00',
  fixed: '0.00',
  standard: '#,##0.00',
  percent: '0.00%',
  scientific: '0.00E+00',
}

interface Style {
  parent: string | null
  format: string | null
}

/** Prefixes are the writer's choice, and not all writers declare them. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function localAttributes(attributes: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(attributes).map(([name, value]) => [localName(name), value]))
}

const DAY_MS = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
const MOMENT = /^([+-]?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/

/** A moment as Excel counts days; null where the text is none. */
function serialOf(text: string): number | null {
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0'] = MOMENT.exec(text.trim()) ?? []
  if (year === undefined) return null
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(day)) - EPOCH) / DAY_MS
  const time = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400
  // The day before 1 March 1900 that Excel counts and that never was.
  return days + time - (days > 0 && days < 61 ? 1 : 0)
}

function numberCell(text: string, format: string | null): CellObject {
  const value = Number(text)
  const asWritten = text.trim()
  if (asWritten === '' || !Number.isFinite(value)) return { t: 's', v: text }
  // Digits beyond what a number can hold, and zeros in front, are in the file all the same.
  if (format === null && /^\d+$/.test(asWritten) && plainNumber(value) !== asWritten)
    return { t: 's', v: asWritten }
  return format === null ? { t: 'n', v: value } : { t: 'n', v: value, z: format }
}

function cellOf(type: string, text: string, format: string | null): CellObject {
  switch (type) {
    case 'Number':
      return numberCell(text, format)
    case 'DateTime': {
      const serial = serialOf(text)
      if (serial === null) return { t: 's', v: text }
      const plain = Number.isInteger(serial) ? 'yyyy-mm-dd' : serial < 1 ? 'hh:mm:ss' : 'yyyy-mm-dd hh:mm:ss'
      return { t: 'n', v: serial, z: format === null || format === 'General' ? plain : format }
    }
    case 'Boolean':
      return { t: 'b', v: /^(1|true)$/i.test(text.trim()) }
    case 'Error':
      return { t: 'e', v: 0x2a, w: text.trim() }
    default:
      return { t: 's', v: text }
  }
}

function refuseDefinitions(): never {
  throw new Unreadable(
    'xml-entities',
    'This file contains definitions (XML entities) that spreadsheet programs never write and harmful files do, so it ' +
      'was not opened. If you trust it, open it in Excel and save it as .xlsx.',
  )
}

class WorkbookBuilder {
  readonly sheets: SheetCells[] = []
  readonly #styles = new Map<string, Style>()
  readonly #names = new Set<string>()
  /** Elements that are open, by local name. */
  readonly #path: string[] = []
  #style: Style | null = null
  #sheet: SheetCells | null = null
  #row = -1
  #nextRow = 0
  #column = -1
  #nextColumn = 0
  #nextColumnInfo = 0
  #columnStyles: { from: number; to: number; style: string }[] = []
  #rowStyle: string | null = null
  #cellStyle: string | null = null
  #type = 'String'
  #text: string | null = null

  open(name: string, attributes: Map<string, string>): void {
    this.#path.push(name)
    const index = Number(attributes.get('Index') ?? Number.NaN)
    switch (name) {
      case 'Style':
        this.#style = { parent: attributes.get('Parent') ?? null, format: null }
        this.#styles.set(attributes.get('ID') ?? '', this.#style)
        break
      case 'NumberFormat':
        if (this.#style) this.#style.format = formatOf(attributes.get('Format'))
        break
      case 'Worksheet': {
        const sheet = new SheetCells(distinctName(attributes.get('Name') ?? 'Sheet', this.#names))
        this.#names.add(sheet.name)
        this.sheets.push(sheet)
        this.#sheet = sheet
        this.#row = -1
        this.#nextRow = 0
        this.#nextColumnInfo = 0
        this.#columnStyles = []
        break
      }
      case 'Column':
        this.#columnInfo(index, attributes)
        break
      case 'Row':
        if (index <= this.#row + 1) throw contradicted(`row ${index} stands twice, or below a later one`)
        this.#row = index >= 1 ? index - 1 : this.#nextRow
        this.#nextRow = this.#row + 1 + span(attributes.get('Span'))
        this.#column = -1
        this.#nextColumn = 0
        this.#rowStyle = attributes.get('StyleID') ?? null
        if (hides(attributes, 'Height')) {
          for (let row = this.#row; row < this.#nextRow; row++) this.#sheet?.hiddenLines.rows.add(row)
        }
        break
      case 'Cell': {
        if (index <= this.#column + 1) throw contradicted(`a cell of row ${this.#row + 1} stands twice`)
        this.#column = index >= 1 ? index - 1 : this.#nextColumn
        const across = span(attributes.get('MergeAcross'))
        this.#nextColumn = this.#column + 1 + across
        this.#cellStyle = attributes.get('StyleID') ?? null
        const down = span(attributes.get('MergeDown'))
        this.#sheet?.merge(this.#row, this.#column, this.#row + down, this.#column + across)
        break
      }
      case 'Data':
        // Comments have a Data of their own.
        if (this.#path.at(-2) !== 'Cell') break
        this.#type = attributes.get('Type') ?? 'String'
        this.#text = ''
        break
    }
  }

  text(text: string): void {
    if (this.#text !== null) this.#text += text
    if (this.#path.at(-1) === 'Visible' && /^SheetHidden|^SheetVeryHidden/.test(text.trim()) && this.#sheet) {
      this.#sheet.hidden = true
    }
  }

  close(name: string): void {
    this.#path.pop()
    if (name === 'Style') this.#style = null
    if (name === 'Worksheet') this.#sheet = null
    if (name !== 'Data' || this.#text === null || this.#path.at(-1) !== 'Cell') return
    const format = this.#formatNamed(this.#cellStyle ?? this.#rowStyle ?? this.#columnStyle())
    this.#sheet?.put(this.#row, this.#column, cellOf(this.#type, this.#text, format))
    this.#text = null
  }

  #columnInfo(index: number, attributes: Map<string, string>): void {
    const from = index >= 1 ? index - 1 : this.#nextColumnInfo
    const to = from + span(attributes.get('Span'))
    this.#nextColumnInfo = to + 1
    const style = attributes.get('StyleID')
    if (style !== undefined) this.#columnStyles.push({ from, to, style })
    if (!hides(attributes, 'Width')) return
    for (let column = from; column <= to; column++) this.#sheet?.hiddenLines.columns.add(column)
  }

  #columnStyle(): string | null {
    return (
      this.#columnStyles.find(({ from, to }) => this.#column >= from && this.#column <= to)?.style ?? null
    )
  }

  #formatNamed(style: string | null): string | null {
    let at = this.#styles.get(style ?? 'Default')
    for (let depth = 0; at && depth < 10; depth++) {
      if (at.format !== null) return at.format === 'General' ? null : at.format
      at = at.parent === null ? undefined : this.#styles.get(at.parent)
    }
    return null
  }
}

/** How many more rows or columns an element stands for; a sheet's own bound at most. */
function span(text: string | undefined): number {
  const count = Math.floor(Number(text ?? 0))
  return count > 0 ? Math.min(count, 1_048_576) : 0
}

function formatOf(code: string | undefined): string | null {
  if (code === undefined || code === '') return null
  return NAMED_FORMATS[code.toLowerCase()] ?? code
}

const DECLARATION = /^(?:\ufeff|ï»¿)?<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/

/** A row of no height and a column of no width are as hidden as those that say so. */
function hides(attributes: ReadonlyMap<string, string>, size: 'Height' | 'Width'): boolean {
  const measure = attributes.get(size)
  return attributes.get('Hidden') === '1' || (measure !== undefined && Number(measure) === 0)
}

/**
 * Reads XML Spreadsheet 2003, which many systems call "Excel": gaps of rows and cells, types, formats, merges, hidden sheets, rows and
 * columns. Mistakes in the XML do not end the reading; they are told, as cells may be missing.
 * @throws {Unreadable}
 */
export function parseSpreadsheetMl(bytes: Buffer, encoding: string | null): MarkupWorkbook {
  const declared = DECLARATION.exec(bytes.toString('latin1', 0, 200))?.[1] ?? null
  const decoded = decodeText(bytes, encoding, declared)
  const builder = new WorkbookBuilder()
  const mistakes: number[] = []
  const parser = new SaxesParser({ position: true })
  parser.on('error', () => mistakes.push(parser.line))
  parser.on('doctype', refuseDefinitions)
  parser.on('opentag', ({ name, attributes }) => {
    builder.open(localName(name), localAttributes(attributes as Record<string, SaxesAttributePlain['value']>))
  })
  parser.on('text', (text) => builder.text(text))
  parser.on('cdata', (text) => builder.text(text))
  parser.on('closetag', ({ name }) => builder.close(localName(name)))
  parser.write(decoded.text).close()
  const broken: LoadNote[] = []
  if (mistakes.length > 0) {
    broken.push({
      code: 'damaged-xml',
      text:
        `The file’s XML is not as it should be, first on line ${inEnglish.formatCount(mistakes[0] ?? 1)}: it may be cut off, and cells may be missing. ` +
        'What could be read was read. Export or download it again.',
    })
  }
  const { sheets } = builder
  return {
    format: 'XML Spreadsheet 2003',
    workbook: workbookOfSheets(sheets),
    hiddenLines: (index) => sheets[index]!.hiddenLines,
    encoding: { name: decoded.encoding, sure: decoded.sure },
    broken,
  }
}
