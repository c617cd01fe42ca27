import { z } from 'zod'

/**
 * What a workbook holds in a row's cells, by column id, where that is not what it shows. Dropped as soon as the cell is
 * written: from then on the cell holds its text and nothing else. Each kind of value is written one way only:
 * a number in plain digits (`-1234.5`, never grouped, never with an exponent), a day (`2024-03-05`), a moment
 * (`2024-03-05 07:15:00`), a time of day or a length of time (`08:30:00`, `-28:48:00`), `true` or `false`, and
 * {@link NOT_CALCULATED}.
 */
export const Held = z.record(z.string().regex(/^\d+$/), z.string())
export type Held = z.infer<typeof Held>

/** Of a formula that was saved without its value, so that nobody knows what the cell would show. */
export const NOT_CALCULATED = '='

const NUMBER = /^-?\d+(?:\.\d+)?$/
const DAY_OR_MOMENT = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/
const CLOCK = /^-?\d{2,}:\d{2}:\d{2}$/

export const isHeldNumber = (held: string): boolean => NUMBER.test(held)
/** A day, or a day with its time. */
export const isHeldDate = (held: string): boolean => DAY_OR_MOMENT.test(held)
/** A time of day, or a length of time. */
export const isHeldClock = (held: string): boolean => CLOCK.test(held)

/** As it rests and travels beside the cells: one JSON text without line ends; null where nothing is held. */
export type PackedHeld = string | null

export function packHeld(held: Held | undefined): PackedHeld {
  if (held === undefined) return null
  const packed = JSON.stringify(held)
  return packed === '{}' ? null : packed
}

export function unpackHeld(packed: PackedHeld | undefined): Held | undefined {
  return packed === null || packed === undefined ? undefined : (JSON.parse(packed) as Held)
}

/** A copy with one column's value put in or, where it is null, taken out; undefined where nothing is left. */
export function withHeld(held: Held | undefined, column: number, value: string | null): Held | undefined {
  if (value === null && held?.[column] === undefined) return held
  const rest = Object.entries(held ?? {}).filter(([id]) => id !== String(column))
  if (value !== null) rest.push([String(column), value])
  return rest.length === 0 ? undefined : Object.fromEntries(rest)
}
