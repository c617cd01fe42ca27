import * as XLSX from 'xlsx'
import { HEADING_SEARCH_ROWS } from './bounds.ts'
import type { CellDoubts } from './cell-doubts.ts'
import type { Merge, OpenedFile, RawSheet } from './raw-sheet.ts'
import { shownValue } from './shown-value.ts'
import { Unreadable } from './unreadable.ts'
import { restoreCarriageReturns, zippedParts, type HiddenLines, type ZippedParts } from './zipped-parts.ts'

/**
 * The xlsx package's own way in for an archive somebody else unpacked; its types leave it out. Text is taken from it, never
 * dates: a Date would drag in this machine's time zone.
 */
const parseZip = (XLSX as unknown as { parse_zip: (zip: unknown, options: object) => XLSX.WorkBook })
  .parse_zip

const compoundFiles = XLSX.CFB as { read: (bytes: Buffer, options: object) => { FullPaths: string[] } }

const PARSE_OPTIONS = {
  dense: true,
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
  cellDates: false,
  dateNF: 'yyyy-mm-dd',
} as const

interface DenseSheet {
  '!type'?: string
  '!merges'?: XLSX.Range[]
  '!data'?: (XLSX.CellObject[] | undefined)[]
}

interface Parsed {
  workbook: XLSX.WorkBook
  hiddenLines: (sheetIndex: number) => HiddenLines
}

function hiddenInfo(sheet: XLSX.WorkSheet | undefined): HiddenLines {
  const indexes = (infos: ({ hidden?: boolean } | undefined)[] | undefined): Set<number> => {
    const hidden = new Set<number>()
    infos?.forEach((info, index) => {
      if (info?.hidden === true) hidden.add(index)
    })
    return hidden
  }
  return { rows: indexes(sheet?.['!rows']), columns: indexes(sheet?.['!cols']) }
}

/** Reads as strictly as the parser can, for its lax mode answers an empty sheet where it failed; lax where only details displease it. */
function parseStrictly(parse: (options: object) => XLSX.WorkBook): XLSX.WorkBook {
  try {
    return parse({ ...PARSE_OPTIONS, WTF: true })
  } catch (error) {
    if (error instanceof Unreadable) throw error
    const text = error instanceof Error ? error.message : String(error)
    if (/password|encrypted/i.test(text)) throw passwordProtected()
    if (!/unrecognized|unexpected|unsupported|exceeds format limit/i.test(text)) throw damaged()
    return parse({ ...PARSE_OPTIONS, WTF: false })
  }
}

export function passwordProtected(): Unreadable {
  return new Unreadable(
    'password',
    'This file is protected by a password. Open it in Excel, remove the password (File, Info, Protect Workbook), save it, and open it again.',
  )
}

function damaged(): Unreadable {
  return new Unreadable(
    'damaged',
    'This workbook is damaged and cannot be read. Open it in Excel, let it repair the file, save it, and open that.',
  )
}

function relationTargets(parts: ZippedParts): Map<string, string> {
  const targets = new Map<string, string>()
  for (const [tag] of parts.text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    const id = /\sId="([^"]*)"/.exec(tag)?.[1]
    const target = /\sTarget="([^"]*)"/.exec(tag)?.[1]
    if (id !== undefined && target !== undefined) {
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    }
  }
  return targets
}

function parseZipped(bytes: Buffer): { parsed: Parsed; format: string } {
  const parts = zippedParts(bytes)
  const mimetype = parts.text('mimetype').trim()
  if (mimetype.startsWith('application/vnd.oasis.opendocument')) {
    if (!mimetype.includes('spreadsheet')) throw notASpreadsheet('an OpenDocument text or drawing')
    if (parts.text('META-INF/manifest.xml').includes('encryption-data')) throw passwordProtected()
    const workbook = parseStrictly((options) => parseZip(parts, options))
    return {
      parsed: { workbook, hiddenLines: () => hiddenInfo(undefined) },
      format: 'OpenDocument spreadsheet',
    }
  }
  if (parts.names.some((name) => /^Index(\.zip|\/)/.test(name))) {
    throw new Unreadable(
      'numbers',
      'This is an Apple Numbers file. In Numbers choose File, Export To, Excel, and open the file that makes.',
    )
  }
  if (parts.names.some((name) => name.startsWith('word/'))) throw notASpreadsheet('a Word document')
  if (parts.names.some((name) => name.startsWith('ppt/'))) throw notASpreadsheet('a PowerPoint presentation')
  if (!parts.has('[Content_Types].xml')) throw notASpreadsheet('a zip archive')

  const binary = parts.names.some((name) => /^xl\/workbook\d*\.bin$/i.test(name))
  const workbook = parseStrictly((options) =>
    parseZip(parts, binary ? { ...options, cellStyles: true } : options),
  )
  if (binary) {
    return {
      parsed: {
        workbook,
        hiddenLines: (index) => hiddenInfo(workbook.Sheets[workbook.SheetNames[index] ?? '']),
      },
      format: 'Excel binary workbook',
    }
  }
  const targets = relationTargets(parts)
  return {
    parsed: {
      workbook,
      hiddenLines(index) {
        const facts = workbook.Workbook?.Sheets?.[index] as { id?: string } | undefined
        const part = targets.get(facts?.id ?? '') ?? ''
        return parts.hiddenLines.get(part) ?? hiddenInfo(undefined)
      },
    },
    format: 'Excel workbook',
  }
}

function notASpreadsheet(what: string): Unreadable {
  return new Unreadable(
    'not-a-spreadsheet',
    `This file is ${what}, not a spreadsheet, whatever its name says. ` +
      'Leadsheet opens .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv and .txt.',
  )
}

async function parseCompound(bytes: Buffer): Promise<{ parsed: Parsed; format: string }> {
  const streams = compoundFiles
    .read(bytes, { type: 'buffer' })
    .FullPaths.map((path) => path.split('/').at(-1) ?? '')
  if (streams.includes('EncryptedPackage')) throw passwordProtected()
  if (!streams.some((stream) => /^(workbook|book)$/i.test(stream))) {
    throw notASpreadsheet('an old Office document')
  }
  return parseOldXls(bytes)
}

/** The tables of old code pages are large, and only these files need them. */
async function parseOldXls(bytes: Buffer): Promise<{ parsed: Parsed; format: string }> {
  XLSX.set_cptable(await import('xlsx/dist/cpexcel.full.mjs'))
  const workbook = parseStrictly((options) =>
    XLSX.read(bytes, { ...options, type: 'buffer', cellStyles: true }),
  )
  return {
    parsed: {
      workbook,
      hiddenLines: (index) => hiddenInfo(workbook.Sheets[workbook.SheetNames[index] ?? '']),
    },
    format: 'Excel 97–2003 workbook',
  }
}

/** @throws {Unreadable} */
export async function openSpreadsheet(
  bytes: Buffer,
  kind: 'zip' | 'compound' | 'old-xls',
): Promise<OpenedFile> {
  let result: { parsed: Parsed; format: string }
  try {
    if (kind === 'zip') result = parseZipped(bytes)
    else result = kind === 'compound' ? await parseCompound(bytes) : await parseOldXls(bytes)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw damaged()
  }
  const { workbook, hiddenLines } = result.parsed
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  const sheets = workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name] as DenseSheet | undefined
    if (!sheet || (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet')) return []
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return [rawSheet(name, sheet, hidden, hiddenLines(index), date1904)]
  })
  if (sheets.length === 0) {
    throw new Unreadable('no-sheets', 'This workbook has no sheet with cells in it.')
  }
  return { format: result.format, sheets, text: null }
}

function rawSheet(
  name: string,
  sheet: DenseSheet,
  hidden: boolean,
  hiddenLines: HiddenLines,
  date1904: boolean,
): RawSheet {
  const data = sheet['!data'] ?? []
  let columnCount = 0
  let rowCount = 0
  data.forEach((cells, row) => {
    if (!cells) return
    for (let column = cells.length - 1; column >= 0; column--) {
      const cell = cells[column]
      if (!cell || cell.t === 'z') continue
      columnCount = Math.max(columnCount, column + 1)
      rowCount = row + 1
      break
    }
  })
  const merges: Merge[] = (sheet['!merges'] ?? []).map((range) => ({
    top: range.s.r,
    left: range.s.c,
    bottom: range.e.r,
    right: range.e.c,
  }))

  function row(index: number, doubts?: CellDoubts): string[] {
    const cells = data[index]
    const texts: string[] = []
    if (!cells) return texts
    for (let column = 0; column < cells.length; column++) {
      const { text, doubt } = shownValue(cells[column], date1904)
      texts.push(restoreCarriageReturns(text))
      if (doubt !== null) doubts?.add(doubt, index, column, text, cells[column]?.v)
    }
    return texts
  }

  return {
    name,
    hidden,
    rowCount,
    columnCount,
    hiddenRows: hiddenLines.rows,
    hiddenColumns: hiddenLines.columns,
    merges: merges.filter((merge) => merge.top < HEADING_SEARCH_ROWS),
    row,
    placeOf: (index) => index + 1,
  }
}
