/**
 * The double-byte encodings, told by bytes: where the everyday characters of each stand. Western text has the odd pair that is a valid
 * character there too, but hardly ever an everyday one.
 */
interface DoubleByte {
  encoding: 'shift_jis' | 'euc-jp' | 'gb18030' | 'big5' | 'euc-kr'
  /** Valid first and second bytes of a character of two. */
  lead: (byte: number) => boolean
  trail: (byte: number) => boolean
  /** A character of one byte that is not ASCII: halfwidth katakana. */
  single?: (byte: number) => boolean
  everyday: (lead: number, trail: number) => boolean
}

const within = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to

/** Everyday are: JIS X 0208 kana and level 1, GB 2312 level 1, Big5 level 1, the Hangul of KS X 1001, and full-width forms. */
const DOUBLE_BYTES: readonly DoubleByte[] = [
  {
    encoding: 'euc-jp',
    lead: (byte) => within(byte, 0xa1, 0xfe),
    trail: (byte) => within(byte, 0xa1, 0xfe),
    everyday: (lead) => lead === 0xa4 || lead === 0xa5 || within(lead, 0xb0, 0xcf),
  },
  {
    encoding: 'euc-kr',
    lead: (byte) => within(byte, 0x81, 0xfe),
    trail: (byte) => within(byte, 0x41, 0xfe),
    everyday: (lead, trail) => within(lead, 0xb0, 0xc8) && trail >= 0xa1,
  },
  {
    encoding: 'shift_jis',
    lead: (byte) => within(byte, 0x81, 0x9f) || within(byte, 0xe0, 0xfc),
    trail: (byte) => within(byte, 0x40, 0x7e) || within(byte, 0x80, 0xfc),
    single: (byte) => within(byte, 0xa1, 0xdf),
    everyday: (lead, trail) =>
      (lead === 0x82 && trail >= 0x4f) || lead === 0x83 || within(lead, 0x88, 0x97) || lead === 0x81,
  },
  {
    encoding: 'gb18030',
    lead: (byte) => within(byte, 0x81, 0xfe),
    trail: (byte) => within(byte, 0x30, 0xfe),
    everyday: (lead, trail) => (within(lead, 0xb0, 0xd7) || lead === 0xa3) && trail >= 0xa1,
  },
  {
    encoding: 'big5',
    lead: (byte) => within(byte, 0x81, 0xfe),
    trail: (byte) => within(byte, 0x40, 0x7e) || within(byte, 0xa1, 0xfe),
    everyday: (lead) => within(lead, 0xa4, 0xc6),
  },
]

interface Likeness {
  /** Of the characters that are not ASCII, the share that is everyday there. 0 where the bytes are not of the encoding at all. */
  everyday: number
  /** The share whose second byte is no ASCII letter, as it would be by chance in Western text. */
  plain: number
}

const UNLIKE: Likeness = { everyday: 0, plain: 0 }

function likenessOf(bytes: Buffer, { lead, trail, single, everyday }: DoubleByte): Likeness {
  let all = 0
  let usual = 0
  let plain = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte < 0x80) continue
    all++
    if (single?.(byte) === true) continue
    // The sample may be cut in the middle of a character.
    if (at + 1 >= bytes.length) break
    const next = bytes[++at]!
    if (!lead(byte) || !trail(next)) return UNLIKE
    if (!everyday(byte, next)) continue
    usual++
    if (next >= 0x80 || byte === 0x83) plain++
  }
  return all === 0 ? UNLIKE : { everyday: usual / all, plain: plain / all }
}

/** Kana are Japanese, whatever else the pairs could be; without them the Chinese encodings hold all that the others do. */
function hasKana(bytes: Buffer, encoding: DoubleByte['encoding']): boolean {
  const leads = encoding === 'euc-jp' ? [0xa4, 0xa5] : [0x82, 0x83]
  let found = 0
  let pairs = 0
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    pairs++
    if (leads.includes(bytes[at]!)) found++
    at++
  }
  return found > pairs * 0.1
}

const LIKELY = 0.75
/** Of Big5 and Shift_JIS text a third of the second bytes are ASCII. */
const LIKELY_PLAIN = 0.4

export interface EastAsian {
  encoding: DoubleByte['encoding']
  /** False where Western text could have these bytes just as well. */
  strong: boolean
}

/** The double-byte encoding these bytes read in as everyday text; null where there is none. */
export function eastAsianEncoding(sample: Buffer): EastAsian | null {
  const likely = DOUBLE_BYTES.map((one) => ({ encoding: one.encoding, ...likenessOf(sample, one) })).filter(
    ({ everyday }) => everyday >= LIKELY,
  )
  const japanese = likely.find(
    ({ encoding }) => (encoding === 'euc-jp' || encoding === 'shift_jis') && hasKana(sample, encoding),
  )
  // Without kana, what EUC-JP has is read as the Chinese that has the same bytes.
  const [best] = likely
    .filter(({ encoding }) => encoding !== 'euc-jp')
    .sort((one, other) => other.everyday - one.everyday)
  const found = japanese ?? best
  return found ? { encoding: found.encoding, strong: found.plain >= LIKELY_PLAIN } : null
}
