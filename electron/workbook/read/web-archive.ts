import { parseHtml } from './html-tables.ts'
import type { MarkupWorkbook } from './sheet-cells.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

interface Part {
  type: string
  charset: string | null
  /** Where the page says the part is from; the last piece of it names the part. */
  location: string
  content: Buffer
}

const header = (head: string, name: string): string =>
  new RegExp(`^${name}:([^\\r\\n]*(?:\\r?\\n[ \\t][^\\r\\n]*)*)`, 'im').exec(head)?.[1]?.trim() ?? ''

function parameter(value: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"(?<quoted>[^"]*)"|(?<bare>[^\\s;]+))`, 'i').exec(value)
  return found?.groups?.['quoted'] ?? found?.groups?.['bare'] ?? null
}

/** RFC 2045, 6.7 and 6.8. `text`: a byte a character. */
function decoded(text: string, encoding: string): Buffer {
  switch (encoding.toLowerCase()) {
    case 'quoted-printable':
      return Buffer.from(
        text
          .replace(/[ \t]*=[ \t]*\r?\n/g, '')
          .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
    case 'base64':
      return Buffer.from(text, 'base64')
    default:
      return Buffer.from(text, 'latin1')
  }
}

/** RFC 2046, 5.1; a byte a character. */
function partsOf(text: string): Part[] {
  const end = /\r?\n\r?\n/.exec(text)
  const boundary = end && parameter(header(text.slice(0, end.index), 'Content-Type'), 'boundary')
  if (boundary === null || boundary === '') return []
  return text
    .split(`--${boundary}`)
    .slice(1)
    .flatMap((piece) => {
      if (piece.startsWith('--')) return []
      const body = piece.replace(/^[ \t]*\r?\n/, '')
      const at = /\r?\n\r?\n/.exec(body)
      if (!at) return []
      const head = body.slice(0, at.index)
      const type = header(head, 'Content-Type')
      const content = body.slice(at.index + at[0].length).replace(/\r?\n$/, '')
      return [
        {
          type: type.split(';')[0]!.trim().toLowerCase(),
          charset: parameter(type, 'charset'),
          location: header(head, 'Content-Location').split(/[/\\]/).at(-1) ?? '',
          content: decoded(content, header(head, 'Content-Transfer-Encoding')),
        },
      ]
    })
}

/** Excel's main page has no cells: it names its sheets, and the parts they are in. */
function sheetsNamed(main: string): { name: string; location: string }[] {
  return [...main.matchAll(/<x:ExcelWorksheet>([\s\S]*?)<\/x:ExcelWorksheet>/g)].flatMap(([, facts = '']) => {
    const name = /<x:Name>([^<]*)<\/x:Name>/.exec(facts)?.[1]
    const source = /<x:WorksheetSource\s+HRef="([^"]*)"/i.exec(facts)?.[1]
    return name === undefined || source === undefined
      ? []
      : [{ name, location: decodeURIComponent(source.split(/[/\\]/).at(-1) ?? '') }]
  })
}

/**
 * Reads a web archive (MHTML, RFC 2557), which Excel calls a "single file web page": its pages' tables are sheets, as those of a page
 * are. @throws {Unreadable} where there is no table in it
 */
export function parseWebArchive(bytes: Buffer, encoding: string | null): MarkupWorkbook {
  const parts = partsOf(bytes.toString('latin1'))
  const pages = parts.filter(({ type }) => type === 'text/html')
  const [main] = pages
  if (!main) {
    throw new Unreadable(
      'web-archive',
      'This file is a web archive (MHTML) with no page in it that can be read. Open it in Excel, save it as .xlsx or .csv, and open that.',
    )
  }
  const text = main.content.toString('latin1')
  const named = sheetsNamed(text).flatMap(({ name, location }) => {
    const part = pages.find((page) => page.location === location)
    return part ? [{ name, part }] : []
  })
  const shown = named.length > 0 ? named.map(({ part }) => part) : pages
  const styles = parts
    .filter(({ type }) => type === 'text/css')
    .map(({ content }) => content.toString('latin1'))
  const charset = shown.find((part) => part.charset !== null)?.charset ?? main.charset
  const page = [
    charset === null ? '' : `<meta charset="${charset.replace(/[^\w.:-]/g, '')}">`,
    ...(named.length > 1 ? [`<!--${named.map(({ name }) => `<x:Name>${name}</x:Name>`).join('')}-->`] : []),
    ...styles.map((css) => `<style>${css.replace(/<!--|-->/g, '')}</style>`),
    ...shown.map(({ content }) => content.toString('latin1')),
  ].join('\n')
  return { ...parseHtml(Buffer.from(page, 'latin1'), encoding), format: 'Single file web page' }
}
