/**
 * In a format code "/" stands for what the country puts between day and month. Countries that put something else, by the
 * lower ten bits of a Windows language number, as LibreOffice's own locale data has them.
 */
const BY_LANGUAGE: ReadonlyMap<number, string> = new Map(
  Object.entries({
    '.': [0x02, 0x05, 0x07, 0x0b, 0x0e, 0x0f, 0x14, 0x15, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x22, 0x23],
    '-': [0x06, 0x13, 0x1d, 0x27],
  }).flatMap(([separator, languages]) => languages.map((language) => [language, separator] as const)),
)

/** Where a country differs from its language. */
const BY_COUNTRY: ReadonlyMap<number, string> = new Map([
  [0x100c, '.'], // French, Switzerland
  [0x0810, '.'], // Italian, Switzerland
  [0x0813, '/'], // Dutch, Belgium
])

/** Of a format code's language tag, like `[$-407]`; `/` where it has none. */
export function dateSeparator(format: string): string {
  const number = /\[\$[^\]-]*-([\dA-F]{3,8})\]/i.exec(format)?.[1]
  if (number === undefined) return '/'
  const country = Number.parseInt(number, 16) & 0xffff
  return BY_COUNTRY.get(country) ?? BY_LANGUAGE.get(country & 0x3ff) ?? '/'
}
