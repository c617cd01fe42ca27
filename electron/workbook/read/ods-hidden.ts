import { MAX_ROWS } from '#electron/workbook/bounds.ts'
import type { HiddenLines } from '#electron/workbook/formats/zipped-parts.ts'

/** What an OpenDocument sheet hides; the parser does not tell. */
export interface OdsSheetFacts extends HiddenLines {
  hidden: boolean
}

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null

/** By sheet, in their order (OpenDocument 1.3, 9.1: `table:visibility`, and `table:display` of a table's style). */
export function odsHidden(content: string): OdsSheetFacts[] {
  const undisplayed = new Set<string>()
  for (const [style, name] of content.matchAll(
    /<style:style\s[^>]*?style:name="([^"]*)"[^>]*style:family="table"[^>]*>[\s\S]*?<\/style:style>/g,
  )) {
    if (name !== undefined && /\stable:display="false"/.test(style)) undisplayed.add(name)
  }
  const sheets: OdsSheetFacts[] = []
  let row = 0
  let column = 0
  for (const [tag, kind] of content.matchAll(/<table:(table|table-row|table-column)(?=[\s/>])[^>]*>/g)) {
    if (kind === 'table') {
      const style = attribute(tag, 'table:style-name')
      sheets.push({ hidden: style !== null && undisplayed.has(style), rows: new Set(), columns: new Set() })
      row = 0
      column = 0
      continue
    }
    const sheet = sheets.at(-1)
    if (!sheet) continue
    const isRow = kind === 'table-row'
    const repeated = Number(attribute(tag, `table:number-${isRow ? 'rows' : 'columns'}-repeated`) ?? 1)
    const at = isRow ? row : column
    const hidden = /\stable:visibility="(?:collapse|filter)"/.test(tag)
    for (let index = at; hidden && index < Math.min(at + repeated, MAX_ROWS); index++) {
      ;(isRow ? sheet.rows : sheet.columns).add(index)
    }
    if (isRow) row += repeated
    else column += repeated
  }
  return sheets
}
