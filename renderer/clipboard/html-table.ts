/** Most columns or rows a cell may say it spans: what a page claims must not decide how much memory is taken. */
const MOST_SPAN = 1_000

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number(cell.getAttribute(name) ?? 1)
  return Number.isInteger(span) && span > 0 ? Math.min(span, MOST_SPAN) : 1
}

const BLOCK = /^(?:P|DIV|LI|TR|H[1-6])$/

/** The text as it reads on a page: runs of blanks are one, a line break is one of `<br>` or between paragraphs. */
function textOf(node: Node): string {
  let text = ''
  for (const child of node.childNodes) {
    if (child.nodeType === 3) text += (child.nodeValue ?? '').replace(/[ \t\r\n\f]+/g, ' ')
    else if (child instanceof Element) {
      if (child.tagName === 'BR') text += '\n'
      else if (child.tagName !== 'STYLE' && child.tagName !== 'SCRIPT') {
        const inner = textOf(child)
        text += BLOCK.test(child.tagName) && text.trim() !== '' ? `\n${inner}` : inner
      }
    }
  }
  return text
}

function cellText(cell: Element): string {
  return textOf(cell)
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
}

/** The first table of a piece of HTML, cell by cell; null where there is none. Nothing in it is run or fetched. */
export function parseHtmlTable(html: string): string[][] | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const rows: string[][] = []
  /** Cells that reach down from the rows above: column → rows still to go. */
  const reaching = new Map<number, number>()
  for (const tr of table.querySelectorAll('tr')) {
    if (tr.closest('table') !== table) continue
    const row: string[] = []
    const skip = () => {
      while ((reaching.get(row.length) ?? 0) > 0) {
        reaching.set(row.length, reaching.get(row.length)! - 1)
        row.push('')
      }
    }
    for (const cell of tr.children) {
      if (cell.tagName !== 'TD' && cell.tagName !== 'TH') continue
      skip()
      const down = spanOf(cell, 'rowspan') - 1
      for (let across = 0, wide = spanOf(cell, 'colspan'); across < wide; across++) {
        if (down > 0) reaching.set(row.length, down)
        row.push(across === 0 ? cellText(cell) : '')
      }
    }
    skip()
    if (row.length > 0) rows.push(row)
  }
  return rows.length > 0 ? rows : null
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br style="mso-data-placement:same-cell">')
}

/** A cell that is text: the style says it to Excel, the attribute to LibreOffice. */
const TEXT_CELL = `<td style="mso-number-format:'\\@'" sdnum="1033;0;@">`

/** A table in which every cell is text to a spreadsheet program, so that 0171 stays 0171. */
export function formatHtmlTable(rows: readonly (readonly string[])[]): string {
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `${TEXT_CELL}${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')
  return `<meta charset="utf-8"><table>${body}</table>`
}
