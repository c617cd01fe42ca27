import { decodeBytes, isText } from './text-encoding.ts'
import { byOrderMark, byZeroBytes } from './unicode-form.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

/** What a file is, by its bytes; the name only breaks ties. */
export type FileKind = 'zip' | 'compound' | 'old-xls' | 'html' | 'mhtml' | 'xml-2003' | 'text'

interface Signature {
  bytes: number[]
  what: string
  /** Headings can begin with these letters too. */
  letters?: true
}

/** Things people drop that are no spreadsheets, by their first bytes. */
const STRANGERS: Signature[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'a picture', letters: true },
  { bytes: [0x1f, 0x8b], what: 'a compressed archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a compressed archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a compressed archive', letters: true },
  { bytes: [0x4d, 0x5a], what: 'a program', letters: true },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' },
  { bytes: [0x53, 0x51, 0x4c, 0x69], what: 'a database', letters: true },
]

const SAVE_AS = 'Open it in Excel, save it as .xlsx or .csv, and open that.'

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

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
  const stranger = STRANGERS.find(
    ({ bytes: signature, letters }) => startsWith(bytes, signature) && !(letters === true && isText(bytes)),
  )
  if (stranger) {
    throw new Unreadable(
      'not-a-spreadsheet',
      `This file is ${stranger.what}, not a spreadsheet, whatever its name says. ` +
        'Leadsheet opens .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv and .txt.',
    )
  }
  return textKind(bytes, name)
}

const HEAD_BYTES = 8192

/** The first characters, in whatever form of Unicode, or byte for byte. */
function headOf(bytes: Buffer): string {
  const form = byOrderMark(bytes) ?? byZeroBytes(bytes)
  const head = bytes.subarray(0, HEAD_BYTES)
  const text = form === null || form === 'utf-8' ? head.toString('latin1') : decodeBytes(head, form)
  return text
    .replace(/^(?:\ufeff|ï»¿)+/, '')
    .trimStart()
    .toLowerCase()
}

const BEFORE_A_PAGE = String.raw`^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*`
const PAGE = new RegExp(String.raw`${BEFORE_A_PAGE}<(?:!doctype html|(?:html|head|meta|body|title)[\s/>])`)
/** Part of a page: only with a table in it, as headings can have marks of their own. */
const PAGE_PART = new RegExp(
  String.raw`${BEFORE_A_PAGE}<(?:table|style|link|script|div|center|font|thead|tbody|tr|form|p|b|br|h[1-6])[\s/>]`,
)

function isPage(head: string): boolean {
  return PAGE.test(head) || (PAGE_PART.test(head) && /<table[\s>]/.test(head))
}

/** Mails look the same, but begin with other lines. */
function isWebArchive(head: string): boolean {
  return (
    /^(?:mime-version:|content-type:\s*multipart\/related|from:\s*<?saved by|snapshot-content-location:)/.test(
      head,
    ) && head.includes('multipart/related')
  )
}

const SPREADSHEET_ML = 'urn:schemas-microsoft-com:office:spreadsheet'

/** Texts that hold people but no table, by how they begin (in small letters), and how to get one. */
const NO_TABLES: readonly { begins: RegExp; what: string; advice: string }[] = [
  {
    begins: /^begin:vcard\b/,
    what: 'a list of contacts (vCard)',
    advice: 'Open it in your address book or in Google Contacts, export the contacts as .csv, and open that.',
  },
  { begins: /^begin:vcalendar\b/, what: 'a calendar', advice: 'It holds no table of leads.' },
  {
    begins:
      /^(?:(?:received|return-path|delivered-to|from|to|cc|subject|date|message-id|mime-version|content-type|x-[\w-]+):.*\r?\n(?:[ \t].*\r?\n)*){3}/,
    what: 'an email',
    advice: 'Open it in your mail program, and copy the table in it or save what is attached to it.',
  },
  {
    begins: /^(?:\[\s*)?\{\s*"[^"]*"\s*:/,
    what: 'data of a program (JSON)',
    advice:
      'Export it as .csv or .xlsx where it comes from, or load it in Excel (Data, From JSON) and save it as .xlsx.',
  },
]

/** @throws {Unreadable} for text that is no table. */
function textKind(bytes: Buffer, name: string): FileKind {
  const head = headOf(bytes)
  const isWorkbookXml = /<(?:\w+:)?workbook[\s>]/.test(head) && head.includes(SPREADSHEET_ML)
  if (head.startsWith('<') && isWorkbookXml) return 'xml-2003'
  if (isPage(head)) return 'html'
  if (isWebArchive(head)) return 'mhtml'
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
  const other = NO_TABLES.find(({ begins }) => begins.test(head))
  if (other) {
    throw new Unreadable(
      'not-a-spreadsheet',
      `This file is ${other.what}, not a spreadsheet. ${other.advice}`,
    )
  }
  const isWorkbookName = ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods'].includes(extensionOf(name))
  if (isWorkbookName && !isText(bytes)) {
    throw new Unreadable(
      'wrong-extension',
      `This file is named .${extensionOf(name)} but is no workbook, or it is damaged. Export or download it again.`,
    )
  }
  return 'text'
}
