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
  ['choose another “Search by”', 'choose another --search-by'],
  ['choose “Search by” Phone', 'choose --search-by Phone'],
  ...CLEANINGS.flatMap((cleaning) => {
    const option = `--clean ${cleaningInWords(cleaning)}`
    return [
      [`“${cleaning.label}” among the cleanings`, option] as const,
      [`“${cleaning.label}”`, option] as const,
    ]
  }),
]

/** Advice as somebody at a terminal can follow it. */
export function atTheTerminal(text: string): string {
  const told = OF_THE_WINDOW.reduce((told, [from, to]) => told.replaceAll(from, to), text)
  return told.replace(/choose ([^“”.,]+) under “Search by”/g, 'choose $1 with --search-by')
}
