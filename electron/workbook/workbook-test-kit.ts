import * as XLSX from 'xlsx'
import { DEFAULT_CHOICES, type LoadChoices, type WorkbookInspection } from '#shared/domain/sheet/workbook.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import type { ReportRun, RestoredOutcome } from '#shared/domain/report/report.ts'
import { inspectFile } from '#electron/workbook/read/inspection.ts'
import { openBytes } from '#electron/workbook/read/open-file.ts'
import { readTable } from '#electron/workbook/read/table-reader.ts'
import { Unreadable } from './unreadable.ts'

/** For the tests of this folder: real bytes in, all that comes out of them. */
export interface ReadFile {
  inspection: WorkbookInspection
  name: string
  headers: string[]
  rows: string[][]
  held: (Held | undefined)[]
  /** What the file calls each row. */
  places: number[]
  outcomes: (RestoredOutcome | null)[]
  restored: ReportRun | null
  /** Codes of the notes, in order. */
  codes: string[]
  notes: string
}

export async function readBytes(
  bytes: Buffer,
  name: string,
  chosen: Partial<LoadChoices> = {},
): Promise<ReadFile> {
  const choices = { ...DEFAULT_CHOICES, ...chosen }
  const file = await openBytes(bytes, name, choices)
  const inspection = inspectFile(file, name, choices)
  const table = readTable(file, choices)
  const batches = [...table.batches]
  const notes = table.notes()
  return {
    inspection,
    name: table.name,
    headers: table.headers,
    rows: batches.flatMap((batch) => batch.rows),
    held: batches.flatMap((batch) => batch.held),
    places: batches.flatMap((batch) => batch.places),
    outcomes: batches.flatMap((batch) => batch.outcomes),
    restored: table.restored,
    codes: notes.map((note) => note.code),
    notes: notes.map((note) => note.text).join('\n'),
  }
}

/** The code of the refusal; throws where the file was taken. */
export async function refusalOf(
  bytes: Buffer,
  name: string,
  chosen: Partial<LoadChoices> = {},
): Promise<Unreadable> {
  try {
    await readBytes(bytes, name, chosen)
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
  throw new Error('The file was not refused.')
}

export type Cell = XLSX.CellObject | string | number | boolean | null

export interface SheetOptions {
  name?: string
  hidden?: boolean
  hiddenRows?: number[]
  hiddenColumns?: number[]
  /** Like A1:C1. */
  merges?: string[]
}

/** A workbook of the xlsx package's making. */
export function workbookOf(
  sheets: readonly (readonly [rows: readonly (readonly Cell[])[], options?: SheetOptions])[],
  bookType: XLSX.BookType = 'xlsx',
  date1904 = false,
): Buffer {
  const book = XLSX.utils.book_new()
  sheets.forEach(([rows, options], index) => {
    const sheet = XLSX.utils.aoa_to_sheet(rows as unknown[][])
    sheet['!rows'] = flagged(options?.hiddenRows)
    sheet['!cols'] = flagged(options?.hiddenColumns)
    sheet['!merges'] = (options?.merges ?? []).map((range) => XLSX.utils.decode_range(range))
    XLSX.utils.book_append_sheet(book, sheet, options?.name ?? `Sheet${index + 1}`)
  })
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: sheets.map(([, options]) => ({ Hidden: options?.hidden === true ? 1 : 0 })),
  }
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer
}

function flagged(indexes: readonly number[] = []): { hidden: boolean }[] {
  const infos: { hidden: boolean }[] = []
  for (const index of indexes) infos[index] = { hidden: true }
  return infos
}

interface Container {
  utils: {
    cfb_new: () => object
    cfb_add: (container: object, name: string, content: Buffer) => void
  }
  write: (
    container: object,
    options: { fileType: 'zip' | 'cfb'; type: 'buffer'; compression?: boolean },
  ) => Buffer
}

/** A zip archive, or a compound file, with these parts. */
export function archiveOf(
  parts: Readonly<Record<string, string | Buffer>>,
  kind: 'zip' | 'cfb' = 'zip',
): Buffer {
  const { utils, write } = XLSX.CFB as Container
  const container = utils.cfb_new()
  for (const [name, content] of Object.entries(parts))
    utils.cfb_add(container, `/${name}`, Buffer.from(content))
  return Buffer.from(write(container, { fileType: kind, type: 'buffer', compression: true }))
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet from its XML, for what no writer would write. */
export function workbookOfXml(sheetXml: string, sharedStrings = '', calculation = ''): Buffer {
  return archiveOf({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
      '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>${calculation}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetXml.includes('<worksheet')
      ? sheetXml
      : `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${sheetXml}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="${MAIN}">${sharedStrings}</sst>`,
  })
}
