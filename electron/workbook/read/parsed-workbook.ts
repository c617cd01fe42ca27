import * as XLSX from 'xlsx'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { refuseRepeats } from '#electron/workbook/formats/ods-content.ts'
import { odsHidden } from './ods-hidden.ts'
import { odsTotals } from './ods-totals.ts'
import { packageUnderDefaultKey, withoutDefaultKey } from './default-key.ts'
import { completePackage, workbookPart } from './package-parts.ts'
import { relationsOf, totalsRowsOf, totalsRowsOfBinary } from './table-totals.ts'
import { BYTE_FOR_BYTE, decodeTexts, lacksCodePage, withoutCodePage } from './biff-encoding.ts'
import type { EncodingFacts } from './raw-sheet.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'
import { zippedParts, type HiddenLines, type ZippedParts } from '#electron/workbook/formats/zipped-parts.ts'

/**
 * The xlsx package's own way in for an archive somebody else unpacked; its types leave it out. Text is taken from it, never
 * dates: a Date would drag in this machine's time zone.
 */
const parseZip = (XLSX as unknown as { parse_zip: (zip: unknown, options: object) => XLSX.WorkBook })
  .parse_zip

const compoundFiles = XLSX.CFB as {
  read: (
    bytes: Buffer,
    options: object,
  ) => { FullPaths: string[]; FileIndex: ({ content?: Uint8Array | number[] } | undefined)[] }
}

const PARSE_OPTIONS = {
  dense: true,
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
  cellDates: false,
  cellText: false,
  dateNF: 'yyyy-mm-dd',
} as const

/** What the parser made of a file, and what it does not tell. */
export interface ParsedWorkbook {
  format: string
  workbook: XLSX.WorkBook
  hiddenLines: (sheetIndex: number) => HiddenLines
  /** Zero-based rows that sum up a table. */
  totalsRows?: (sheetIndex: number) => ReadonlySet<number>
  /** What could not be read, but is none of the sheets that were. */
  notes?: LoadNote[]
  /** Where the file leaves open what its letters are. */
  encoding?: EncodingFacts
  /** Why it is not what its writer meant. */
  broken?: LoadNote[]
}

const NO_ROWS: ReadonlySet<number> = new Set()
const NOTHING_HIDDEN: HiddenLines = { rows: new Set(), columns: new Set() }

/** What binary files hide, which the parser tells where it is asked for styles. */
function parsedHiddenLines(workbook: XLSX.WorkBook): ParsedWorkbook['hiddenLines'] {
  type Info = { hidden?: boolean; hpt?: number; width?: number } | undefined
  const indexes = (infos: Info[] | undefined): Set<number> => {
    const hidden = new Set<number>()
    infos?.forEach((info, index) => {
      // Of no height, or of no width: as hidden as those that say so.
      if (info?.hidden === true || info?.hpt === 0 || info?.width === 0) hidden.add(index)
    })
    return hidden
  }
  return (index) => {
    const sheet = workbook.Sheets[workbook.SheetNames[index] ?? '']
    return { rows: indexes(sheet?.['!rows']), columns: indexes(sheet?.['!cols']) }
  }
}

/**
 * Strict first, since the lax parser answers a sheet it failed on as if it were not there; lax where only a detail displeased
 * the strict one, which knows less than Excel. A sheet lost by then is lost in truth.
 */
function parseWhole(parse: (options: object) => XLSX.WorkBook): XLSX.WorkBook {
  try {
    return parse({ ...PARSE_OPTIONS, WTF: true })
  } catch (error) {
    if (error instanceof Unreadable) throw error
    if (/password|encrypt/i.test(error instanceof Error ? error.message : String(error)))
      throw passwordProtected()
  }
  return parse({ ...PARSE_OPTIONS, WTF: false })
}

/** Sheets that are listed but could not be read are told; without any other there is nothing to open. @throws {Unreadable} */
function lostSheets(workbook: XLSX.WorkBook): LoadNote[] {
  const lost = workbook.SheetNames.filter((name) => !Object.hasOwn(workbook.Sheets, name))
  if (lost.length === 0) return []
  if (lost.length === workbook.SheetNames.length) throw damaged()
  const names = lost.map((name) => `“${name}”`).join(', ')
  return [
    {
      code: 'not-read',
      text:
        lost.length === 1
          ? `The sheet ${names} is listed in this workbook but could not be read: it is missing or damaged. The others were read.`
          : `${lost.length} sheets are listed in this workbook but could not be read, as they are missing or damaged: ${names}. The others were read.`,
    },
  ]
}

const WITHOUT_PASSWORD = {
  excel:
    'Open it in Excel, remove the password (File, Info, Protect Workbook), save it as .xlsx, and open that.',
  libreOffice:
    'Open it in LibreOffice, save it without the password (File, Save As, “Save with password” not ticked), and open that.',
} as const

function passwordProtected(program: keyof typeof WITHOUT_PASSWORD = 'excel'): Unreadable {
  return new Unreadable('password', `This file is protected by a password. ${WITHOUT_PASSWORD[program]}`)
}

function damaged(): Unreadable {
  return new Unreadable(
    'damaged',
    'This workbook is damaged and cannot be read. Open it in Excel, let it repair the file, save it, and open that.',
  )
}

function parseOpenDocument(parts: ZippedParts, mimetype: string): ParsedWorkbook {
  if (mimetype !== '' && !mimetype.includes('spreadsheet'))
    throw notASpreadsheet('an OpenDocument text or drawing')
  if (parts.text('META-INF/manifest.xml').includes('encryption-data')) throw passwordProtected('libreOffice')
  // The parser insists on parts that the format leaves optional, or that nothing is read from.
  parts.supply('styles.xml', '<office:document-styles/>')
  parts.supply('META-INF/manifest.xml', '<manifest:manifest/>')
  const content = parts.text('content.xml')
  refuseRepeats(content)
  const workbook = parseWhole((options) => parseZip(parts, { ...options, cellText: true }))
  const facts = odsHidden(content)
  const totals = odsTotals(content)
  workbook.Workbook = {
    ...workbook.Workbook,
    Sheets: facts.map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })),
  }
  return {
    format: 'OpenDocument spreadsheet',
    workbook,
    hiddenLines: (index) => facts[index] ?? NOTHING_HIDDEN,
    totalsRows: (index) => totals[index] ?? NO_ROWS,
    notes: lostSheets(workbook),
  }
}

function refuseOtherPackages(parts: ZippedParts): void {
  if (parts.names.some((name) => /^Index(\.zip|\/)/.test(name))) {
    throw new Unreadable(
      'numbers',
      'This is an Apple Numbers file. In Numbers choose File, Export To, Excel, and open the file that makes.',
    )
  }
  if (parts.names.some((name) => name.startsWith('word/'))) throw notASpreadsheet('a Word document')
  if (parts.names.some((name) => name.startsWith('ppt/'))) throw notASpreadsheet('a PowerPoint presentation')
  if (!parts.has('[Content_Types].xml') && !parts.names.some((name) => /^xl\/workbook\d*\./i.test(name))) {
    throw notASpreadsheet('a zip archive')
  }
}

function parseZipped(bytes: Buffer, onParsing: (bytes: number) => void): ParsedWorkbook {
  const parts = zippedParts(bytes)
  onParsing(parts.inflatedBytes)
  const mimetype = parts.text('mimetype').trim()
  if (mimetype.startsWith('application/vnd.oasis.opendocument')) return parseOpenDocument(parts, mimetype)
  if (parts.has('content.xml') && !parts.has('[Content_Types].xml')) {
    if (/<office:spreadsheet[\s>]/.test(parts.text('content.xml'))) return parseOpenDocument(parts, '')
  }
  refuseOtherPackages(parts)
  if (parts.names.some((name) => /^xl\/workbook\d*\.bin$/i.test(name))) {
    const workbook = parseWhole((options) => parseZip(parts, { ...options, cellStyles: true }))
    return {
      format: 'Excel binary workbook',
      workbook,
      hiddenLines: parsedHiddenLines(workbook),
      totalsRows: (index) => totalsRowsOfBinary(parts, partIn(parts, workbook, index, 'bin')),
      notes: lostSheets(workbook),
    }
  }
  const missing = completePackage(parts)
  const workbook = parseWhole((options) => parseZip(parts, options))
  const partOf = (index: number): string => partIn(parts, workbook, index, 'xml')
  return {
    format: 'Excel workbook',
    workbook,
    hiddenLines: (index) => parts.hiddenLines.get(partOf(index)) ?? NOTHING_HIDDEN,
    totalsRows: (index) => totalsRowsOf(parts, partOf(index)),
    notes: lostSheets(workbook),
    broken: missing,
  }
}

/** The part a sheet stands in. */
function partIn(parts: ZippedParts, workbook: XLSX.WorkBook, index: number, ending: 'xml' | 'bin'): string {
  const facts = workbook.Workbook?.Sheets?.[index] as { id?: string; strRelID?: string } | undefined
  const relation = facts?.id ?? facts?.strRelID
  const found = relationsOf(parts, workbookPart(parts, ending)).find(({ id }) => id === relation)
  return found?.target ?? `xl/worksheets/sheet${index + 1}.${ending}`
}

function notASpreadsheet(what: string): Unreadable {
  return new Unreadable(
    'not-a-spreadsheet',
    `This file is ${what}, not a spreadsheet, whatever its name says. ` +
      'Leadsheet opens .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv and .txt.',
  )
}

async function parseCompound(
  bytes: Buffer,
  encoding: string | null,
  onParsing: (bytes: number) => void,
): Promise<ParsedWorkbook> {
  const file = compoundFiles.read(bytes, { type: 'buffer' })
  const streamNamed = (name: RegExp): Buffer | null => {
    const at = file.FullPaths.findIndex((path) => name.test(path.split('/').at(-1) ?? ''))
    const content = at === -1 ? undefined : file.FileIndex[at]?.content
    return content === undefined ? null : Buffer.from(content)
  }
  const encrypted = streamNamed(/^EncryptedPackage$/)
  if (encrypted) {
    const content = packageUnderDefaultKey(streamNamed(/^EncryptionInfo$/) ?? Buffer.alloc(0), encrypted)
    if (!content) throw passwordProtected()
    return parseZipped(content, onParsing)
  }
  const workbook = streamNamed(/^(workbook|book)$/i)
  if (!workbook) throw notASpreadsheet('an old Office document')
  const plain = withoutDefaultKey(workbook) ?? workbook
  // Of one that was encrypted the parser gets the stream alone, which is all it reads.
  return parseOldXls(plain === workbook ? bytes : plain, plain, encoding)
}

/** The tables of old code pages are large, and only these files need them. `stream`: the workbook's records. */
async function parseOldXls(bytes: Buffer, stream: Buffer, encoding: string | null): Promise<ParsedWorkbook> {
  XLSX.set_cptable(await import('xlsx/dist/cpexcel.full.mjs'))
  const unnamed = encoding === null ? null : withoutCodePage(stream)
  const open = unnamed !== null || lacksCodePage(stream)
  const codepage = open ? { codepage: BYTE_FOR_BYTE } : {}
  const workbook = parseWhole((options) =>
    XLSX.read(unnamed ?? bytes, { ...options, ...codepage, type: 'buffer', cellStyles: true }),
  )
  const parsed = {
    format: 'Excel 97–2003 workbook',
    workbook,
    hiddenLines: parsedHiddenLines(workbook),
    notes: lostSheets(workbook),
  }
  const letters = open ? decodeTexts(workbook, encoding) : null
  return letters ? { ...parsed, encoding: letters } : parsed
}

export type SpreadsheetKind = 'zip' | 'compound' | 'old-xls' | 'html' | 'mhtml' | 'xml-2003'

/** `encoding`: of files that leave it open; null: the likeliest. @throws {Unreadable} */
export async function parseSpreadsheet(
  bytes: Buffer,
  kind: SpreadsheetKind,
  encoding: string | null,
  onParsing: (bytes: number) => void,
): Promise<ParsedWorkbook> {
  try {
    switch (kind) {
      case 'zip':
        return parseZipped(bytes, onParsing)
      case 'compound':
        return await parseCompound(bytes, encoding, onParsing)
      case 'old-xls': {
        const plain = withoutDefaultKey(bytes) ?? bytes
        return await parseOldXls(plain, plain, encoding)
      }
      case 'html':
        return (await import('./html-tables.ts')).parseHtml(bytes, encoding)
      case 'mhtml':
        return (await import('./web-archive.ts')).parseWebArchive(bytes, encoding)
      case 'xml-2003':
        return (await import('./spreadsheet-ml.ts')).parseSpreadsheetMl(bytes, encoding)
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged()
  }
}
