/**
 * Yes and no as people write them in the languages contact lists come in. LeadSquared takes the English words, so these go out as true and
 * false; a word that is yes in one language and no or something else in another is none of them.
 */
const YES = wordsOf(
  'ja oui sí si sim ano evet kyllä igen tak haan haa हाँ हां wahr vrai verdadero verdadeiro vero',
)
const NO = wordsOf(
  'nein nej nei nee non não nao nie hayır hayir nem ei nahi nahin nahín नहीं falsch faux falso',
)

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map((word) => word.normalize('NFC')))
}

/** `true` or `false` for a yes or no of another language; null for any other text, English ones too: they go as they are written. */
export function foreignYesOrNo(text: string): 'true' | 'false' | null {
  if (text.length > 12) return null
  const word = text.trim().toLocaleLowerCase('en').normalize('NFC')
  return YES.has(word) ? 'true' : NO.has(word) ? 'false' : null
}
