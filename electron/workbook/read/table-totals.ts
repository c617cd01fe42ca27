import type { ZippedParts } from '#electron/workbook/formats/zipped-parts.ts'

interface Relation {
  id: string
  type: string
  target: string
}

/** Where a part's relations lead, in full paths (ECMA-376 part 2, 6.5). */
export function relationsOf(parts: Pick<ZippedParts, 'text'>, partName: string): Relation[] {
  const slash = partName.lastIndexOf('/') + 1
  const folder = partName.slice(0, slash)
  const xml = parts.text(`${folder}_rels/${partName.slice(slash)}.rels`)
  return [...xml.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].flatMap(([tag]) => {
    const value = (name: string): string | undefined =>
      new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1]
    const [id, target, type = ''] = [value('Id'), value('Target'), value('Type')]
    if (id === undefined || target === undefined) return []
    return [{ id, type, target: target.startsWith('/') ? target.slice(1) : joined(folder, target) }]
  })
}

function joined(folder: string, target: string): string {
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

/** Zero-based rows in which a worksheet's tables sum themselves up (ECMA-376 part 1, 18.5.1.2: `totalsRowCount`). */
export function totalsRowsOf(parts: Pick<ZippedParts, 'text'>, sheetPart: string): Set<number> {
  const rows = new Set<number>()
  for (const { type, target } of relationsOf(parts, sheetPart)) {
    if (!/\/table$/.test(type)) continue
    const tag = /<(?:\w+:)?table\s[^>]*>/.exec(parts.text(target))?.[0] ?? ''
    const last = Number(/\sref=["'][A-Z]+\d+:[A-Z]+(\d+)["']/.exec(tag)?.[1] ?? 0)
    const count = Math.min(Number(/\stotalsRowCount=["'](\d+)["']/.exec(tag)?.[1] ?? 0), last)
    for (let row = last - count; row < last && count < 100; row++) rows.add(row)
  }
  return rows
}
