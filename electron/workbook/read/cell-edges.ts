import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { columnLetters } from '#electron/workbook/formats/column-letters.ts'

/**
 * Signs that cannot be seen at a cell's edge: spaces other than the ordinary one, zero-width and direction marks, soft hyphens. They come
 * along when text is copied from web pages and address books.
 */
const UNSEEN =
  '\\u00a0\\u00ad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff9-\\ufffb'
const EDGES = new RegExp(
  `^[\\s${UNSEEN}]*[${UNSEEN}][\\s${UNSEEN}]*|[\\s${UNSEEN}]*[${UNSEEN}][\\s${UNSEEN}]*$`,
  'g',
)
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const ALL_CONTROLS = new RegExp(CONTROLS.source, 'g')
const PLACES_NAMED = 3

const isPlain = (code: number): boolean => code > 0x20 && code < 0x7f

/** Most cells begin and end with an ASCII letter, and then nothing has to be looked for. */
function hasPlainEdges(text: string): boolean {
  return isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1))
}

export function withoutUnseenEdges(text: string): string {
  return text === '' || hasPlainEdges(text) ? text : text.replace(EDGES, '')
}

/** Trims what cannot be seen from the cells of a table, and tells of it. */
export class CellEdges {
  #trimmed = 0
  #controls = 0
  readonly #trimmedAt: string[] = []
  readonly #controlsAt: string[] = []

  /** `place`: the row's number in the file. `controls`: whether cells can hold control characters at all. */
  clean(cells: string[], place: number, controls: boolean): void {
    for (let column = 0; column < cells.length; column++) {
      const text = cells[column]!
      if (text === '') continue
      if (!hasPlainEdges(text)) {
        const trimmed = text.replace(EDGES, '')
        if (trimmed !== text) {
          cells[column] = trimmed
          this.#trimmed++
          if (this.#trimmedAt.length < PLACES_NAMED) this.#trimmedAt.push(`${columnLetters(column)}${place}`)
        }
      }
      if (controls && CONTROLS.test(text)) {
        cells[column] = cells[column]!.replace(ALL_CONTROLS, '')
        this.#controls++
        if (this.#controlsAt.length < PLACES_NAMED) this.#controlsAt.push(`${columnLetters(column)}${place}`)
      }
    }
  }

  notes(): LoadNote[] {
    const notes: LoadNote[] = []
    if (this.#trimmed > 0) {
      notes.push({
        code: 'unseen-edges',
        text:
          `${inEnglish.countOf(this.#trimmed, 'cell began or ended', 'cells began or ended')} with signs that cannot be seen, such as spaces that do not break. ` +
          `They were taken off. First: ${this.#trimmedAt.join('; ')}.`,
      })
    }
    if (this.#controls > 0) {
      notes.push({
        code: 'control-signs',
        text: `${inEnglish.countOf(this.#controls, 'cell')} held control characters that nobody can see. They were set aside. First: ${this.#controlsAt.join('; ')}.`,
      })
    }
    return notes
  }
}
