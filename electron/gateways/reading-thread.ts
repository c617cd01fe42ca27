import { Worker } from 'node:worker_threads'
import { cameRows, ComparisonWork, indexedLeads } from '#electron/reading/bulk-work.ts'
import {
  packMatches,
  packRows,
  unpackCompared,
  type Asked,
  type Question,
  type Replied,
  type Replies,
} from '#electron/reading/protocol.ts'
import type { BulkComparison, BulkReading, ComparedBatch } from '#electron/services/ports/bulk-reading.ts'
import type { SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { AnswerBytes } from '#electron/services/ports/lead-reads.ts'
import type { RowComparerSetup } from '#shared/domain/reading/compare-row.ts'
import type { Match } from '#shared/domain/reading/match.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'

export interface ReadingThreadOptions {
  /** The thread's entry, `.ts` in source and `.js` in a build; null: all of it is done in this thread. */
  thread: string | null
  /** MB of the thread's heap beside its young generation. V8 lets garbage lie until about half of it is full. @default 128 */
  heapMb?: number
  /** Milliseconds without work after which the thread is ended. @default 30,000 */
  idleMs?: number
  /** It had nothing to do, and is no more. */
  onIdle?: () => void
  /** It came to an end by itself. */
  onEnded?(reason: string): void
}

/** MB. With half of it each batch is copied once more before it is done with: a third more of the thread's time (measured). */
const YOUNG_MB = 48

/** An answer that is larger would not have room in the thread: parsed, it takes some six times its bytes. */
const LARGEST_IN_THREAD = 8 * 1024 * 1024

/** Bytes. What is shorter is read before a thread would have begun. */
const WORTH_A_THREAD = 64 * 1024

const ENDED: SideAnswer<never> = {
  kind: 'unclear',
  details: 'The thread that reads answers ended before it had read this one.',
  atWork: 'over',
}

/** The port on a worker thread, which is started on first use. */
export function createReadingThread(options: ReadingThreadOptions): BulkReading {
  const thread = new Thread(options)
  let comparisons = 0
  return {
    rowsOf: (columns) => async (answer) => {
      if (thread.takes(answer)) {
        const page = await thread.ask({ kind: 'rows', answer, columns }, [answer.bytes.buffer])
        if (page === null) return ENDED
        if (page.kind !== 'value') return page
        const { ids, cells, recordCount } = page.value
        const leads = ids.map((id, index) => ({ id, leadId: id, cells: cells[index]! }))
        return { kind: 'value', value: { leads, recordCount } }
      }
      return cameRows(answer, columns)
    },
    indexed: (attribute) => async (answer) => {
      if (!thread.takes(answer) || answer.bytes.byteLength < WORTH_A_THREAD)
        return indexedLeads(answer, attribute)
      const page = await thread.ask({ kind: 'index', answer, attribute }, [answer.bytes.buffer])
      if (page === null) return ENDED
      if (page.kind !== 'value') return page
      const { ids, emails, phones, searched, recordCount } = page.value
      const leads = ids.map((id, row) => ({
        id,
        email: emails[row]!,
        phone: phones[row]!,
        searched: searched[row]!,
      }))
      return { kind: 'value', value: { leads, recordCount } }
    },
    comparison: (setup) => comparisonOn(thread, ++comparisons, setup),
    close: () => thread.close(),
  }
}

/** Batches are known to the thread; once that is gone they are worked on here, from their rows. */
function comparisonOn(thread: Thread, comparison: number, setup: RowComparerSetup): BulkComparison {
  const here = new ComparisonWork(setup)
  const rowsOf = new Map<number, { all: readonly PackedRow[]; toSend: readonly PackedRow[] }>()
  void thread.ask({ kind: 'begin', comparison, setup })

  function workHere(batch: number): ComparisonWork {
    if (!here.has(batch)) here.keysOf(batch, packRows(rowsOf.get(batch)!.all))
    return here
  }

  async function compare(
    batch: number,
    matches: readonly Match[],
    answer: AnswerBytes | null,
  ): Promise<SideAnswer<ComparedBatch>> {
    const compared = await worked(batch, matches, answer)
    if (compared.kind !== 'value') return compared
    const { toSend } = rowsOf.get(batch)!
    rowsOf.delete(batch)
    return { kind: 'value', value: unpackCompared(compared.value, toSend, matches) }
  }

  async function worked(
    batch: number,
    matches: readonly Match[],
    answer: AnswerBytes | null,
  ): Promise<Replies['compare']> {
    if (!here.has(batch) && (answer === null || thread.takes(answer))) {
      const compared = await thread.ask(
        { kind: 'compare', comparison, batch, matches: packMatches(matches), answer },
        answer ? [answer.bytes.buffer] : [],
      )
      if (compared) return compared
      // Its bytes went along.
      if (answer) return ENDED
    }
    return answer
      ? workHere(batch).compare(batch, matches, answer)
      : { kind: 'value', value: workHere(batch).compareWith(batch, matches, null) }
  }

  return {
    async keysOf(batch, rows) {
      rowsOf.set(batch, { all: rows, toSend: [] })
      const packed = packRows(rows)
      const keys =
        (await thread.ask({ kind: 'keys', comparison, batch, rows: packed })) ?? here.keysOf(batch, packed)
      rowsOf.set(batch, { all: rows, toSend: keys.places.map((place) => rows[place]!) })
      return keys
    },
    compare,
    async compareNone(batch, matches) {
      const compared = await compare(batch, matches, null)
      if (compared.kind !== 'value') throw new Error(`batch ${batch} was not compared`)
      return compared.value
    },
    close() {
      rowsOf.clear()
      void thread.ask({ kind: 'end', comparison })
    },
  }
}

/** Answers null once the thread has ended by itself: then all is done without it. */
class Thread {
  readonly #options: ReadingThreadOptions
  readonly #asked = new Map<number, (reply: Replied['reply'] | undefined) => void>()
  /** Their batches are in the thread. */
  readonly #comparisons = new Set<number>()
  #worker: Worker | null = null
  #isOver: boolean
  #last = 0
  #idle: NodeJS.Timeout | undefined

  constructor(options: ReadingThreadOptions) {
    this.#options = options
    this.#isOver = options.thread === null
  }

  takes({ bytes }: AnswerBytes): boolean {
    return !this.#isOver && bytes.byteLength <= LARGEST_IN_THREAD
  }

  ask<Asks extends Question>(
    question: Asks,
    handedOn: ArrayBuffer[] = [],
  ): Promise<Replies[Asks['kind']] | null> {
    if (question.kind === 'begin') this.#comparisons.add(question.comparison)
    if (question.kind === 'end') this.#comparisons.delete(question.comparison)
    if (this.#isOver) return Promise.resolve(null)
    clearTimeout(this.#idle)
    const worker = (this.#worker ??= this.#start())
    worker.ref()
    const id = ++this.#last
    return new Promise((resolve) => {
      this.#asked.set(id, (reply) => resolve(reply === undefined ? null : (reply as Replies[Asks['kind']])))
      worker.postMessage({ id, question } satisfies Asked, handedOn)
    })
  }

  async close(): Promise<void> {
    this.#end()
    await this.#stop()
  }

  #start(): Worker {
    const { thread, heapMb = 128 } = this.#options
    const worker = new Worker(thread!, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    worker.on('message', ({ id, reply }: Replied) => {
      const answer = this.#asked.get(id)
      this.#asked.delete(id)
      if (this.#asked.size === 0) this.#rest()
      answer?.(reply)
    })
    // Its end follows; without a listener the error would end the program too.
    worker.on('error', (error) => this.#options.onEnded?.(String(error)))
    worker.once('exit', () => {
      if (this.#worker === worker) this.#end()
    })
    return worker
  }

  /** Nothing is asked of it now. */
  #rest(): void {
    this.#worker?.unref()
    if (this.#comparisons.size > 0) return
    const { idleMs = 30_000, onIdle } = this.#options
    this.#idle = setTimeout(() => void this.#stop().then(() => onIdle?.()), idleMs)
    this.#idle.unref()
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #end(): void {
    this.#isOver = true
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    for (const answer of asked) answer(undefined)
  }
}
