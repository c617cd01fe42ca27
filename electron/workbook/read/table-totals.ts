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

const BEGIN_LIST = 343

/** As {@link totalsRowsOf}, of a binary workbook ([MS-XLSB] 2.4.99 BrtBeginList: where it is, then what it is, then its rows of totals). */
export function totalsRowsOfBinary(
  parts: Pick<ZippedParts, 'text' | 'bytes'>,
  sheetPart: string,
): Set<number> {
  const rows = new Set<number>()
  for (const { type, target } of relationsOf(parts, sheetPart)) {
    if (!/\/table$/.test(type)) continue
    const record = firstRecord(parts.bytes(target), BEGIN_LIST)
    if (!record || record.length < 32) continue
    const [last, count] = [record.readUInt32LE(4), record.readUInt32LE(28)]
    for (let row = last - Math.min(count, 100) + 1; row <= last; row++) rows.add(row)
  }
  return rows
}

/** Types and sizes have seven bits a byte ([MS-XLSB] 2.1.4). */
function firstRecord(bytes: Buffer, wanted: number): Buffer | null {
  let at = 0
  const number = (most: number): number => {
    let value = 0
    for (let index = 0; index < most; index++) {
      const byte = bytes[at++] ?? 0
      value |= (byte & 0x7f) << (7 * index)
      if ((byte & 0x80) === 0) break
    }
    return value
  }
  while (at < bytes.length) {
    const type = number(2)
    const size = number(4)
    if (type === wanted) return bytes.subarray(at, at + size)
    at += size
  }
  return null
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
