import { cellOf, type Column, type RowId, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { stepByStep } from '#renderer/flows/in-slices.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { holds, patternOf, replaced } from '#renderer/features/grid/logic/find.ts'
import { useFind, type Finder } from '#renderer/features/grid/logic/find-store.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { activeOf, at, type Place } from '#renderer/features/grid/logic/range.ts'
import { tellLocked, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** Rows looked at between two looks at the clock. */
const STEP = 200

interface Search {
  pattern: RegExp
  columns: { column: Column; col: number }[]
  cols: number
}

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
    return { pattern: found.pattern, columns, cols: view.columns().length }
  }

  function forget(): void {
    known?.stop.abort()
    known = null
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
    const places = stepByStep(matching(now), stop.signal)
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

  function replaceAt(place: Place): boolean {
    const now = search()
    const data = view.rowAt(place.row)
    const column = now?.columns.find(({ col }) => col === place.col)?.column
    if (!now || !data || !column || column.constant !== null) return false
    const before = cellOf(data, column)
    if (!holds(now.pattern, before)) return false
    const { replacement, query } = useFind.getState()
    const values = [replaced(before, now.pattern, replacement, query.regex)]
    view.api.stopEditing()
    const result = edit('Replace', [{ kind: 'setCells', column: column.id, rows: [data.id], values }])
    tellLocked(result.locked)
    return true
  }

  function* replacements(places: readonly number[], { pattern, columns, cols }: Search) {
    const { replacement, query } = useFind.getState()
    const byCol = new Map(columns.map(({ column, col }) => [col, column]))
    const changes = new Map<Column, { rows: RowId[]; before: string[]; after: string[] }>()
    for (const [at, place] of places.entries()) {
      const data = view.rowAt(Math.floor(place / cols))
      const column = byCol.get(place % cols)
      if (at % STEP === 0) yield
      if (!data || !column || column.constant !== null) continue
      let change = changes.get(column)
      if (!change) changes.set(column, (change = { rows: [], before: [], after: [] }))
      const before = cellOf(data, column)
      change.rows.push(data.id)
      change.before.push(before)
      change.after.push(replaced(before, pattern, replacement, query.regex))
    }
    return changes
  }

  async function replaceAll(): Promise<number> {
    view.api.stopEditing()
    const places = await settledMatches()
    const now = search()
    if (!now || places.length === 0) return 0
    const changes = await stepByStep(replacements(places, now), new AbortController().signal)
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
    replaceOne: () => selection.range !== null && replaceAt(activeOf(selection.range)),
    replaceAll,
    columnName() {
      const column = activeColumn()
      return column && headingOf(column.header)
    },
    end() {
      stop()
      forget()
    },
  }
}
