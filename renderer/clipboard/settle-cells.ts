type Table = readonly (readonly string[])[]

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

function sameShape(one: Table, other: Table): boolean {
  return one.length === other.length && one.every((row, index) => row.length === (other[index]?.length ?? -1))
}

/** The text keeps spaces, the HTML keeps line breaks and says which quotation marks are part of the cell. */
function settleCell(text: string, html: string): string {
  const [told, shown] = [flat(text), flat(html)]
  if (told === shown) return html.includes('\n') && !text.includes('\n') ? html : text
  return shown.replaceAll('""', '"') === `"${told}"` ? html : text
}

/** Of the ways a text can be read, the first that makes the table the HTML shows, its cells settled by that; null where none does. */
export function settleCells(readings: readonly Table[], shown: Table): string[][] | null {
  const table = readings.find((reading) => sameShape(reading, shown))
  return (
    table?.map((row, index) => row.map((cell, column) => settleCell(cell, shown[index]?.[column] ?? ''))) ??
    null
  )
}
