import type { ExpressionAnswer, ExpressionTask } from './expression-desk.ts'

/** An expression was at a few cells for so long that it was ended. */
export class ExpressionTooSlow extends Error {
  override name = 'ExpressionTooSlow'
}

/** The part of a Worker that is needed. */
export interface ExpressionWorker {
  postMessage(task: ExpressionTask): void
  terminate(): void
  onmessage: ((event: { data: ExpressionAnswer }) => void) | null
  onerror: ((event: { message: string }) => void) | null
}

export interface ExpressionSearchOptions {
  open?: () => ExpressionWorker
  /**
   * Milliseconds one task of some thousand cells may take, which mostly takes a few; from when the worker is ready.
   * @default 3_000
   */
  deadlineMs?: number
  /** Calls back after so many milliseconds; answers what takes that back. */
  after?: (ms: number, run: () => void) => () => void
}

type Work = Omit<ExpressionTask, 'id'>

function openWorker(): ExpressionWorker {
  const worker = new Worker(new URL('./expression.worker.ts', import.meta.url), { type: 'module' })
  const own: ExpressionWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (task) => worker.postMessage(task),
    terminate: () => worker.terminate(),
  }
  worker.addEventListener('message', (event: MessageEvent<ExpressionAnswer>) => own.onmessage?.(event))
  worker.addEventListener('error', (event) => own.onerror?.(event))
  return own
}

function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * Runs regular expressions beside the page, where they can be ended: one like `^(a+)+$` would hold the page up for years. A worker
 * and not an engine without backtracking, because its expressions are the browser's own, with look-around and back references
 * (docs/decisions.md). One task at a time, in the order asked.
 */
export function createExpressionSearch(options: ExpressionSearchOptions = {}) {
  const { open = openWorker, deadlineMs = 3_000, after = afterMs } = options
  let worker: Promise<ExpressionWorker> | null = null
  let standing: ExpressionWorker | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let ids = 0
  let giveUp: (() => void) | null = null

  function ready(): Promise<ExpressionWorker> {
    worker ??= new Promise((resolve, reject) => {
      const opened = open()
      standing = opened
      opened.onmessage = () => resolve(opened)
      opened.onerror = ({ message }) => {
        close()
        reject(new Error(message))
      }
    })
    return worker
  }

  function close(): void {
    standing?.terminate()
    standing = null
    worker = null
  }

  async function run(work: Work): Promise<ExpressionAnswer> {
    const now = await ready()
    ids += 1
    const id = ids
    return new Promise((resolve, reject) => {
      const stopClock = after(deadlineMs, () => {
        giveUp = null
        close()
        reject(new ExpressionTooSlow())
      })
      giveUp = () => {
        stopClock()
        close()
        reject(new DOMException('Given up', 'AbortError'))
      }
      now.onmessage = ({ data }) => {
        if (data.kind === 'ready' || data.id !== id) return
        stopClock()
        giveUp = null
        resolve(data)
      }
      now.onerror = ({ message }) => {
        stopClock()
        close()
        reject(new Error(message))
      }
      now.postMessage({ ...work, id })
    })
  }

  function ask(work: Work): Promise<ExpressionAnswer> {
    const answer = turn.then(() => run(work))
    turn = answer.catch(() => undefined)
    return answer
  }

  return {
    /** Places in `cells` that hold the pattern. Rejects with `ExpressionTooSlow`. */
    async found(pattern: RegExp, cells: readonly string[]): Promise<readonly number[]> {
      const answer = await ask({
        source: pattern.source,
        flags: pattern.flags,
        cells,
        want: { kind: 'found' },
      })
      return answer.kind === 'found' ? answer.found : []
    },
    /** The cells with every match replaced. Rejects with `ExpressionTooSlow`. */
    async texts(pattern: RegExp, cells: readonly string[], replacement: string): Promise<readonly string[]> {
      const answer = await ask({
        source: pattern.source,
        flags: pattern.flags,
        cells,
        want: { kind: 'texts', replacement },
      })
      return answer.kind === 'texts' ? answer.texts : cells
    },
    /** What the expression takes out of each cell: its first group, else the match; null: nothing. Rejects with `ExpressionTooSlow`. */
    async extracted(pattern: RegExp, cells: readonly string[]): Promise<readonly (string | null)[]> {
      const answer = await ask({
        source: pattern.source,
        flags: pattern.flags,
        cells,
        want: { kind: 'extracted' },
      })
      return answer.kind === 'extracted' ? answer.texts : cells.map(() => null)
    },
    /** Ends what is under way, whose answer nobody waits for any more; it rejects with an `AbortError`. */
    giveUp(): void {
      giveUp?.()
      giveUp = null
    },
    end(): void {
      giveUp?.()
      giveUp = null
      close()
    },
  }
}
