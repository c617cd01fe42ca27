import { columnLetters } from './column-letters.ts'
import { isWrittenNumber } from './worksheet-look.ts'

/** XML as one character a byte, written the one way the parser reads it: the same cells in the same places. */

const PIECES =
  /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<(\/?)((?:[\w.-]+:)?)([\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/g
const REFERENCE = /\sr\s*=\s*["']\$?([A-Za-z]+)\$?(\d+)["']/
const ROW = /\sr\s*=\s*["']\s*(\d+)/

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Without comments and instructions, with plain text for sections of it; blanks where the grammar allows them are one or none. */
export function plainMarkup(xml: string, opened = (_name: string, attributes: string) => attributes): string {
  return xml.replace(
    PIECES,
    (
      piece,
      section: string | undefined,
      closing: string | undefined,
      prefix: string | undefined,
      name: string | undefined,
      attributes: string | undefined,
      empty: string | undefined,
    ) => {
      if (section !== undefined) return escaped(section)
      if (name === undefined) return piece.startsWith('<?xml ') ? piece : ''
      if (closing === '/') return `</${prefix ?? ''}${name}>`
      const plain = (attributes ?? '').replace(/\s+/g, ' ').replace(/ $/, '')
      return `<${prefix ?? ''}${name}${opened(name, plain)}${empty ?? ''}>`
    },
  )
}

const VALUE_CELL = /<((?:[\w.-]+:)?)c ([^<>]*)>((?:(?!<\/?\1c[ >])[^])*?)<\1v>([^<]*)<\/\1v>/g
const TYPE = /\st=["'](\w+)["']/

/** What is said to be a number and is none (`1,5`, of which the parser would make 1) is the text it is. */
function textsForNoNumbers(xml: string): string {
  return xml.replace(
    VALUE_CELL,
    (cell, prefix: string, attributes: string, before: string, value: string) => {
      const type = TYPE.exec(` ${attributes}`)?.[1] ?? 'n'
      if (type !== 'n' || value.trim() === '' || isWrittenNumber(value)) return cell
      const others = ` ${attributes}`.replace(TYPE, '').trim()
      return `<${prefix}c ${others} t="str">${before}<${prefix}v>${value}</${prefix}v>`
    },
  )
}

/** A worksheet in which each cell says where it stands. */
export function plainWorksheet(xml: string): string {
  let row = 0
  let column = 0
  const placed = plainMarkup(xml, (name, attributes) => {
    if (name === 'row') {
      row = Number(ROW.exec(attributes)?.[1] ?? row + 1)
      column = 0
    }
    if (name !== 'c') return attributes
    const [, letters] = REFERENCE.exec(attributes) ?? []
    column = letters === undefined ? column + 1 : columnNumber(letters.toUpperCase())
    return ` r="${columnLetters(column - 1)}${row}"${attributes.replace(/\sr\s*=\s*(?:"[^"]*"|'[^']*')/, '')}`
  })
  return textsForNoNumbers(placed)
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

const ITEM = /<((?:[\w.-]+:)?)si(?: [^<>]*?)?(\/?)>/g

/** Shared texts in which one without any keeps its place, so that those behind it keep theirs. */
export function plainSharedTexts(xml: string): string {
  return plainMarkup(xml).replace(ITEM, (_, prefix: string, empty: string) =>
    empty === '/' ? `<${prefix}si><${prefix}t></${prefix}t></${prefix}si>` : `<${prefix}si>`,
  )
}

const ODD_TEXTS = ['<!', '<si/', '<si ', '<si\n', '<si\r', '<si\t', ':si/', ':si ', '</si ', '</t ', '</r ']

/** Whether the parser would misread shared texts unless they are written anew. */
export function areOddTexts(xml: Buffer): boolean {
  return ODD_TEXTS.some((mark) => xml.includes(mark)) || xml.indexOf('<?', 4) !== -1
}
