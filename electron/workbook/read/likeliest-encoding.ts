import iconv from 'iconv-lite'

/** Letters and signs that Western text is full of. */
const WESTERN = 'àâäáãåæçéèêëíìîïñóòôöõøúùûüßÄÅÆÇÉÖØÜ’“”„–€'

/** Inside a word, or its capital: `£500` and `50 m³` are no Polish though the same bytes are `Ł` and `ł` there. */
const inWords = (small: string, capital: string): string =>
  `(?<=\\p{L})[${small}](?=\\p{L})|(?<!\\p{L})[${capital}](?=\\p{Ll})`

/**
 * What people save text files in where it is not Unicode, and what tells: the letters of each. Excel offers "CSV (Macintosh)" and "CSV
 * (MS-DOS)"; Poland's and Turkey's own encodings differ from the Western one in few letters, but in those always.
 */
const CANDIDATES = [
  { encoding: 'windows-1252', letters: new RegExp(`[${WESTERN}]|(?<!\\p{L})[£§°©®¿¡«]`, 'gu') },
  { encoding: 'macintosh', letters: new RegExp(`[${WESTERN}]`, 'g') },
  { encoding: 'cp850', letters: new RegExp(`[${WESTERN}]`, 'g') },
  {
    encoding: 'windows-1250',
    letters: new RegExp(`[${WESTERN}]|${inWords('ąćęłńśźż', 'ĆŁŚŹŻ')}`, 'gu'),
  },
  { encoding: 'windows-1254', letters: new RegExp(`[${WESTERN}]|${inWords('ğşı', 'ĞŞİ')}`, 'gu') },
] as const

/** Signs that are as usual in Western text, and say nothing of its encoding. */
const SIGNS = /(?<=\d)[ºª]|[»½²³´·…•™‘\u00a0šžœŠŽŒŸÿýÝ]/g

/**
 * What Western text has where it has it: quotation marks open before a word and close behind it, apostrophes stand in words, dashes
 * between them. In Japanese text the same bytes stand anywhere.
 */
const IN_PLACE =
  /[àâäáãåæçéèêëíìîïñóòôöõøúùûüßÄÅÆÇÉÖØÜ]|(?<!\p{L})[£§°©®¿¡«]|(?<![\p{L}\p{N}])[“„](?=\S)|”(?![\p{L}\p{N}])|(?<=\p{L})’(?=\p{Ll})|(?<=s)’(?!\p{L})|–(?=[\s\d])|€(?=[\s\d,;]|$)/gu

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

export interface LikeliestEncoding {
  encoding: (typeof CANDIDATES)[number]['encoding']
  /** How much of what is not ASCII is letters and signs of Western text in windows-1252; 0 where that is not the likeliest. */
  western: number
}

/** The first of those in which most of the text reads as letters of its languages. The encodings of other alphabets are none of these. */
export function likeliestEncoding(sample: Buffer): LikeliestEncoding {
  let best: (typeof CANDIDATES)[number] = CANDIDATES[0]
  let most = -1
  for (const candidate of CANDIDATES) {
    const found = countOf(iconv.decode(sample, candidate.encoding), candidate.letters)
    if (found > most) {
      best = candidate
      most = found
    }
  }
  const text = iconv.decode(sample, 'windows-1252')
  const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)
  const western = best === CANDIDATES[0] ? (countOf(text, IN_PLACE) + countOf(text, SIGNS)) / high : 0
  return { encoding: best.encoding, western }
}
