import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

const PLACES_NAMED = 5

/** Control characters but tab and line ends: nobody typed them, nothing shows them, and a CRM keeps them. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const ALL_CONTROLS = new RegExp(CONTROLS.source, 'g')

/** Byte order marks at the start of a line: files put together from several bring the marks of each along. */
const INNER_MARKS = /(^|[\r\n])\ufeff+/g

/** Lost when the text was saved or converted; the letter that stood there is gone. */
const REPLACEMENT = '\ufffd'

export interface CleanedText {
  text: string
  notes: LoadNote[]
}

/** On which physical lines of the text something stands. */
function linesOf(text: string, pattern: RegExp, keep: string | null): { count: number; lines: number[] } {
  const lines: number[] = []
  let count = 0
  let line = 1
  let from = 0
  for (const { 0: sign, index } of text.matchAll(pattern)) {
    if (sign === keep) continue
    count++
    line += text.slice(from, index).match(/\r\n|\r|\n/g)?.length ?? 0
    from = index
    if (lines.at(-1) !== line) lines.push(line)
  }
  return { count, lines }
}

export function namedLines(lines: readonly number[]): string {
  const named = lines.slice(0, PLACES_NAMED).map(inEnglish.formatCount).join(', ')
  return lines.length > PLACES_NAMED
    ? `${named} and ${inEnglish.formatCount(lines.length - PLACES_NAMED)} more`
    : named
}

/** Sets aside what nobody can see and nobody means, and tells of it and of letters that are lost. `keep`: the delimiter chosen. */
export function withoutUnseenSigns(text: string, keep: string | null): CleanedText {
  const notes: LoadNote[] = []
  let cleaned = text
  if (CONTROLS.test(text)) {
    const { count, lines } = linesOf(text, ALL_CONTROLS, keep)
    cleaned = text.replace(ALL_CONTROLS, (sign) => (sign === keep ? sign : ''))
    if (count > 0) {
      notes.push({
        code: 'control-signs',
        text:
          `${inEnglish.countOf(count, 'control character was', 'control characters were')} set aside, which nobody can see and nobody types ` +
          `(such as NUL): line ${namedLines(lines)}. Check these rows.`,
      })
    }
  }
  if (cleaned.includes('\ufeff')) cleaned = cleaned.replace(INNER_MARKS, '$1')
  if (cleaned.includes(REPLACEMENT)) {
    const { count, lines } = linesOf(cleaned, /\ufffd/g, null)
    notes.push({
      code: 'lost-letters',
      text:
        `${inEnglish.countOf(count, 'letter could not be read and stands', 'letters could not be read and stand')} as ${REPLACEMENT}: line ` +
        `${namedLines(lines)}. It was lost before, or the file is in another encoding than the one it was read in.`,
    })
  }
  return { text: cleaned, notes }
}
