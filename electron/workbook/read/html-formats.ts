import type { CellObject } from 'xlsx'

const NUMBER_FORMAT = /mso-number-format\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^;"'}]+))/i

/** The number format a style gives a cell, as Excel writes it into pages; CSS escapes resolved. */
export function numberFormatOf(style: string | undefined): string | null {
  const [, double, single, bare] = NUMBER_FORMAT.exec(style ?? '') ?? []
  const code = double ?? single ?? bare
  if (code === undefined) return null
  return code
    .trim()
    .replace(/\\(?:([\da-f]{4,6}) ?|(.))/gi, (_, hex?: string, sign?: string) =>
      hex === undefined ? (sign ?? '') : String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000),
    )
}

/** Formats by class, from the page's style rules. */
export function classFormats(css: string): Map<string, string> {
  const formats = new Map<string, string>()
  for (const [, selectors = '', body] of css.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    const format = numberFormatOf(body)
    if (format === null) continue
    for (const [, name = ''] of selectors.matchAll(/\.([\w-]+)\s*(?:,|$)/g)) formats.set(name, format)
  }
  return formats
}

/** Formats that only fill up with zeros: postcodes, phone masks. All others show the digits that stand in the page already. */
const ZEROS = /^[0()\- ]*00[0()\- ]*$/

export function cellFrom(text: string, format: string | null): CellObject {
  const zeros = format !== null && ZEROS.test(format) ? format.replace(/[^0]/g, '').length : 0
  return /^\d{1,15}$/.test(text) && text.length < zeros
    ? { t: 'n', v: Number(text), z: format!.replace(/[()\- ]/g, '\\$&') }
    : { t: 's', v: text }
}
