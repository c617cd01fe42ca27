import { cellOf, type Column, type RowId, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { stepByStep } from '#renderer/flows/in-slices.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { holds, replaced } from '#renderer/expressions/match.ts'
import { patternOf } from '#renderer/features/grid/logic/find.ts'
import { useFind, type Finder } from '#renderer/features/grid/logic/find-store.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { createExpressionSearch } from '#renderer/expressions/expression-search.ts'
import { activeOf, at, type Place } from '#renderer/features/grid/logic/range.ts'
import { tellLocked, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** Rows looked at between two looks at the clock. */
const STEP = 200

interface Search {
  pattern: RegExp
  /** A person's own expression, which is tried where it can be ended. */
  regex: boolean
  columns: { column: Column; col: number }[]
  cols: number
}

/** Cells an expression is tried on between two looks at its clock. */
const CELLS_A_TASK = 2_000

/** The matches of one search in the view as it is, in the order seen; each as `row * cols + col`. */
interface Found {
  question: string
  places: Promise<readonly number[]>
  stop: AbortController
}

/** Searches what is seen, in the order it is seen: in slices, and once until the view, the sheet or the search changes. */
export function createFinder(context: SheetContext): Finder & { end(): void } {
  const { view, selection } = context
  let known: Found | null = null
  const looking = createExpressionSearch()
  const replacing = createExpressionSearch()
  let turn: Promise<unknown> = Promise.resolve()

  function activeColumn(): Column | null {
    return selection.range ? (view.columns()[activeOf(selection.range).col] ?? null) : null
  }

  function search(): Search | null {
    const { query, thisColumn } = useFind.getState()
    const found = patternOf(query)
    if (!found?.ok) return null
    const only = thisColumn ? activeColumn() : null
    const columns = view
      .columns()
      .map((column, col) => ({ column, col }))
      .filter(({ column }) => only === null || column.id === only.id)
    return { pattern: found.pattern, regex: query.regex, columns, cols: view.columns().length }
  }

  function forget(): void {
    known?.stop.abort()
    looking.giveUp()
    known = null
  }

  /** The same by the person's own expression, a few rows at a time. */
  async function matchingExpression(search: Search, signal: AbortSignal): Promise<number[]> {
    const { pattern, columns, cols } = search
    const found: number[] = []
    const { rows } = view.extent()
    const step = Math.max(1, Math.floor(CELLS_A_TASK / Math.max(1, columns.length)))
    for (let from = 0; from < rows; from += step) {
      const cells: string[] = []
      const places: number[] = []
      for (let row = from; row < Math.min(rows, from + step); row++) {
        const data = view.rowAt(row)
        for (const { column, col } of data ? columns : []) {
          cells.push(cellOf(data!, column))
          places.push(row * cols + col)
        }
      }
      for (const at of await looking.found(pattern, cells)) found.push(places[at]!)
      signal.throwIfAborted()
    }
    return found
  }

  function* matching({ pattern, columns, cols }: Search): Generator<void, number[]> {
    const places: number[] = []
    const { rows } = view.extent()
    for (let row = 0; row < rows; row++) {
      const data = view.rowAt(row)
      for (const { column, col } of data ? columns : []) {
        if (holds(pattern, cellOf(data!, column))) places.push(row * cols + col)
      }
      if (row % STEP === 0) yield
    }
    return places
  }

  /** Rejects where the view or the sheet changed meanwhile. */
  function matches(): Promise<readonly number[]> {
    const now = search()
    if (!now) return Promise.resolve([])
    const question = `${now.pattern} ${now.columns.map(({ column }) => column.id).join(' ')}`
    if (known?.question === question) return known.places
    forget()
    const stop = new AbortController()
    const places = now.regex ? matchingExpression(now, stop.signal) : stepByStep(matching(now), stop.signal)
    places.catch(() => undefined)
    known = { question, places, stop }
    return places
  }

  /** Asked anew as often as something changes under it. */
  async function settledMatches(): Promise<readonly number[]> {
    for (;;) {
      const places = matches()
      const asked = known
      try {
        return await places
      } catch (error) {
        if (!asked?.stop.signal.aborted) throw error
      }
    }
  }

  function goFrom(places: readonly number[], step: 1 | -1): { place: number; of: number } | null {
    if (places.length === 0) return null
    const cols = view.extent().cols
    const here = selection.range ? selection.range.anchor.row * cols + selection.range.anchor.col : -1
    const after =
      step === 1 ? places.findIndex((place) => place > here) : places.findLastIndex((place) => place < here)
    const index = after === -1 ? (step === 1 ? 0 : places.length - 1) : after
    const place = places[index]!
    selection.set(at(Math.floor(place / cols), place % cols), { focus: false })
    return { place: index + 1, of: places.length }
  }

  async function replaceAt(place: Place): Promise<boolean> {
    const now = search()
    const data = view.rowAt(place.row)
    const column = now?.columns.find(({ col }) => col === place.col)?.column
    if (!now || !data || !column || column.constant !== null) return false
    const before = cellOf(data, column)
    const { replacement } = useFind.getState()
    const matches = now.regex
      ? (await replacing.found(now.pattern, [before])).length > 0
      : holds(now.pattern, before)
    if (!matches) return false
    const values = await becoming(now, [before], replacement)
    // What somebody edited meanwhile keeps their edit.
    if (cellOf(data, column) !== before) return false
    view.api.stopEditing()
    const result = edit('Replace', [
      { kind: 'setCells', column: column.id, rows: [data.id], values: [...values] },
    ])
    tellLocked(result.locked)
    return true
  }

  async function becoming(
    { pattern, regex }: Search,
    cells: readonly string[],
    replacement: string,
  ): Promise<readonly string[]> {
    if (!regex) return cells.map((cell) => replaced(cell, pattern, replacement, false))
    return replacing.texts(pattern, cells, replacement)
  }

  /** The cells at places, by column, and what they become; some thousand at a time, with a pause between. */
  async function replacements(places: readonly number[], search: Search) {
    const { columns, cols } = search
    const { replacement } = useFind.getState()
    const byCol = new Map(columns.map(({ column, col }) => [col, column]))
    const changes = new Map<Column, { rows: RowId[]; before: string[]; after: string[] }>()
    for (const place of places) {
      const data = view.rowAt(Math.floor(place / cols))
      const column = byCol.get(place % cols)
      if (!data || !column || column.constant !== null) continue
      let change = changes.get(column)
      if (!change) changes.set(column, (change = { rows: [], before: [], after: [] }))
      change.rows.push(data.id)
      change.before.push(cellOf(data, column))
    }
    for (const change of changes.values()) {
      for (let from = 0; from < change.before.length; from += CELLS_A_TASK) {
        const cells = change.before.slice(from, from + CELLS_A_TASK)
        change.after.push(...(await becoming(search, cells, replacement)))
        await new Promise((resolve) => setTimeout(resolve))
      }
    }
    return changes
  }

  async function replaceAll(): Promise<number> {
    view.api.stopEditing()
    const places = await settledMatches()
    const now = search()
    if (!now || places.length === 0) return 0
    const changes = await replacements(places, now)
    let cells = 0
    const patches = [...changes].map(([column, { rows, before, after }]): SheetPatch => {
      // What somebody edited while this was worked out keeps their edit.
      const stands = (_: unknown, i: number) =>
        (rowStore.byId(rows[i]!)?.cells[column.id] ?? '') === before[i]
      const values = after.filter(stands)
      cells += values.length
      return { kind: 'setCells', column: column.id, rows: rows.filter(stands), values }
    })
    const result = edit('Replace all', patches)
    tellLocked(result.locked)
    return cells
  }

  view.api.addEventListener('modelUpdated', forget)
  view.api.addEventListener('displayedColumnsChanged', forget)
  const stop = rowStore.subscribe(({ kind }) => kind !== 'outcomes' && forget())

  return {
    count: async () => (await settledMatches()).length,
    next(step) {
      const answer = turn.then(async () => goFrom(await settledMatches(), step))
      turn = answer.catch(() => undefined)
      return answer
    },
    replaceOne: async () => selection.range !== null && (await replaceAt(activeOf(selection.range))),
    replaceAll,
    columnName() {
      const column = activeColumn()
      return column && headingOf(column.header)
    },
    end() {
      stop()
      forget()
      looking.end()
      replacing.end()
    },
  }
}
