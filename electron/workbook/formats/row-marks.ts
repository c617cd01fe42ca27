/**
 * A report remembers what each row's cells were, as a number made from them, so that a row somebody edits in an office program is not
 * taken for what was sent. Marks say nothing of their place: rows may be sorted, filtered and deleted.
 */

/** What office programs alter without anybody having edited: line ends, and characters that XML cannot hold. */
const ALTERED = /\r\n?|[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

/** Quick to look for, and most cells have none. */
const SUSPECTED = /[\u0000-\u001F\u007F-\u009F\uD800-\uDFFF\uFFFE\uFFFF]/

/** Outer space is not sent, and OpenDocument loses it. */
function asKept(cell: string): string {
  const text = cell.trim()
  if (!SUSPECTED.test(text)) return text
  return text.replace(ALTERED, (found) => (found.startsWith('\r') || found === '\n' ? '\n' : ''))
}

/** FNV-1a with a last stir; the same cells in other columns are another row. */
export function rowMark(cells: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const cell of cells) {
    const text = asKept(cell)
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Of text reports, in the row itself. */
export function markText(mark: number): string {
  return `row ${mark.toString(16).padStart(8, '0')}`
}

/** Base64 of so many marks fits a cell of Excel. */
const MARKS_PER_TEXT = 5_500

/** Of workbook reports: numbered texts, each small enough for a cell. */
export function packMarks(marks: readonly number[]): string[] {
  const count = Math.ceil(marks.length / MARKS_PER_TEXT)
  return Array.from({ length: count }, (_, index) => {
    const some = marks.slice(index * MARKS_PER_TEXT, (index + 1) * MARKS_PER_TEXT)
    const bytes = Buffer.alloc(some.length * 4)
    some.forEach((mark, at) => bytes.writeUInt32LE(mark, at * 4))
    return `rows ${index + 1} of ${count}: ${bytes.toString('base64')}`
  })
}

/** Null where there are none, or some of a workbook's are gone: then nothing can be told of any row. */
export function readMarks(texts: Iterable<string>): ReadonlySet<number> | null {
  const marks = new Set<number>()
  const missing = new Set<number>()
  let count = 0
  for (const text of texts) {
    const own = /^row ([\da-f]{8})(?: |$)/.exec(text)
    if (own) marks.add(Number.parseInt(own[1] ?? '', 16))
    const many = /^rows (\d+) of (\d+): /.exec(text)
    if (!many) continue
    if (count === 0) {
      count = Number(many[2])
      for (let part = 1; part <= count; part++) missing.add(part)
    }
    missing.delete(Number(many[1]))
    const bytes = Buffer.from(text.slice(many[0].length), 'base64')
    for (let at = 0; at + 4 <= bytes.length; at += 4) marks.add(bytes.readUInt32LE(at))
  }
  return marks.size === 0 || missing.size > 0 ? null : marks
}
