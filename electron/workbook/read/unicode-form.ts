const SAMPLE_BYTES = 64 * 1024

export type UnicodeForm = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

/** By the mark at the file's start. The mark of UTF-32 begins as that of UTF-16 does. */
export function byOrderMark(bytes: Buffer): UnicodeForm | null {
  const starts = (...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte)
  if (starts(0xef, 0xbb, 0xbf)) return 'utf-8'
  if (starts(0xff, 0xfe, 0, 0) && bytes.length % 4 === 0) return 'utf-32le'
  if (starts(0, 0, 0xfe, 0xff)) return 'utf-32be'
  if (starts(0xff, 0xfe)) return 'utf-16le'
  if (starts(0xfe, 0xff)) return 'utf-16be'
  return null
}

/** Line ends, tabs, spaces, quotation marks, commas, semicolons, bars: what every table has, in whatever alphabet it is written. */
const STRUCTURE = new Set([0x0a, 0x0d, 0x09, 0x20, 0x22, 0x2c, 0x3b, 0x7c])

/**
 * UTF-16 and UTF-32 without a mark, by where the zero bytes stand around the signs every table has: beside each of them, at one place of
 * two or four. Zero bytes strewn into other text stand elsewhere.
 */
export function byZeroBytes(bytes: Buffer): UnicodeForm | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  if (!sample.includes(0)) return null
  let signs = 0
  const fits = { 'utf-16le': 0, 'utf-16be': 0, 'utf-32le': 0, 'utf-32be': 0 }
  const isZero = (...places: number[]): boolean => places.every((place) => sample[place] === 0)
  for (let at = 0; at < sample.length; at++) {
    if (!STRUCTURE.has(sample[at]!)) continue
    signs++
    if (at % 2 === 0 && isZero(at + 1)) fits['utf-16le']++
    if (at % 2 === 1 && isZero(at - 1)) fits['utf-16be']++
    if (at % 4 === 0 && isZero(at + 1, at + 2, at + 3)) fits['utf-32le']++
    if (at % 4 === 3 && isZero(at - 3, at - 2, at - 1)) fits['utf-32be']++
  }
  // In Chinese text some letters have a sign's number as one of their bytes.
  const mostly = (form: keyof typeof fits): boolean => fits[form] > 0 && fits[form] >= signs * 0.5
  return (['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'] as const).find(mostly) ?? null
}
