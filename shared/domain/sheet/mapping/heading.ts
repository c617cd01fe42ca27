/**
 * A heading with what people vary left out: case, accents, punctuation, the gaps of camelCase and snake_case. It is the
 * key under which choices are remembered; '' for a heading without a letter or digit.
 */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

/**
 * Whether a heading is only the letters of a column, as a file without headings gets them: it says nothing of what is
 * below it, so it is neither looked up nor remembered. `columns`: how many the sheet has; 'ID' is the 238th column's.
 */
export function isColumnLetters(heading: string, columns: number): boolean {
  if (!/^[A-Z]{1,3}$/.test(heading)) return false
  let place = 0
  for (const letter of heading) place = place * 26 + (letter.charCodeAt(0) - 64)
  return place <= Math.max(columns, 26)
}

const NUMBER_WORDS = new Set(['no', 'nr', 'nbr', 'num', 'numero', 'nambar'])

/** The words of a heading, possessives and number signs settled: `Student's Mob. No.` is student, mob, number. */
export function wordsOf(heading: string): string[] {
  return normaliseHeading(
    heading
      .replace(/[’']s\b/g, '')
      .replace(/\bn°/gi, 'no ')
      .replace(/(?<=\p{L} ?)#|#(?= ?\p{L})/gu, ' no '),
  )
    .split(' ')
    .flatMap((word) => {
      if (word === '') return []
      if (NUMBER_WORDS.has(word)) return ['number']
      // `line2`, `street2`, `address1`: the digit is a word of its own.
      const parts = /^(\p{L}{3,})(\d)$/u.exec(word)
      return parts ? [parts[1]!, parts[2]!] : [word]
    })
}

/** `Work E-mail` and `workemail` are one name, `Customer no.` and `Customer Number` another. */
export function compact(heading: string): string {
  return wordsOf(heading).join('')
}
