import { cleanedText } from './cleaned.ts'
import { mostly, type CellCleaning, type Sign } from './cleaning.ts'
import { EMAILS } from './email-typos.ts'
import { isFullName } from './full-name.ts'

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

const NAME_ATTRIBUTES: ReadonlySet<string> = new Set(['FirstName', 'LastName'])

const words = mostly((value) => /\p{L}/u.test(value) && !/[\d@]|:\/\/|^www\./iu.test(value))

const name: Sign = (column, look) =>
  (isFullName(column) || NAME_ATTRIBUTES.has(column.attribute ?? '')) && words(column, look)

const noEmail: Sign = (column, look) => !EMAILS.signs.some((sign) => sign(column, look))

export const CASE: CellCleaning<'case'> = {
  work: 'cells',
  kind: 'case',
  label: 'Change case',
  about: '',
  types: [],
  signs: [name, words, noEmail],
  mends: null,
  reach: 'named',
  options: [
    {
      name: 'to',
      label: 'Change to',
      as: 'cards',
      values: [
        {
          value: 'title',
          label: 'Ann van der Berg',
          word: 'title',
          hint: 'As names are written; mixed case such as McDonald stays.',
        },
        { value: 'upper', label: 'ANN VAN DER BERG', word: 'upper', hint: 'All capitals.' },
        { value: 'lower', label: 'ann van der berg', word: 'lower', hint: 'All small letters.' },
      ],
      initial: 'title',
    },
  ],
  cleaner:
    ({ to }) =>
    (value) =>
      cleanedText(changeCase(value, to as LetterCase)),
}
