import {
  createProblemIndex,
  type ProblemChanges,
  type ProblemIndex,
} from '#shared/domain/check/problem-index.ts'
import { packChanges, type FromChecker, type ToChecker } from './checker-protocol.ts'

/** Rows a message of changes holds, so that taking it in costs the page a few milliseconds. */
const ROWS_A_MESSAGE = 4_000

type Post = (message: FromChecker, transfer: Transferable[]) => void

/** The worker's side of the check: takes the page's messages, answers through `post`. */
export function createProblemDesk(post: Post): (message: ToChecker) => void {
  let index: ProblemIndex | null = null
  let generation = 0

  function tell({ rows, groups, readings }: ProblemChanges): void {
    for (let from = 0; from === 0 || from < rows.length; from += ROWS_A_MESSAGE) {
      const changes = packChanges({
        rows: rows.slice(from, from + ROWS_A_MESSAGE),
        groups: from === 0 ? groups : [],
        readings: from === 0 ? readings : null,
      })
      const more = from + ROWS_A_MESSAGE < rows.length
      post({ kind: 'changes', generation, changes, more }, [changes.numbers.buffer])
    }
  }

  return (message) => {
    if (message.kind === 'begin') {
      generation = message.generation
      index = createProblemIndex(message.context)
      post({ kind: 'sheet', generation, problems: index.sheet }, [])
      return
    }
    if (!index) return
    const { rows, slots, cells, held, removed, more } = message
    for (const id of removed) index.remove(id)
    const row: string[] = []
    let at = 0
    let nextHeld = 0
    for (const [place, id] of rows.entries()) {
      for (const slot of slots) row[slot] = cells[at++]!
      const holding = held[nextHeld]?.[0] === place ? held[nextHeld++]![1] : undefined
      index.put({ id, cells: row, held: holding })
    }
    post({ kind: 'taken', generation }, [])
    if (!more) tell(index.changes())
  }
}
