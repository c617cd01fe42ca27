import { readDirectory, readPart, type ZipPart } from './zip-reader.ts'
import { Unreadable } from './unreadable.ts'

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

function refuseEntities(xml: string): void {
  if (!xml.includes('<!ENTITY') && !xml.includes('<!DOCTYPE')) return
  throw new Unreadable(
    'xml-entities',
    'This workbook contains definitions (XML entities) that spreadsheet programs never write and harmful files do, so it ' +
      'was not opened. If you trust it, open it in Excel and save it anew.',
  )
}

/** The parser reads `&#x1F600;` as one UTF-16 unit, which loses it, and decodes other references twice. */
function expandReferences(xml: string): string {
  if (!xml.includes('&#')) return xml
  return xml.replace(/&#(?:x([\da-f]{2,6})|(\d{3,7}));/gi, (reference, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const surrogate = code >= 0xd800 && code <= 0xdfff
    if (code < 0x80 || code > 0x10ffff || surrogate) return reference
    return latin1OfUtf8(String.fromCodePoint(code))
  })
}

/** `_x005F_` is an escaped underscore: what follows it is no escape. */
function guardCarriageReturns(xml: string): string {
  if (!xml.includes('_x000') && !xml.includes('&#')) return xml
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

function hiddenLinesOf(xml: string): HiddenLines {
  const rows = new Set<number>()
  const columns = new Set<number>()
  if (/\shidden=["'](?:1|true)["']/.test(xml)) {
    for (const [tag] of xml.matchAll(/<(?:\w+:)?(?:row|col)\s[^>]*\shidden=["'](?:1|true)["'][^>]*>/g)) {
      const row = /\sr=["'](\d+)["']/.exec(tag)?.[1]
      if (row !== undefined) rows.add(Number(row) - 1)
      const from = Number(/\smin=["'](\d+)["']/.exec(tag)?.[1] ?? 0)
      const to = Math.min(Number(/\smax=["'](\d+)["']/.exec(tag)?.[1] ?? 0), LARGEST_COLUMN)
      for (let column = from; column >= 1 && column <= to; column++) columns.add(column - 1)
    }
  }
  return { rows, columns }
}

export interface ZippedParts {
  names: string[]
  inflatedBytes: number
  has(name: string): boolean
  /** A part as text, small ones only. '' where it is not there. */
  text(name: string): string
  /** What `parse_zip` of the xlsx package takes: parts are inflated when it asks for them. */
  files: Record<string, { name: string; data?: string; asNodeBuffer?: () => Buffer }>
  /** By the name of the worksheet's part; filled while the parser reads. */
  hiddenLines: ReadonlyMap<string, HiddenLines>
}

const isXml = (name: string): boolean => /\.(xml|rels|vml)$/i.test(name)
const holdsCells = (name: string): boolean => /(^|\/)(worksheets\/[^/]+|sharedStrings)\.xml$/i.test(name)

/** @throws {Unreadable} */
export function zippedParts(bytes: Buffer): ZippedParts {
  const parts = new Map<string, ZipPart>()
  for (const part of readDirectory(bytes)) if (!part.name.endsWith('/')) parts.set(part.name, part)
  const hiddenLines = new Map<string, HiddenLines>()

  function xmlOf(part: ZipPart): string {
    let xml = readPart(bytes, part).toString('latin1')
    refuseEntities(xml)
    if (holdsCells(part.name)) xml = guardCarriageReturns(xml)
    xml = expandReferences(xml)
    if (part.name.includes('worksheets/')) {
      xml = dropLinks(xml)
      hiddenLines.set(part.name, hiddenLinesOf(xml))
    }
    return xml
  }

  const files = Object.create(null) as ZippedParts['files']
  for (const part of parts.values()) {
    files[part.name] = isXml(part.name)
      ? {
          name: part.name,
          get data() {
            return xmlOf(part)
          },
        }
      : { name: part.name, asNodeBuffer: () => readPart(bytes, part) }
  }
  return {
    names: [...parts.keys()],
    inflatedBytes: [...parts.values()].reduce((sum, part) => sum + part.size, 0),
    has: (name) => parts.has(name),
    text(name) {
      const part = parts.get(name)
      return part ? readPart(bytes, part).toString('utf8') : ''
    },
    files,
    hiddenLines,
  }
}
