import { extracted } from '#shared/domain/shape/extraction.ts'
import { holds, replaced } from './match.ts'

/** What the worker is asked: which of these cells hold the expression, what they become, or what it takes out of each. */
export interface ExpressionTask {
  id: number
  source: string
  flags: string
  cells: readonly string[]
  want:
    | { kind: 'found' }
    /** Every match replaced; in `replacement` `$1` stands for the first group. */
    | { kind: 'texts'; replacement: string }
    | { kind: 'extracted' }
}

/** `found`: places in `cells` that hold it; `texts`: all cells as they become; `extracted`: what each gives, null for nothing. */
export type ExpressionAnswer =
  | { kind: 'ready' }
  | { kind: 'found'; id: number; found: number[] }
  | { kind: 'texts'; id: number; texts: string[] }
  | { kind: 'extracted'; id: number; texts: (string | null)[] }

/** The worker's side: here an expression may take as long as it likes, since the page can end it. */
export function answerTask({ id, source, flags, cells, want }: ExpressionTask): ExpressionAnswer {
  const pattern = new RegExp(source, flags)
  if (want.kind === 'texts') {
    return { kind: 'texts', id, texts: cells.map((cell) => replaced(cell, pattern, want.replacement, true)) }
  }
  if (want.kind === 'extracted') {
    return { kind: 'extracted', id, texts: cells.map((cell) => extracted(pattern, cell)) }
  }
  const found: number[] = []
  cells.forEach((cell, at) => holds(pattern, cell) && found.push(at))
  return { kind: 'found', id, found }
}
