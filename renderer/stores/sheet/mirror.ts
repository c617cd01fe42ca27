import type { Result } from '#shared/api/faults.ts'
import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { Surprise, UnreadableAnswer } from '#shared/rpc/client.ts'
import { VALUES_A_BATCH } from './patch-pieces.ts'
import { createSaveQueue } from './save-queue.ts'
import type { SaveState } from './sheet-store.ts'

export interface Batch {
  sheetId: number
  pageId: string
  batch: number
  patches: SheetPatch[]
}

/**
 * Carries one batch to the workspace, which takes it whole or not at all; rejects where no answer came (it may or may not
 * have been applied).
 */
export type SendBatch = (batch: Batch) => Promise<Result<unknown>>

export interface MirrorOptions {
  /** `unsaved`: writes that the workspace does not have whole. */
  onState?: (state: SaveState, problem: string, unsaved: number) => void
}

/**
 * Keeps the workspace the same as the page: patches travel in order, one numbered batch at a time. A batch without an
 * answer stays first in line and is sent again, under its number, when the connection is back; the host knows the number.
 * So does one that a full disk did not take: with the next edit, or when the person asks.
 */
export function createMirror({ onState }: MirrorOptions = {}) {
  let send: SendBatch | null = null
  let pageId = ''
  let nextBatch = 1
  const queue = createSaveQueue()
  let underWay: Batch | null = null
  let writes = 0
  /** The first write the batch under way has something of. */
  let writeUnderWay = 0
  let busy = false
  let refused: string | null = null
  /** Why the batch first in line could not be written, the last time it was tried. */
  let held: string | null = null
  const flushers: { resolve(): void; reject(error: Error): void }[] = []

  function tell(state: SaveState): void {
    onState?.(state, refused ?? held ?? '', unsaved())
  }

  function unsaved(): number {
    const first = underWay ? writeUnderWay : queue.first?.write
    return first === undefined ? 0 : writes - first + 1
  }

  function nextUp(): Batch | null {
    writeUnderWay = queue.first?.write ?? 0
    const taken = queue.take(VALUES_A_BATCH)
    return taken && { ...taken, pageId, batch: nextBatch++ }
  }

  function settleFlushers(): void {
    for (const flusher of flushers.splice(0)) {
      const problem = refused ?? held
      if (problem === null) flusher.resolve()
      else flusher.reject(new Error(problem))
    }
  }

  function refuse(reason: string): void {
    busy = false
    refused = reason
    tell('refused')
    settleFlushers()
  }

  function hold(reason: string): void {
    busy = false
    held = reason
    tell('held')
    settleFlushers()
  }

  async function run(): Promise<void> {
    if (busy || refused !== null) return
    busy = true
    while (send && (underWay ??= nextUp())) {
      const carrier = send
      tell('saving')
      try {
        const result = await carrier(underWay)
        if (!result.ok) {
          if (result.fault.kind === 'busy') {
            // Another page has the sheets. This one may hand in what it has as soon as it is let in for that.
            if (send === carrier) send = null
            continue
          }
          if (result.fault.kind === 'cannot-write') hold(result.fault.text)
          else refuse(result.fault.text)
          return
        }
        underWay = null
        held = null
      } catch (error) {
        if (error instanceof Surprise || error instanceof UnreadableAnswer) {
          refuse(error.message)
          return
        }
        // That carrier is gone; another may have come while we waited for its answer.
        if (send === carrier) send = null
      }
    }
    busy = false
    if (underWay || queue.length > 0) tell('waiting')
    else {
      tell('saved')
      settleFlushers()
    }
  }

  return {
    /** From now on batches go through `carrier`; call it again after each reconnect. A new page id starts counting anew. */
    connect(carrier: SendBatch, id: string): void {
      send = carrier
      if (id !== pageId) {
        pageId = id
        nextBatch = 1
        if (underWay) underWay = { ...underWay, pageId, batch: nextBatch++ }
      }
      void run()
    },
    write(sheetId: number, patches: readonly SheetPatch[]): void {
      writes += 1
      queue.write(sheetId, patches, writes)
      // Later, so that everything one action writes travels together.
      queueMicrotask(() => void run())
    },
    /** Resolves when the workspace has everything written so far; rejects with the reason where it refuses. */
    flushed(): Promise<void> {
      if (refused !== null) return Promise.reject(new Error(refused))
      if (!underWay && queue.length === 0) return Promise.resolve()
      return new Promise((resolve, reject) => {
        flushers.push({ resolve, reject })
        void run()
      })
    },
    /** Tries what is held once more. */
    retry(): void {
      void run()
    },
    /** Whether something is not saved yet. */
    get pending(): boolean {
      return underWay !== null || queue.length > 0
    },
    /** Starts anew after a refusal that has been dealt with, dropping what was refused. */
    forget(): void {
      refused = null
      held = null
      queue.clear()
      underWay = null
      tell('saved')
    },
  }
}
