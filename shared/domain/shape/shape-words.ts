import type { NumberWording } from '#shared/wording/numbers.ts'
import type { Shape, ShapeKind } from '#shared/domain/sheet/shape.ts'
import type { CellWrites } from './cell-writes.ts'
import type { ShapeNote } from './notes.ts'
import type { UniqueRows } from './unique-rows.ts'

/** What each change of shape is called, in the order they are offered. */
export const SHAPE_LABELS: Readonly<Record<ShapeKind, string>> = {
  split: 'Split a column',
  combine: 'Combine columns',
  'first-filled': 'First filled of several',
  'look-up': 'Look up in another sheet',
  unique: 'Remove duplicates',
  'fill-down': 'Fill down empty cells',
  extract: 'Extract by pattern',
}

/** What is between the parts of a cell, by name. */
export const SEPARATORS: readonly { by: string; name: string }[] = [
  { by: ',', name: 'comma' },
  { by: ';', name: 'semicolon' },
  { by: ' ', name: 'space' },
  { by: '-', name: 'hyphen' },
  { by: '/', name: 'slash' },
  { by: '|', name: 'bar' },
  { by: '\n', name: 'line break' },
  { by: '\t', name: 'tab' },
]

function separatorName(by: string): string {
  return SEPARATORS.find((one) => one.by === by)?.name ?? `“${by}”`
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

/** In one line, for a list of what was done: `Split “Address” at comma into “City”, “State”`. */
export function shapeInWords(shape: Shape): string {
  switch (shape.kind) {
    case 'split':
      return `Split “${shape.column}” at ${separatorName(shape.by)} into ${quoted(shape.into)}`
    case 'combine':
      return `Combine ${shape.template} into “${shape.into}”`
    case 'first-filled':
      return `First filled of ${quoted(shape.columns)} into “${shape.into}”`
    case 'look-up':
      return `Look up “${shape.key}” in “${shape.sheet}” and take ${quoted(shape.take.map(({ column }) => column))}`
    case 'unique':
      return `Remove duplicates by ${quoted(shape.columns)}, keep the ${KEPT[shape.keep]}`
    case 'fill-down':
      return `Fill down the empty cells of ${quoted(shape.columns)}`
    case 'extract':
      return `Extract ${shape.pattern} from “${shape.column}” into “${shape.into}”`
  }
}

export const KEPT = { first: 'first', last: 'last', fullest: 'most complete' } as const

/** How many rows change, and which stand in the way: what is told before and after. */
export function countInWords({ rows, changing }: CellWrites, { formatCount }: NumberWording): string {
  return changing === 0
    ? `None of ${formatCount(rows)} rows changes.`
    : `${formatCount(changing)} of ${formatCount(rows)} rows change.`
}

export function uniqueInWords(found: UniqueRows, { formatCount, countOf }: NumberWording): string {
  if (found.gone.length === 0) return `None of ${formatCount(found.rows)} rows is a duplicate.`
  return `${formatCount(found.gone.length)} of ${formatCount(found.rows)} rows go: ${countOf(found.keys, 'value')} ${found.keys === 1 ? 'stands' : 'stand'} in more than one row, and one row of each stays.`
}

/** Rows that `unique` never takes for doubles; '' where there are none. */
export function withoutKeyInWords({ withoutKey }: UniqueRows, { countOf }: NumberWording): string {
  if (withoutKey === 0) return ''
  return `${countOf(withoutKey, 'row')} ${withoutKey === 1 ? 'has' : 'have'} nothing in these columns and ${withoutKey === 1 ? 'stays' : 'stay'}.`
}

/** `into`: heading of the first column that is written; `rest`: of the one that takes what is left. */
export function noteInWords(
  { code, rows, examples }: ShapeNote,
  shape: Shape,
  { countOf }: NumberWording,
): string {
  const count = countOf(rows, 'row')
  const such = examples.length === 0 ? '' : `: ${quoted(examples)}${rows > examples.length ? ' …' : ''}`
  const one = rows === 1
  switch (code) {
    case 'not-calculated':
      return `${count} ${one ? 'is' : 'are'} left alone: a formula there was saved without its value. Open the file in Excel, save it, and open it here again.`
    case 'not-split':
      return `${count} ${one ? 'has' : 'have'} no ${shape.kind === 'split' ? separatorName(shape.by) : 'separator'}, so the whole text goes to “${shape.kind === 'split' ? shape.into[0] : ''}”${such}`
    case 'more-parts':
      return `${count} ${one ? 'has' : 'have'} more parts than there are columns; “${restColumn(shape)}” takes the rest${such}`
    case 'gaps':
      return shape.kind === 'combine' && shape.gaps === 'leave'
        ? `${count} ${one ? 'lacks' : 'lack'} a part and ${one ? 'is' : 'are'} left alone.`
        : `${count} ${one ? 'lacks' : 'lack'} a part, which goes with what stands around it.`
    case 'as-shown':
      return `${count} ${one ? 'holds' : 'hold'} a number or a date here, which is taken as it is shown${such}`
    case 'all-empty':
      return `${count} ${one ? 'has' : 'have'} nothing in any of these columns.`
    case 'no-key':
      return `${count} ${one ? 'has' : 'have'} nothing to look up.`
    case 'not-found':
      return `${count} ${one ? 'is' : 'are'} not found there and ${one ? 'stays' : 'stay'} as ${one ? 'it is' : 'they are'}${such}`
    case 'several':
      return `${count} ${one ? 'is' : 'are'} found more than once there, with different values, and ${one ? 'stays' : 'stay'} as ${one ? 'it is' : 'they are'}${such}`
    case 'nothing-above':
      return `${count} ${one ? 'has' : 'have'} nothing above to fill from and ${one ? 'stays' : 'stay'} empty there.`
    case 'no-match':
      return `${count} ${one ? 'does' : 'do'} not hold the pattern and ${one ? 'stays' : 'stay'} as ${one ? 'it is' : 'they are'}${such}`
  }
}

function restColumn(shape: Shape): string {
  if (shape.kind !== 'split') return ''
  return (shape.rest === 'last' ? shape.into.at(-1) : shape.into[0]) ?? ''
}

/** What asks before anything is written over. */
export function takenInWords({ taken }: CellWrites, { countOf }: NumberWording): string {
  return `${countOf(taken, 'row')} ${taken === 1 ? 'holds' : 'hold'} something else there already`
}

/** What nobody answered, where nobody can be asked; '' where nothing is open. */
export function openQuestion(shape: Shape, found: CellWrites, wording: NumberWording): string {
  if (found.taken === 0 || ('existing' in shape && shape.existing !== undefined)) return ''
  return `${takenInWords(found, wording)}. Say what becomes of it: "existing": "keep" or "replace".`
}

export const EXISTING_CHOICES = {
  keep: { label: 'Keep it; fill empty cells only', word: 'keep' },
  replace: { label: 'Replace it', word: 'replace' },
} as const
