import { withHeld, type Held } from '#shared/domain/sheet/held.ts'
import { noCounts, type Outcome, type RowState, type StateCounts } from '#shared/domain/push/outcome.ts'
import type { ColumnId, Row, RowId } from '#shared/domain/sheet/sheet.ts'

/** A row as the page holds it. One mutable object a row for its whole life: the grid keeps it, outcomes are written into it. */
export interface SheetRow {
  readonly id: RowId
  rank: number
  cells: string[]
  /** What the file holds in cells that show something else; never changed in place. */
  held?: Held | undefined
  outcome: Outcome | null
  /** Other than it was at its outcome (or when the push that is sending it began). */
  changed: boolean
  /** What it was then, of a row that was edited since; an edit that is taken back is none. */
  before?: Pick<Row, 'cells' | 'held'> | undefined
}

/**
 * What happened, told after it happened. `rows` names those concerned; without it, all of them.
 * `loaded`: rows came from the workspace, or the sheet was left. `structure`: rows came, went or moved.
 */
export interface RowChange {
  kind: 'loaded' | 'cells' | 'structure' | 'columns' | 'outcomes'
  rows?: readonly RowId[]
}

export type RowListener = (change: RowChange) => void

/** Old values of the cells that really changed; the lists are empty where none did. */
export interface CellsWritten {
  rows: readonly RowId[]
  values: readonly string[]
  before: readonly string[]
  /** What the cells held before and hold now, where any of them does or did. */
  held?: { before: readonly (string | null)[]; after: readonly (string | null)[] }
}

/** To be called before a row with an outcome is written: what it was is known only while nothing has changed. */
function keepBefore(row: SheetRow): void {
  if (row.outcome && !row.changed) row.before = { cells: row.cells.slice(), held: row.held }
}

/** To be called after it. */
function noteChange(row: SheetRow): void {
  if (!row.outcome) return
  row.changed = row.before === undefined || !sameContent(row, row.before)
  if (!row.changed) row.before = undefined
}

type Content = Pick<Row, 'cells' | 'held'>

function sameContent(one: Content, other: Content): boolean {
  const width = Math.max(one.cells.length, other.cells.length)
  for (let column = 0; column < width; column++) {
    if ((one.cells[column] ?? '') !== (other.cells[column] ?? '')) return false
    if (one.held?.[column] !== other.held?.[column]) return false
  }
  return true
}

function stateOf(outcome: Outcome | null): RowState {
  return outcome?.state ?? 'draft'
}

/** On its way to LeadSquared right now: nothing may change it until its outcome is known. */
export function isLocked(row: SheetRow): boolean {
  return row.outcome?.state === 'sending'
}

/** A row as it travels and rests. */
function plainRow({ id, rank, cells, held }: SheetRow): Row {
  return held ? { id, rank, cells, held } : { id, rank, cells }
}

export type RowStore = ReturnType<typeof createRowStore>

/**
 * The rows of the open sheet, outside React: what follows 100,000 of them by eye asks here for those it shows.
 * Edits go through `edit.ts`; the writers here keep the indexes and counts true and tell nobody.
 */
export function createRowStore() {
  let rows: SheetRow[] = []
  /** Ids are small and dense, so an array is the cheapest index by id. */
  let index: (SheetRow | undefined)[] = []
  /** Outcomes of deleted rows: a delete that is undone brings them back. */
  let departed = new Map<RowId, Pick<SheetRow, 'outcome' | 'changed' | 'before'>>()
  let counts: StateCounts = noCounts()
  /** Rows by the push their status is of. */
  let pushes = new Map<number, number>()
  let nextId = 1
  /** Places in the sheet by id, from 1; null: to be worked out when next asked for. */
  let positions: { of: readonly SheetRow[]; byId: Uint32Array } | null = null
  const listeners = new Set<RowListener>()

  function count(outcome: Outcome | null, by: 1 | -1): void {
    counts[stateOf(outcome)] += by
    if (outcome && outcome.state !== 'draft')
      pushes.set(outcome.pushId, (pushes.get(outcome.pushId) ?? 0) + by)
  }

  function add(row: SheetRow): void {
    index[row.id] = row
    count(row.outcome, 1)
    if (row.id >= nextId) nextId = row.id + 1
  }

  function sortByRank(): void {
    rows.sort((a, b) => a.rank - b.rank)
  }

  /** Where rows, in rank order, stand together between two of the sheet's; -1 where the sheet's come between them. */
  function gapFor(arrived: readonly SheetRow[]): number {
    let low = 0
    let high = rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows[middle]!.rank < arrived[0]!.rank) low = middle + 1
      else high = middle
    }
    return (rows[low]?.rank ?? Infinity) > arrived.at(-1)!.rank ? low : -1
  }

  function emit(change: RowChange): void {
    for (const listener of [...listeners]) listener(change)
  }

  return {
    /** In rank order. A change of structure makes a new array; never write to it. */
    get rows(): readonly SheetRow[] {
      return rows
    },
    /** Rows by state; a row without an outcome counts as a draft. A fresh object each time. */
    counts(): StateCounts {
      return { ...counts }
    },
    /** The pushes that rows have their status of, with how many rows each. A fresh map each time. */
    countsByPush(): ReadonlyMap<number, number> {
      return new Map([...pushes].filter(([, rows]) => rows > 0))
    },
    countOf: (state: RowState): number => counts[state],
    byId(id: RowId): SheetRow | undefined {
      return index[id]
    },
    /** The number a person knows the row by: its place in the sheet, whatever the view's order; 0 where it is not there. */
    positionOf(id: RowId): number {
      if (positions?.of !== rows) {
        const byId = new Uint32Array(nextId)
        for (let i = 0; i < rows.length; i++) byId[rows[i]!.id] = i + 1
        positions = { of: rows, byId }
      }
      return positions.byId[id] ?? 0
    },
    subscribe(listener: RowListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit,

    /** Leaves the sheet. Ids count up from `firstFreeId`. */
    clear(firstFreeId = 1): void {
      rows = []
      index = []
      departed = new Map()
      counts = noCounts()
      pushes = new Map()
      nextId = firstFreeId
      emit({ kind: 'loaded' })
    },
    /** Takes a page of rows in from the workspace, which sends them in rank order. */
    load(page: readonly Row[], outcomes: readonly Outcome[] = [], changed: readonly RowId[] = []): void {
      const arrived: SheetRow[] = []
      for (const { id, rank, cells, held } of page) {
        if (index[id]) continue
        const row: SheetRow = { id, rank, cells, held, outcome: null, changed: false }
        arrived.push(row)
        add(row)
      }
      const inOrder = (rows.at(-1)?.rank ?? -Infinity) < (arrived[0]?.rank ?? Infinity)
      rows = rows.concat(arrived)
      if (!inOrder) sortByRank()
      for (const outcome of outcomes) {
        const row = index[outcome.rowId]
        if (!row) continue
        count(row.outcome, -1)
        row.outcome = outcome
        count(outcome, 1)
      }
      for (const id of changed) {
        const row = index[id]
        if (row) row.changed = true
      }
      emit({ kind: 'loaded', rows: arrived.map((row) => row.id) })
    },
    /** Writes what a push said into the rows. A row edited while it was under way stays "changed since". */
    applyOutcomes(outcomes: readonly Outcome[]): void {
      const touched: RowId[] = []
      for (const outcome of outcomes) {
        const row = index[outcome.rowId]
        const target = row ?? departed.get(outcome.rowId)
        if (!target) continue
        if (outcome.pushId !== target.outcome?.pushId) {
          target.changed = false
          target.before = undefined
        }
        if (row) {
          count(row.outcome, -1)
          count(outcome, 1)
          touched.push(row.id)
        }
        target.outcome = outcome
      }
      if (touched.length > 0) emit({ kind: 'outcomes', rows: touched })
    },

    /** Ids no row of this sheet has had. */
    takeIds(many: number): RowId[] {
      const first = nextId
      nextId += many
      return Array.from({ length: many }, (_, offset) => first + offset)
    },

    /** A cell that is written holds its text and nothing else, unless `heldAgain` (of an undo) says what it held. */
    writeCells(
      column: ColumnId,
      ids: readonly RowId[],
      values: readonly string[],
      heldAgain?: readonly (string | null)[],
    ): CellsWritten {
      const before: string[] = []
      // Mostly no cell holds anything: lists of that begin with the first one that does.
      let held: { before: (string | null)[]; after: (string | null)[] } | null = null
      // Mostly all of them change; lists of those that do are only made from the first one that does not.
      let some: { rows: RowId[]; values: string[] } | null = null
      for (let i = 0; i < ids.length; i++) {
        const row = index[ids[i]!]
        const value = values[i]!
        const old = row?.cells[column] ?? ''
        const oldHeld = row?.held?.[column] ?? null
        const newHeld = heldAgain?.[i] ?? null
        if (!row || (old === value && oldHeld === newHeld)) {
          some ??= { rows: ids.slice(0, i), values: values.slice(0, i) }
          continue
        }
        keepBefore(row)
        while (row.cells.length < column) row.cells.push('')
        row.cells[column] = value
        if (oldHeld !== null || newHeld !== null) {
          row.held = withHeld(row.held, column, newHeld)
          held ??= { before: before.map(() => null), after: before.map(() => null) }
        }
        if (held) {
          held.before.push(oldHeld)
          held.after.push(newHeld)
        }
        noteChange(row)
        before.push(old)
        if (some) {
          some.rows.push(row.id)
          some.values.push(value)
        }
      }
      return { ...(some ?? { rows: ids, values }), before, ...(held && { held }) }
    },
    /** Inserts rows or overwrites those that are there; answers the old form of the latter. */
    putRows(put: readonly Row[]): Row[] {
      const replaced: Row[] = []
      const arrived: SheetRow[] = []
      let moved = false
      for (const { id, rank, cells, held } of put) {
        const there = index[id]
        if (there) {
          replaced.push(plainRow(there))
          moved ||= there.rank !== rank
          there.rank = rank
          keepBefore(there)
          there.cells = cells.slice()
          there.held = held
          noteChange(there)
          continue
        }
        const known = departed.get(id)
        departed.delete(id)
        const row: SheetRow = {
          id,
          rank,
          cells: cells.slice(),
          held,
          outcome: known?.outcome ?? null,
          changed: known?.changed ?? false,
          before: known?.before,
        }
        arrived.push(row)
        add(row)
      }
      if (arrived.length > 0 || moved) {
        arrived.sort((a, b) => a.rank - b.rank)
        const at = moved ? -1 : gapFor(arrived)
        if (at !== -1) rows = rows.slice(0, at).concat(arrived, rows.slice(at))
        else {
          rows = rows.concat(arrived)
          sortByRank()
        }
      }
      return replaced
    },
    /** Answers the rows that went. */
    deleteRows(ids: readonly RowId[]): Row[] {
      const gone: Row[] = []
      for (const id of ids) {
        const row = index[id]
        if (!row) continue
        index[id] = undefined
        count(row.outcome, -1)
        if (row.outcome) departed.set(id, { outcome: row.outcome, changed: row.changed, before: row.before })
        gone.push(plainRow(row))
      }
      if (gone.length > 0) rows = rows.filter((row) => index[row.id] === row)
      return gone
    },
    /** Answers the old ranks of those that are there. */
    writeRanks(ids: readonly RowId[], ranks: readonly number[]): { rows: RowId[]; ranks: number[] } {
      const before = { rows: [] as RowId[], ranks: [] as number[] }
      for (let i = 0; i < ids.length; i++) {
        const row = index[ids[i]!]
        if (!row) continue
        before.rows.push(row.id)
        before.ranks.push(row.rank)
        row.rank = ranks[i]!
      }
      if (before.rows.length > 0) {
        rows = rows.slice()
        sortByRank()
      }
      return before
    },
  }
}

/** The open sheet's rows. */
export const rowStore = createRowStore()
