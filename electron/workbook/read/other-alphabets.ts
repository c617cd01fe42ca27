import iconv from 'iconv-lite'

/** The ten or so letters that make up most of any text in an alphabet, and the encodings people save it in. */
const ALPHABETS = [
  { encodings: ['windows-1251', 'koi8-r', 'cp866'], letters: /[оеаинтсрвлОЕАИНТСРВЛ]/g },
  { encodings: ['windows-1253'], letters: /[αοιετσνρηυςάόίέήΑΟΙΕΤΣΝΡΗΥ]/g },
  { encodings: ['windows-1255'], letters: /[יוהלאמרתבנשםן]/g },
  { encodings: ['windows-1256'], letters: /[اليمنورتبدةهعسك]/g },
  { encodings: ['windows-874'], letters: /[านรอกเงมยลวดทตสะ่้ัิี]/g },
] as const

export type OtherAlphabet = (typeof ALPHABETS)[number]['encodings'][number]

const LIKELY = 0.5

/** The encoding in which most of what is not ASCII reads as the commonest letters of an alphabet other than Latin; null: none. */
export function otherAlphabet(sample: Buffer): OtherAlphabet | null {
  const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)
  let best: { encoding: OtherAlphabet; share: number } | null = null
  for (const { encodings, letters } of ALPHABETS) {
    for (const encoding of encodings) {
      const found = iconv.decode(sample, encoding).match(letters)?.length ?? 0
      const share = found / high
      if (share >= LIKELY && share > (best?.share ?? 0)) best = { encoding, share }
    }
  }
  return best?.encoding ?? null
}
