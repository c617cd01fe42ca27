import type { Day } from '#electron/workbook/formats/date-serial.ts'

/** First days of Japan's eras, newest first, as Excel's `ggg`, `gg` and `g` name them. */
const ERAS: readonly (readonly [firstDay: number, whole: string, short: string, letter: string])[] = [
  [20_190_501, '令和', '令', 'R'],
  [19_890_108, '平成', '平', 'H'],
  [19_261_225, '昭和', '昭', 'S'],
  [19_120_730, '大正', '大', 'T'],
  [18_680_908, '明治', '明', 'M'],
]

const WORDS = /"[^"]*"|\\.|\[[^\]]*\]|g+|e+/gi

/** A format code in which the era's name and its year stand as plain letters; null for days before the first era. */
export function withEra(code: string, { year, month, day }: Day): string | null {
  const at = year * 10_000 + month * 100 + day
  const era = ERAS.find(([firstDay]) => at >= firstDay)
  if (!era) return null
  const [firstDay, whole, short, letter] = era
  const eraYear = year - Math.floor(firstDay / 10_000) + 1
  return code.replace(WORDS, (word) => {
    if (/^g/i.test(word)) return `"${word.length > 2 ? whole : word.length === 2 ? short : letter}"`
    if (/^e/i.test(word)) return `"${String(eraYear).padStart(Math.min(word.length, 2), '0')}"`
    return word
  })
}
