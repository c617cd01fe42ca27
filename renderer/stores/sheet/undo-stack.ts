import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'

/** One action, as the patches that take it back (on the undo side) or do it again (on the redo side). */
export interface UndoStep {
  label: string
  patches: readonly SheetPatch[]
}

/** All steps together may hold about this much: some 15 pastes of 10,000 × 14. */
const BYTE_BUDGET = 96 * 1024 * 1024

/** A reference in an array and a string's header; measured at 30 to 35 bytes a cell for short cells. */
const BYTES_A_VALUE = 24

/** Of a long list so many values are looked at. */
const SAMPLE = 2_000

function textBytes(values: readonly string[]): number {
  const step = Math.max(1, Math.floor(values.length / SAMPLE))
  let sum = 0
  for (let i = 0; i < values.length; i += step) sum += values[i]!.length
  return sum * step + BYTES_A_VALUE * values.length
}

/** What a step keeps in memory, roughly. */
export function bytesOf(step: UndoStep): number {
  let sum = 200
  for (const patch of step.patches) {
    if (patch.kind === 'setCells') {
      sum += textBytes(patch.values) + 8 * patch.rows.length
      if (patch.held) sum += BYTES_A_VALUE * 2 * patch.held.length
    } else if (patch.kind === 'putRows') for (const row of patch.rows) sum += 80 + textBytes(row.cells)
    else if (patch.kind === 'deleteRows') sum += 8 * patch.rows.length
    else if (patch.kind === 'setRanks') sum += 16 * patch.rows.length
    else if (patch.kind === 'setColumns') sum += 150 * patch.columns.length
  }
  return sum
}

/**
 * Steps to take back and to take again. Over the budget the oldest are forgotten, the newest never.
 */
export function createUndoStack(budget = BYTE_BUDGET) {
  let past: { step: UndoStep; bytes: number }[] = []
  let future: { step: UndoStep; bytes: number }[] = []
  let bytes = 0

  function weighed(step: UndoStep): { step: UndoStep; bytes: number } {
    const entry = { step, bytes: bytesOf(step) }
    bytes += entry.bytes
    return entry
  }

  function trim(): void {
    while (bytes > budget && past.length + future.length > 1) {
      const oldest = past.length > 0 ? past.shift()! : future.shift()!
      bytes -= oldest.bytes
    }
  }

  function pop(from: typeof past): UndoStep | undefined {
    const entry = from.pop()
    if (entry) bytes -= entry.bytes
    return entry?.step
  }

  return {
    /** A new action: what was undone before can no longer be redone. */
    push(step: UndoStep): void {
      for (const entry of future) bytes -= entry.bytes
      future = []
      past.push(weighed(step))
      trim()
    },
    /** Makes the newest `count` actions one. */
    join(label: string, count: number): void {
      if (count < 2) return
      const steps = past.slice(-count)
      past = past.slice(0, -count)
      bytes -= steps.reduce((sum, entry) => sum + entry.bytes, 0)
      past.push(weighed({ label, patches: steps.toReversed().flatMap(({ step }) => step.patches) }))
    },
    takeUndo: (): UndoStep | undefined => pop(past),
    takeRedo: (): UndoStep | undefined => pop(future),
    /** On top of the past, leaving the future alone. */
    putBackUndo(step: UndoStep): void {
      past.push(weighed(step))
      trim()
    },
    pushRedo(step: UndoStep): void {
      future.push(weighed(step))
      trim()
    },
    /** What would be taken next, left where it is. */
    peek: (side: 'undo' | 'redo'): UndoStep | undefined => (side === 'undo' ? past : future).at(-1)?.step,
    clear(): void {
      past = []
      future = []
      bytes = 0
    },
    get undoLabel(): string | null {
      return past.at(-1)?.step.label ?? null
    },
    get redoLabel(): string | null {
      return future.at(-1)?.step.label ?? null
    },
    get bytes(): number {
      return bytes
    },
  }
}
