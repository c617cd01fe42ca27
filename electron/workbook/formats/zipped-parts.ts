import { isUtf8 } from 'node:buffer'
import { readDirectory, readPart, type ZipPart } from './zip-reader.ts'
import { mendOdsCells } from './ods-content.ts'
import { areOddTexts, plainMarkup, plainSharedTexts, plainWorksheet } from './plain-worksheet.ts'
import { isOddWorksheet } from './worksheet-look.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'
import { cellMendings, workbookFacts, type WorkbookFacts } from './worksheet-mending.ts'

/**
 * Stands for a carriage return between the file and the parser, which would turn `\r\n` in a cell into `\n`. Both are noncharacters that
 * Unicode sets aside for such use inside a program.
 */
const CARRIAGE_RETURN = '\uFDD0\uFDD1'
const CARRIAGE_RETURN_BYTES = latin1OfUtf8(CARRIAGE_RETURN)

export function restoreCarriageReturns(text: string): string {
  return text.includes(CARRIAGE_RETURN) ? text.replaceAll(CARRIAGE_RETURN, '\r') : text
}

/** UTF-8 bytes as one character each: the form in which the parser takes XML. */
function latin1OfUtf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/**
 * XML says in which encoding it is, by a mark or in words (XML 1.0, appendix F); what follows takes it for UTF-8. The words of a file whose
 * bytes are UTF-8 are not believed: programs of one byte a letter write "utf-16" there.
 */
function asUtf8(xml: Buffer): Buffer {
  const [one, two] = xml
  const wide = (one === 0xff && two === 0xfe) || (one === 0x3c && two === 0) ? 'utf-16le' : null
  const big = (one === 0xfe && two === 0xff) || (one === 0 && two === 0x3c) ? 'utf-16be' : null
  const stated = /^<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/.exec(xml.toString('latin1', 0, 200))?.[1]
  const encoding = wide ?? big ?? stated?.toLowerCase() ?? 'utf-8'
  if (wide === null && big === null && (isUtf8(xml) || /^(?:utf|ucs|iso-10646)/.test(encoding))) return xml
  try {
    const text = new TextDecoder(encoding).decode(xml)
    return Buffer.from(text.replace(/^(<\?xml[^>]*\sencoding=["'])[\w.:-]+/, '$1UTF-8'), 'utf8')
  } catch {
    return xml
  }
}

/** A search for letters is ten times quicker than one that begins with a sign every tag has. */
function refuseEntities(xml: Buffer): void {
  const suspected = xml.includes('ENTITY') || xml.includes('DOCTYPE')
  if (!suspected || (!xml.includes('<!ENTITY') && !xml.includes('<!DOCTYPE'))) return
  throw new Unreadable(
    'xml-entities',
    'This workbook contains definitions (XML entities) that spreadsheet programs never write and harmful files do, so it ' +
      'was not opened. If you trust it, open it in Excel and save it anew.',
  )
}

/** The parser reads `&#x1F600;` as one UTF-16 unit, which loses it, and decodes other references twice. */
function expandReferences(xml: string): string {
  return xml.replace(/&#(?:x([\da-f]{2,6})|(\d{3,7}));/gi, (reference, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const surrogate = code >= 0xd800 && code <= 0xdfff
    if (code < 0x80 || code > 0x10ffff || surrogate) return reference
    return latin1OfUtf8(String.fromCodePoint(code))
  })
}

/** `_x005F_` is an escaped underscore: what follows it is no escape. */
function guardCarriageReturns(xml: string): string {
  return xml.replace(/_x005[fF]_|_x000[dD]_|&#13;|&#x0*[dD];/g, (escape) =>
    /^_x005/.test(escape) ? escape : CARRIAGE_RETURN_BYTES,
  )
}

/** A link over a whole sheet makes the parser visit 17,000,000,000 cells, and links carry no values. */
function dropLinks(xml: string): string {
  return xml.replace(/<(?:\w+:)?hyperlink\b[^>]*>/g, '')
}

/** Zero-based rows and columns a worksheet's XML says are hidden. */
export interface HiddenLines {
  rows: Set<number>
  columns: Set<number>
}

const LARGEST_COLUMN = 16_384
/** A row of no height and a column of no width are as hidden as those that say so. */
const HIDING = ['hidden=', ' ht="0', " ht='0", ' width="0', " width='0"]

function hiddenLinesOf(xml: Buffer): HiddenLines {
  const rows = new Set<number>()
  const columns = new Set<number>()
  if (!HIDING.some((mark) => xml.includes(mark))) return { rows, columns }
  const tags =
    /<(?:\w+:)?(?:row|col)(?=\s)[^>]*?\s(?:hidden=["'](?:1|true)|(?:ht|width)=["']0(?:\.0*)?)["'][^>]*>/g
  for (const [tag] of xml.toString('latin1').matchAll(tags)) {
    const row = /\sr=["'](\d+)["']/.exec(tag)?.[1]
    if (row !== undefined) rows.add(Number(row) - 1)
    const from = Number(/\smin=["'](\d+)["']/.exec(tag)?.[1] ?? 0)
    const to = Math.min(Number(/\smax=["'](\d+)["']/.exec(tag)?.[1] ?? 0), LARGEST_COLUMN)
    for (let column = from; column >= 1 && column <= to; column++) columns.add(column - 1)
  }
  return { rows, columns }
}

/** How a part is to be written anew so that the parser reads in it what stands there; null where it need not be. */
function plainForm(name: string, xml: Buffer): ((xml: string) => string) | null {
  if (isWorksheet(name)) return isOddWorksheet(xml) ? plainWorksheet : null
  if (isSharedTexts(name)) return areOddTexts(xml) ? plainSharedTexts : null
  return /^xl\//i.test(name) && xml.includes('<!--') ? (text) => plainMarkup(text) : null
}

/** Looking is quick and mending is not, and most files need none. */
function mended(name: string, xml: Buffer, facts: () => WorkbookFacts): Buffer {
  const references = xml.includes('&#')
  const returns = holdsCells(name) && (references || xml.includes('_x000'))
  const links = isWorksheet(name) && xml.includes('hyperlink')
  const cells = holdsCells(name) ? cellMendings(xml, isWorksheet(name), facts) : []
  const isOds = name === 'content.xml'
  const plain = plainForm(name, xml)
  if (!references && !returns && !links && !isOds && !plain && cells.length === 0) return xml
  let text = xml.toString('latin1')
  if (plain) text = plain(text)
  if (returns) text = guardCarriageReturns(text)
  if (references) text = expandReferences(text)
  if (links) text = dropLinks(text)
  for (const mend of cells) text = mend(text)
  if (isOds) text = mendOdsCells(text)
  return Buffer.from(text, 'latin1')
}

export interface ZippedParts {
  names: string[]
  inflatedBytes: number
  has(name: string): boolean
  /** A part as text, small ones only. '' where it is not there. */
  text(name: string): string
  /** A part as it is. Empty where it is not there. */
  bytes(name: string): Buffer
  /** What `parse_zip` of the xlsx package takes: parts are inflated when it asks for them. */
  files: Record<string, { name: string; asNodeBuffer: () => Buffer }>
  /** Puts a part in where there is none. */
  supply(name: string, content: string): void
  /** Puts a part in the place of another, for the parser alone. */
  replace(name: string, content: string): void
  /** By the name of the worksheet's part; filled while the parser reads. */
  hiddenLines: ReadonlyMap<string, HiddenLines>
}

const isXml = (name: string): boolean => /\.(xml|rels|vml)$/i.test(name)
const isWorksheet = (name: string): boolean => /(^|\/)worksheets\/[^/]+\.xml$/i.test(name)
const isSharedTexts = (name: string): boolean => /(^|\/)sharedStrings\.xml$/i.test(name)
const holdsCells = (name: string): boolean => isWorksheet(name) || isSharedTexts(name)

function ambiguous(): Unreadable {
  return new Unreadable(
    'parts-repeat',
    'This workbook holds two parts of one name, and programs differ in which they show, so it was not opened. Open it in Excel, see that it is what you expect, ' +
      'and save it anew.',
  )
}

/** @throws {Unreadable} */
export function zippedParts(bytes: Buffer): ZippedParts {
  const parts = new Map<string, ZipPart>()
  for (const part of readDirectory(bytes)) {
    if (part.name.endsWith('/')) continue
    if (parts.has(part.name)) throw ambiguous()
    parts.set(part.name, part)
  }
  const hiddenLines = new Map<string, HiddenLines>()
  let known: WorkbookFacts | null = null

  const text = (name: string): string => {
    const part = parts.get(name)
    return part ? readPart(bytes, part).toString('utf8') : ''
  }

  const facts = (): WorkbookFacts => {
    const name = [...parts.keys()].find((candidate) => /(^|\/)workbook\d*\.xml$/i.test(candidate))
    known ??= workbookFacts(name === undefined ? '' : text(name))
    return known
  }

  function bytesOf(part: ZipPart): Buffer {
    const raw = readPart(bytes, part)
    if (!isXml(part.name)) return raw
    const content = asUtf8(raw)
    refuseEntities(content)
    if (isWorksheet(part.name)) hiddenLines.set(part.name, hiddenLinesOf(content))
    return mended(part.name, content, facts)
  }

  const files = Object.create(null) as ZippedParts['files']
  for (const part of parts.values()) {
    files[part.name] = { name: part.name, asNodeBuffer: () => bytesOf(part) }
  }
  return {
    names: [...parts.keys()],
    inflatedBytes: [...parts.values()].reduce((sum, part) => sum + part.size, 0),
    has: (name) => parts.has(name),
    text,
    bytes: (name) => {
      const part = parts.get(name)
      return part ? readPart(bytes, part) : Buffer.alloc(0)
    },
    files,
    supply(name, content) {
      files[name] ??= { name, asNodeBuffer: () => Buffer.from(content) }
    },
    replace(name, content) {
      files[name] = { name, asNodeBuffer: () => Buffer.from(content) }
    },
    hiddenLines,
  }
}
