import type { Cleaning } from '#shared/cleaning/cleaning.ts'
import { CLEANINGS } from '#shared/cleaning/registry.ts'

/** A cleaning as it is written on the command line, with what can be chosen. */
export function cleaningInWords(cleaning: Cleaning): string {
  const options = cleaning.work === 'cells' ? cleaning.options : []
  const choices = options.map(({ as, values }) =>
    as === 'countries' ? 'COUNTRY' : values.map(({ word }) => word).join('|'),
  )
  return [cleaning.kind, ...choices].join(':')
}

/** The window's words that name its panels, and the options that do the same. */
const OF_THE_WINDOW: readonly (readonly [string, string])[] = [
  ['choose another order under Problems', 'choose another order with --date-order'],
  ['choose the comma under Problems', 'choose the comma with --decimal'],
  ['choose the point under Problems', 'choose the point with --decimal'],
  ...CLEANINGS.map(
    (cleaning) =>
      [`“${cleaning.label}” among the cleanings`, `--clean ${cleaningInWords(cleaning)}`] as const,
  ),
]

/** Advice as somebody at a terminal can follow it. */
export function atTheTerminal(text: string): string {
  return OF_THE_WINDOW.reduce((told, [from, to]) => told.replaceAll(from, to), text)
}
