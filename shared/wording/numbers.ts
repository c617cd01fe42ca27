interface NumberStyle {
  whole: (count: number) => string
  fraction: (number: number) => string
  /** Between a number and its unit. */
  space: string
}

/** How numbers are told in sentences. One manner a place, so that a count reads alike wherever it stands there. */
export interface NumberWording {
  /** Whole numbers. */
  formatCount: (count: number) => string
  /** "1 row", "1,204 rows". @default many: `one` with an s */
  countOf: (count: number, one: string, many?: string) => string
  /** "25 calls in 5 s" */
  formatLimit: (limit: { calls: number; seconds: number }) => string
}

function wordingIn({ whole, fraction, space }: NumberStyle): NumberWording {
  const countOf: NumberWording['countOf'] = (count, one, many = `${one}s`) =>
    `${whole(count)} ${count === 1 ? one : many}`
  return {
    formatCount: whole,
    countOf,
    formatLimit: ({ calls, seconds }) => `${countOf(calls, 'call')} in ${fraction(seconds)}${space}s`,
  }
}

/** At the terminal and in the journal: digits alone, as what is read there is also searched and copied. */
export const inDigits = wordingIn({ whole: String, fraction: String, space: ' ' })

/** In notes on a file, which are kept and read elsewhere: the same on every machine. */
export const inEnglish = wordingIn({
  whole: (count) => count.toLocaleString('en-US'),
  fraction: (number) => number.toLocaleString('en-US'),
  space: ' ',
})

/** Made where a window first shows a number: the command line and the host load these words too, and a format costs 20 ms. */
let formats: { whole: Intl.NumberFormat; oneDigit: Intl.NumberFormat } | null = null

function here(): NonNullable<typeof formats> {
  formats ??= {
    whole: new Intl.NumberFormat(),
    oneDigit: new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }),
  }
  return formats
}

/** In the window: as its reader's locale writes numbers, and never a line's end between a number and its unit. */
export const asHere = wordingIn({
  whole: (count) => here().whole.format(count),
  fraction: (number) => here().oneDigit.format(number),
  space: '\u00a0',
})
