import { isPlaceholder } from '#shared/values/placeholders.ts'
import { readSigns } from '#shared/values/signs.ts'
import { isHeldDate, isHeldNumber, NOT_CALCULATED } from '#shared/domain/sheet/held.ts'
import { formFor, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'

export type Cells = Pick<Row, 'id' | 'cells' | 'held'>

/** What a cell gives to a shape: its text as shown, and what it holds where that is something else. */
export interface Value {
  text: string
  held: string | null
}

const NOTHING: Value = { text: '', held: null }

/**
 * What a row has in a column. `NULL`, `n/a` and the like are nothing, as they are when they are sent, unless the column is
 * said to send them: else two leads without an address would be one by their `n/a`. Null for a formula that was saved without
 * its value: nobody knows what stands there.
 */
export function valueOf(row: Cells, column: SentColumn): Value | null {
  if (column.constant !== null) return { text: column.constant, held: null }
  const text = row.cells[column.id] ?? ''
  const held = row.held?.[column.id] ?? null
  if (held === NOT_CALCULATED) return null
  const bare = readSigns(text).text
  return bare === '' || (column.placeholders !== 'send' && isNothing(bare, column)) ? NOTHING : { text, held }
}

/**
 * The texts a cell is known by where it is a key, the surest first. A number or a date is what it is and not what its format leaves of it:
 * 120000000001 and 120000000002 may both be shown as 1.2E+11. What is shown counts too where it says the same number (007, 1,204).
 */
export function keyTexts({ text, held }: Value, { takes }: Pick<SentColumn, 'takes'>): string[] {
  if (held === null) return [text]
  if (takes === 'Phone') return [formFor(takes, text, held)]
  if (isHeldDate(held)) return [held]
  if (!isHeldNumber(held)) return [text]
  return digitsOf(text) === digitsOf(held) && text !== held ? [held, text] : [held]
}

const digitsOf = (number: string): string => number.replace(/\D/g, '').replace(/^0+/, '')

function isNothing(text: string, { meant = [] }: SentColumn): boolean {
  return isPlaceholder(text) && !meant.some((option) => option.trim().toLowerCase() === text.toLowerCase())
}
