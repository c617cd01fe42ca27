import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { choicesIn } from '#shared/domain/sheet/choices.ts'
import { choiceMatcher } from '#shared/domain/sheet/options.ts'

/** A date, or a moment, as sheets and LeadSquared write them. */
const DATE = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?/
/** No two places are further apart by their clocks, in hours. */
const WIDEST_ZONES = 26

function hoursBetween(meant: string, held: string): number | null {
  if (!DATE.test(meant) || !DATE.test(held)) return null
  const [from, to] = [meant, held].map((text) =>
    Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`.replace(/^(.{10})Z$/, '$1')),
  )
  const hours = (to! - from!) / 3_600_000
  return Number.isFinite(hours) ? hours : null
}

/**
 * What LeadSquared made of a value, where that is not what was meant, in a few words; '' where it is. An option nobody listed
 * is stored without a word, so a value that is held as meant is looked at too.
 */
export function heldOtherwise(
  attribute: Attribute | null,
  { meant, held, same }: { meant: string; held: string; same: boolean },
): string {
  const options = attribute?.options ?? []
  if (same) {
    const match = attribute && choiceMatcher(attribute)
    const choices =
      attribute?.several === undefined
        ? [held]
        : choicesIn(held, attribute.several, (text) => match?.(text).kind === 'option')
    return held === '' || options.length === 0 || choices.every((choice) => options.includes(choice))
      ? ''
      : 'Not one of the field’s options: stored as a value of its own.'
  }
  if (held === '') return 'Nothing is there.'
  if (held.length < meant.length && meant.startsWith(held)) return `Cut after ${held.length} characters.`
  const hours = hoursBetween(meant, held)
  if (hours !== null && hours !== 0 && Math.abs(hours) <= WIDEST_ZONES) {
    return `Moved by ${Math.abs(hours)} ${Math.abs(hours) === 1 ? 'hour' : 'hours'}, as a time zone does.`
  }
  return 'Held otherwise.'
}
