export type LetterCase = 'upper' | 'lower' | 'title'

/** Family-name particles that are small inside a name: Ludwig van Beethoven. */
const SMALL = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'da',
  'di',
  'do',
  'dos',
  'das',
  'du',
  'la',
  'le',
  'y',
  'e',
  'zu',
  'und',
  'of',
  'and',
  'the',
])

function capital(part: string): string {
  const [first = '', ...rest] = part
  return first.toUpperCase() + rest.join('').toLowerCase()
}

function titleWord(word: string, isFirst: boolean): string {
  const small = word.toLowerCase()
  // "McDonald", "iPhone", "DeVries": somebody chose these letters.
  if (word !== small && word !== word.toUpperCase() && word !== capital(word)) return word
  if (!isFirst && SMALL.has(small)) return small
  return small
    .replace(/(^|[-/(.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(
      /(?<!\p{L})([od])(['’])(\p{L})/giu,
      (_, letter: string, mark: string, next: string) => letter.toUpperCase() + mark + next.toUpperCase(),
    )
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
}

/** Title case is that of names: each word with a capital, particles inside a name small, mixed case left as it is. */
export function changeCase(value: string, to: LetterCase): string {
  if (to === 'upper') return value.toUpperCase()
  if (to === 'lower') return value.toLowerCase()
  let isFirst = true
  return value.replace(/\S+/gu, (word) => {
    const titled = titleWord(word, isFirst)
    isFirst = false
    return titled
  })
}
