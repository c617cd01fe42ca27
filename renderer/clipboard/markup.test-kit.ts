import { parseDocument } from 'htmlparser2'
import { tablesOf, type MarkupNode, type MarkupTables } from './markup-tables.ts'

interface ParsedNode {
  type: string
  data?: string
  name?: string
  attribs?: Record<string, string>
  children?: ParsedNode[]
}

function asMarkup(node: ParsedNode): MarkupNode {
  const isElement = node.name !== undefined
  return {
    nodeType: isElement ? 1 : node.type === 'text' ? 3 : node.type === 'root' ? 9 : 8,
    nodeValue: node.data ?? null,
    childNodes: (node.children ?? []).map(asMarkup),
    ...(isElement && {
      tagName: node.name!.toUpperCase(),
      getAttribute: (name: string) => node.attribs?.[name] ?? null,
    }),
  }
}

/** What a browser makes of a page's tables, without one. */
export function tablesOfHtml(html: string): MarkupTables | null {
  return tablesOf(asMarkup(parseDocument(html)))
}
