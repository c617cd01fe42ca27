/**
 * The parts of a text, trimmed, one for each of `many` places; what is left where there are more goes whole to the last or the first of
 * them. Null where the text between parts is not in it.
 * @param by one space stands for any run of white space
 */
export function splitText(
  text: string,
  by: string,
  many: number,
  rest: 'last' | 'first',
): { parts: string[]; more: boolean } | null {
  const all = by === ' ' ? separated(text.trim()) : text.split(by).map((part) => ({ part, gap: by }))
  if (all.length < 2) return null
  const more = all.length > many
  if (!more) return { parts: all.map(({ part }) => part.trim()), more }
  const joined = (pieces: typeof all): string =>
    pieces.map(({ part, gap }, at) => (at === pieces.length - 1 ? part : part + gap)).join('')
  const parts =
    rest === 'last'
      ? [...all.slice(0, many - 1).map(({ part }) => part), joined(all.slice(many - 1))]
      : [
          joined(all.slice(0, all.length - many + 1)),
          ...all.slice(all.length - many + 1).map(({ part }) => part),
        ]
  return { parts: parts.map((part) => part.trim()), more }
}

function separated(text: string): { part: string; gap: string }[] {
  const pieces = text.split(/(\s+)/)
  return pieces.flatMap((part, at) => (at % 2 === 0 ? [{ part, gap: pieces[at + 1] ?? '' }] : []))
}
