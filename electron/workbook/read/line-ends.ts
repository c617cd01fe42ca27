export type LineEnd = '\n' | '\r' | '\r\n'

export function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}

/** Counts line ends outside quotation marks, which open at the start of a field only. */
function lineEnds(text: string): Record<LineEnd, number> {
  const counts = { '\n': 0, '\r': 0, '\r\n': 0 }
  eachLineEnd(text, (end) => counts[end]++)
  return counts
}

function eachLineEnd(text: string, visit: (end: LineEnd, at: number) => void): void {
  let quoted = false
  let fieldStart = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 34) {
        if (text.charCodeAt(at + 1) === 34) at++
        else quoted = false
      }
      continue
    }
    if (code === 34 && fieldStart) {
      quoted = true
      fieldStart = false
    } else if (code === 10) {
      visit('\n', at)
      fieldStart = true
    } else if (code === 13) {
      const pair = text.charCodeAt(at + 1) === 10
      visit(pair ? '\r\n' : '\r', at)
      if (pair) at++
      fieldStart = true
    } else {
      fieldStart = code === 44 || code === 59 || code === 9 || code === 124
    }
  }
}

/** One kind of line end throughout: files put together from several sources mix them. */
export function evenLineEnds(text: string): { text: string; newline: LineEnd } {
  if (!text.includes('\r')) return { text, newline: '\n' }
  const pairs = occurrences(text, '\r\n')
  if (pairs === occurrences(text, '\n') && pairs === occurrences(text, '\r')) return { text, newline: '\r\n' }
  const counts = lineEnds(text)
  const kinds = (['\n', '\r', '\r\n'] as const).filter((end) => counts[end] > 0)
  if (kinds.length <= 1) return { text, newline: kinds[0] ?? '\n' }
  const pieces: string[] = []
  let from = 0
  eachLineEnd(text, (end, at) => {
    pieces.push(text.slice(from, at), '\n')
    from = at + end.length
  })
  pieces.push(text.slice(from))
  return { text: pieces.join(''), newline: '\n' }
}
