import { SEPARATORS } from './shape-words.ts'
import { splitText } from './split-text.ts'

/** Most parts that are offered without being asked for. */
const MOST_PARTS = 6
/** A text that many cells lack is not what the column is written with. */
const SHARE = 0.5

/**
 * What a column's cells are most likely split at: the first separator in the order people mean them that half of the filled
 * cells have, and how many parts most of those come to. A comma and two parts where none does.
 */
export function likelySplit(texts: readonly string[]): { by: string; parts: number } {
  const filled = texts.filter((text) => text.trim() !== '')
  for (const by of ['\n', '\t', '|', ';', ',', '/', ' ', '-']) {
    const counts = filled.flatMap((text) => splitText(text, by, Infinity, 'last')?.parts.length ?? [])
    if (counts.length === 0 || counts.length < SHARE * filled.length) continue
    const byCount = Map.groupBy(counts, (count) => Math.min(count, MOST_PARTS))
    const [parts] = [...byCount].reduce((most, one) => (one[1].length > most[1].length ? one : most))
    return { by, parts }
  }
  return { by: SEPARATORS[0]!.by, parts: 2 }
}
