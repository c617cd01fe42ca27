import { Unreadable } from '#electron/workbook/unreadable.ts'

/** What a file is, by its bytes; the name only breaks ties. */
export type FileKind = 'zip' | 'compound' | 'old-xls' | 'text'

interface Signature {
  bytes: number[]
  what: string
}

/** Things people drop that are no spreadsheets, by their first bytes. */
const STRANGERS: Signature[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'a picture' },
  { bytes: [0x1f, 0x8b], what: 'a compressed archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a compressed archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a compressed archive' },
  { bytes: [0x4d, 0x5a], what: 'a program' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' },
  { bytes: [0x53, 0x51, 0x4c, 0x69], what: 'a database' },
]

const SAVE_AS = 'Open it in Excel, save it as .xlsx or .csv, and open that.'

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

const TEXT_EXTENSIONS = ['csv', 'tsv', 'txt', 'tab']

/** @throws {Unreadable} for an empty file, and for one that is plainly something else. */
export function fileKind(bytes: Buffer, name: string): FileKind {
  if (bytes.length === 0) {
    throw new Unreadable('empty', 'This file is empty: it has 0 bytes. Export or download it again.')
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'compound'
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && extensionOf(name) === 'xls') {
    return 'old-xls'
  }
  const stranger = STRANGERS.find((signature) => startsWith(bytes, signature.bytes))
  if (stranger) {
    throw new Unreadable(
      'not-a-spreadsheet',
      `This file is ${stranger.what}, not a spreadsheet, whatever its name says. ` +
        'Leadsheet opens .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv and .txt.',
    )
  }
  refuseMarkup(bytes, name)
  return 'text'
}

function refuseMarkup(bytes: Buffer, name: string): void {
  const head = bytes.toString('latin1', 0, 2048).replace(/^ï»¿/, '').trimStart().toLowerCase()
  if (/^(<!doctype html|<html|<table|<head|<meta)/.test(head)) {
    throw new Unreadable(
      'web-page',
      `This file is a web page saved under a spreadsheet’s name, as some systems export them. ${SAVE_AS}`,
    )
  }
  if (head.startsWith('<?xml') && head.includes('<office:document')) {
    throw new Unreadable(
      'xml',
      'This file is a flat XML sheet (.fods). Open it in LibreOffice, save it as .ods or .xlsx, and open that.',
    )
  }
  if (head.startsWith('<?xml') || head.startsWith('<workbook')) {
    throw new Unreadable('xml', `This file is XML, not a workbook as Excel saves them today. ${SAVE_AS}`)
  }
  if (head.startsWith('{\\rtf')) {
    throw new Unreadable(
      'not-a-spreadsheet',
      `This file is a text document (RTF), not a spreadsheet. ${SAVE_AS}`,
    )
  }
  if (/^id;p.*\r?\n[a-z];/.test(head) || /^table\r?\n0,1\r?\n/.test(head)) {
    throw new Unreadable(
      'old-exchange-format',
      `This file is in an old exchange format (${head.startsWith('id;') ? 'SYLK' : 'DIF'}). ${SAVE_AS}`,
    )
  }
  if (TEXT_EXTENSIONS.includes(extensionOf(name))) return
  if (['xlsx', 'xlsm', 'xlsb', 'xls', 'ods'].includes(extensionOf(name)) && bytes.includes(0)) {
    throw new Unreadable(
      'wrong-extension',
      `This file is named .${extensionOf(name)} but is no workbook, or it is damaged. Export or download it again.`,
    )
  }
}
