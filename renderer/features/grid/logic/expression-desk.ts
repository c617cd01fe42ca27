import { holds, replaced } from './find.ts'

/** What the worker is asked: which of these cells hold the expression, or what they become. */
export interface ExpressionTask {
  id: number
  source: string
  flags: string
  cells: readonly string[]
  /** Given: every match is replaced by this, in which `$1` stands for the first group. */
  replacement: string | null
}

/** `found`: places in `cells` that hold it; `texts`: all cells as they become. */
export type ExpressionAnswer =
  | { kind: 'ready' }
  | { kind: 'found'; id: number; found: number[] }
  | { kind: 'texts'; id: number; texts: string[] }

/** The worker's side: here an expression may take as long as it likes, since the page can end it. */
export function answerTask({ id, source, flags, cells, replacement }: ExpressionTask): ExpressionAnswer {
  const pattern = new RegExp(source, flags)
  if (replacement !== null) {
    return { kind: 'texts', id, texts: cells.map((cell) => replaced(cell, pattern, replacement, true)) }
  }
  const found: number[] = []
  cells.forEach((cell, at) => holds(pattern, cell) && found.push(at))
  return { kind: 'found', id, found }
}
