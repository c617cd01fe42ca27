import type { Result } from '#shared/api/faults.ts'
import type { SheetPatch } from '#shared/pipeline/sheet.ts'
import { Surprise } from '#shared/rpc/client.ts'
import type { SaveState } from './sheet-store.ts'

export interface Batch {
  sheetId: number
  pageId: string
  batch: number
  patches: SheetPatch[]
}

/** Carries one batch to the workspace, which takes it whole or not at all; rejects where no answer came (it may or may not have been applied). */
export type SendBatch = (batch: Batch) => Promise<Result<unknown>>

/** Values a batch may hold: some 1 MB of text, well under what a carrier takes in one message. */
const VALUES_A_BATCH = 20_000

/** Cuts a patch into pieces small enough to travel; applying the pieces in order is applying the patch. */
export function pieces(patch: SheetPatch, size = VALUES_A_BATCH): SheetPatch[] {
  const cut = <Item>(items: readonly Item[], from: number, step: number): Item[] =>
    items.slice(from, from + step)
  const windows = (total: number, step: number): number[] =>
    Array.from({ length: Math.ceil(total / step) }, (_, index) => index * step)
  switch (patch.kind) {
    case 'setCells':
      if (patch.rows.length <= size) return [patch]
      return windows(patch.rows.length, size).map((from) => ({
        ...patch,
        rows: cut(patch.rows, from, size),
        values: cut(patch.values, from, size),
      }))
    case 'putRows': {
      const widest = patch.rows.reduce((most, row) => Math.max(most, row.cells.length), 1)
      const step = Math.max(1, Math.floor(size / widest))
      if (patch.rows.length <= step) return [patch]
      return windows(patch.rows.length, step).map((from) => ({ ...patch, rows: cut(patch.rows, from, step) }))
    }
    case 'deleteRows':
      if (patch.rows.length <= size) return [patch]
      return windows(patch.rows.length, size).map((from) => ({ ...patch, rows: cut(patch.rows, from, size) }))
    case 'setRanks':
      if (patch.rows.length <= size) return [patch]
      return windows(patch.rows.length, size).map((from) => ({
        ...patch,
        rows: cut(patch.rows, from, size),
        ranks: cut(patch.ranks, from, size),
      }))
    default:
      return [patch]
  }
}

function weight(patch: SheetPatch): number {
  switch (patch.kind) {
    case 'setCells':
    case 'deleteRows':
    case 'setRanks':
      return patch.rows.length
    case 'putRows':
      return patch.rows.reduce((sum, row) => sum + row.cells.length, 1)
    default:
      return 1
  }
}

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
  let waiting: { sheetId: number; patch: SheetPatch; write: number }[] = []
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
    const first = underWay ? writeUnderWay : waiting[0]?.write
    return first === undefined ? 0 : writes - first + 1
  }

  function nextUp(): Batch | null {
    const first = waiting[0]
    if (!first) return null
    writeUnderWay = first.write
    const batch: Batch = { sheetId: first.sheetId, pageId, batch: nextBatch++, patches: [] }
    let values = 0
    let taken = 0
    for (const { sheetId, patch } of waiting) {
      values += weight(patch)
      if (sheetId !== batch.sheetId || (taken > 0 && values > VALUES_A_BATCH)) break
      batch.patches.push(patch)
      taken++
    }
    waiting = waiting.slice(taken)
    return batch
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
          if (result.fault.kind === 'cannot-write') hold(result.fault.text)
          else refuse(result.fault.text)
          return
        }
        underWay = null
        held = null
      } catch (error) {
        if (error instanceof Surprise) {
          refuse(error.message)
          return
        }
        // That carrier is gone; another may have come while we waited for its answer.
        if (send === carrier) send = null
      }
    }
    busy = false
    if (underWay || waiting.length > 0) tell('waiting')
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
      for (const patch of patches) {
        for (const piece of pieces(patch)) waiting.push({ sheetId, patch: piece, write: writes })
      }
      // Later, so that everything one action writes travels together.
      queueMicrotask(() => void run())
    },
    /** Resolves when the workspace has everything written so far; rejects with the reason where it refuses. */
    flushed(): Promise<void> {
      if (refused !== null) return Promise.reject(new Error(refused))
      if (!underWay && waiting.length === 0) return Promise.resolve()
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
      return underWay !== null || waiting.length > 0
    },
    /** Starts anew after a refusal that has been dealt with, dropping what was refused. */
    forget(): void {
      refused = null
      held = null
      waiting = []
      underWay = null
      tell('saved')
    },
  }
}
