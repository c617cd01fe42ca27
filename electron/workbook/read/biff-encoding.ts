import iconv from 'iconv-lite'
import * as XLSX from 'xlsx'
import type { EncodingFacts } from './raw-sheet.ts'
import { decodeText, guessEncoding } from './text-encoding.ts'

const BEGIN_OF_FILE = 0x09
const CODE_PAGE = 0x42
const VERSION_OF_EXCEL_97 = 0x0600

/**
 * Whether a binary workbook leaves open what its letters are: those before Excel 97 have texts of one byte a letter, and some do not
 * name their code page. [MS-XLS] 2.4.21 BOF, 2.4.52 CodePage.
 */
export function lacksCodePage(stream: Uint8Array): boolean {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength)
  let files = 0
  for (let at = 0; at + 4 <= bytes.length;) {
    const type = bytes.readUInt16LE(at)
    const size = bytes.readUInt16LE(at + 2)
    if (type === CODE_PAGE) return false
    if ((type & 0xff) === BEGIN_OF_FILE && size >= 2) {
      const isFirst = files++ === 0
      // The sheets follow what the file says of itself.
      if (!isFirst) break
      if (type === 0x0809 && at + 6 <= bytes.length && bytes.readUInt16LE(at + 4) >= VERSION_OF_EXCEL_97)
        return false
    }
    at += 4 + size
  }
  return true
}

const PADDING_RECORD = 0xb8

/**
 * The records of a workbook before Excel 97 that names its code page, without that name: somebody who knows better than the file is
 * heard. Null where its texts are no bytes, or it names none.
 */
export function withoutCodePage(stream: Buffer): Buffer | null {
  const plain = Buffer.from(stream)
  let named = false
  for (let at = 0, files = 0; at + 4 <= plain.length; at += 4 + plain.readUInt16LE(at + 2)) {
    const type = plain.readUInt16LE(at)
    if (type === CODE_PAGE && files === 1) {
      plain.writeUInt16LE(PADDING_RECORD, at)
      named = true
    }
    if ((type & 0xff) !== BEGIN_OF_FILE || ++files > 1) continue
    if (type === 0x0809 && at + 6 <= plain.length && plain.readUInt16LE(at + 4) >= VERSION_OF_EXCEL_97)
      return null
  }
  return named ? plain : null
}

/** One byte a letter, whatever it is: what the parser reads so can be read again. */
export const BYTE_FOR_BYTE = 28591

function eachText(workbook: XLSX.WorkBook, visit: (text: string) => string): void {
  for (const sheet of Object.values(workbook.Sheets)) {
    const rows = (sheet as { '!data'?: ((XLSX.CellObject | undefined)[] | undefined)[] })['!data'] ?? []
    for (const cells of rows) {
      for (const cell of cells ?? []) {
        if (cell?.t === 's' && typeof cell.v === 'string') cell.v = visit(cell.v)
        if (typeof cell?.z === 'string') cell.z = visit(cell.z)
      }
    }
  }
  const names = workbook.SheetNames.map(visit)
  // Two names that become one stay as they were.
  if (new Set(names).size < names.length) return
  const sheets = workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name]
    return sheet ? [[names[index] ?? name, sheet] as const] : []
  })
  workbook.Sheets = Object.fromEntries<XLSX.WorkSheet>(sheets)
  workbook.SheetNames = names
}

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

/**
 * Gives the texts of a workbook that was read byte for byte their letters, in the encoding chosen or the likeliest. Answers which, or
 * null where all is ASCII. @throws {Unreadable} where the encoding is not known.
 */
export function decodeTexts(workbook: XLSX.WorkBook, chosen: string | null): EncodingFacts | null {
  const pieces: string[] = []
  eachText(workbook, (text) => {
    if (!isAscii(text)) pieces.push(text)
    return text
  })
  if (pieces.length === 0) return null
  const bytes = Buffer.from(pieces.join('\n'), 'latin1')
  const found = chosen === null ? guessEncoding(bytes) : decodeText(bytes, chosen)
  eachText(workbook, (text) =>
    isAscii(text) ? text : iconv.decode(Buffer.from(text, 'latin1'), found.encoding),
  )
  return { name: found.encoding, sure: found.sure }
}
