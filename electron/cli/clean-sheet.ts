import { gatherChanges } from '#shared/cleaning/cell-changes.ts'
import type { CellCleaning, Chosen } from '#shared/cleaning/cleaning.ts'
import { cleaningOfStep } from '#shared/cleaning/clean-step.ts'
import { isFullName, splitFullName } from '#shared/cleaning/full-name.ts'
import { hasOpenPart, partColumns, withPartColumns } from '#shared/cleaning/name-columns.ts'
import { createSpareRowFinder } from '#shared/cleaning/spare-rows.ts'
import type { CleanStep } from '#shared/domain/recipe/recipe.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { heldText, sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Column, ColumnId, RowId, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PatchStore } from '#electron/services/ports/patches.ts'
import { readingsInWords, type CleanEntry } from '#electron/cli/options/clean.ts'
import { columnNamed, unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { rowsOf } from '#electron/services/paging.ts'

/** What a cleaning did, for the account of a push. */
export interface Cleaned {
  /** Its name on the command line. */
  cleaning: string
  /** Headings of the columns it went over; empty where it is about whole rows. */
  columns: string[]
  /** Cells changed, names split, or rows taken out. */
  changed: number
  /** Cells that stay as they are because what they mean is not clear. */
  unclear: number
  /** The first few of these. */
  examples: string[]
}

interface Sheet {
  id: SheetId
  columns: readonly Column[]
  workspace: SheetStore & PatchStore
  attributes: readonly Attribute[]
  patch: (patches: readonly SheetPatch[]) => void
}

const FEW = 5

/**
 * Does what `--clean` asks for to a sheet that is loaded and mapped, one cleaning after the other.
 * @throws {Ending} where it is not plain which columns are meant or how their values are; nothing was sent then
 */
export async function cleanSheet(
  sheet: Omit<Sheet, 'columns'>,
  entries: readonly CleanEntry[],
): Promise<Cleaned[]> {
  const done: Cleaned[] = []
  for (const entry of entries) {
    // A cleaning before may have added columns.
    const { columns } = sheet.workspace.head(sheet.id)!
    done.push(await clean({ ...sheet, columns }, entry))
  }
  return done
}

async function clean(sheet: Sheet, entry: CleanEntry): Promise<Cleaned> {
  switch (entry.cleaning.work) {
    case 'cells':
      return cleanCells(sheet, entry.cleaning, entry)
    case 'names':
      return splitNames(sheet, entry.cleaning.kind, wholeNames(sheet, entry))
    case 'rows':
      return removeRows(sheet, entry.cleaning.kind, chosenRows(entry))
  }
}

/**
 * A step of a recipe, done to the cells the window does it to: those that hold something other than they show stay. Answers a sentence
 * where it cannot be done. @throws {Ending} where it is not plain how its values are meant
 */
export async function cleanAsInWindow(
  sheet: Sheet,
  step: CleanStep,
  ids: readonly ColumnId[],
): Promise<Cleaned | string> {
  const asked = cleaningOfStep(step)
  if (typeof asked === 'string') return asked
  const { cleaning, chosen } = asked
  const columns = sheet.columns.filter(({ id }) => ids.includes(id))
  if (cleaning.work === 'rows') return removeRows(sheet, cleaning.kind, chosen)
  if (cleaning.work === 'names') {
    const [source] = columns
    return source ? splitNames(sheet, cleaning.kind, source) : `The cleaning “${step.clean}” needs a column.`
  }
  return cleanColumns(sheet, cleaning, chosen, columns, undefined)
}

async function cleanCells(sheet: Sheet, cleaning: CellCleaning, entry: CleanEntry): Promise<Cleaned> {
  const columns = columnsFor(sheet, cleaning, entry)
  const sent = new Map(sentColumns(columns, sheet.attributes).map((column) => [column.id, column]))
  return cleanColumns(
    sheet,
    cleaning,
    entry.chosen,
    columns,
    (row, columnId) => heldText(row, sent.get(columnId)!) ?? row.cells[columnId] ?? '',
  )
}

async function cleanColumns(
  sheet: Sheet,
  cleaning: CellCleaning,
  chosen: Chosen,
  columns: readonly Column[],
  valueOf: Parameters<typeof gatherChanges>[2],
): Promise<Cleaned> {
  const cleaner = cleaning.cleaner(chosen, { phones: await phonesFor(cleaning, chosen) })
  const gathered = gatherChanges(
    cleaner,
    columns.map(({ id }) => id),
    valueOf,
  )
  for (const row of rowsOf(sheet.workspace, sheet.id)) gathered.look(row)
  const { changes, changing, unclear, ambiguous } = gathered.found()
  if (ambiguous.first) {
    const { value, either, or } = ambiguous.first
    throw new Ending(
      WRONG_USAGE,
      `--clean ${cleaning.kind}: ${inDigits.countOf(ambiguous.cells, 'cell')} can be read two ways: “${value}” is ${either} or ${or}. Say which: --clean ${readingsInWords(cleaning)}. Nothing was sent.`,
    )
  }
  sheet.patch(
    [...Map.groupBy(changes, ({ columnId }) => columnId)].map(([column, ofColumn]) => ({
      kind: 'setCells',
      column,
      rows: ofColumn.flatMap(({ rows }) => rows),
      values: ofColumn.flatMap(({ rows, after }) => rows.map(() => after)),
    })),
  )
  return {
    cleaning: cleaning.kind,
    columns: columns.map((column) => unmistakable(sheet.columns, column)),
    changed: changing,
    unclear: unclear.cells,
    examples: [...unclear.values],
  }
}

function columnsFor(
  { columns, attributes }: Sheet,
  { kind, reach, types }: CellCleaning,
  { column }: CleanEntry,
): Column[] {
  const own = columns.filter(({ constant }) => constant === null)
  if (column !== null) return [columnNamed(own, column, '--clean')]
  if (reach === 'all') return own
  const typeOf = new Map(attributes.map(({ schemaName, dataType }) => [schemaName, dataType]))
  const found =
    reach === 'named'
      ? []
      : own.filter(({ attribute }) => {
          const type = attribute === null ? undefined : typeOf.get(attribute)
          return type !== undefined && types.includes(type)
        })
  if (found.length > 0) return found
  const why =
    reach === 'named'
      ? 'can be meant for any column'
      : `finds no column that goes to such an attribute (${types.join(', ')})`
  throw new Ending(
    WRONG_USAGE,
    `--clean ${kind} ${why}. Name one after @: --clean "${kind}@${own[0]?.header.trim() ?? 'Header'}". Nothing was sent.`,
  )
}

async function phonesFor(
  { kind, options }: CellCleaning,
  chosen: Chosen,
): Promise<Parameters<CellCleaning['cleaner']>[1]['phones']> {
  const country = options.find(({ as }) => as === 'countries')
  if (!country) return () => null
  const { isCountry, readPhone } = await import('./phone-library.ts')
  const code = chosen[country.name] ?? null
  if (code === null || isCountry(code)) return readPhone
  throw new Ending(
    WRONG_USAGE,
    `--clean ${kind}: no country has the code ${code}. Give two letters as of ISO 3166, such as IN, US or DE. Nothing was sent.`,
  )
}

function wholeNames({ columns }: Sheet, entry: CleanEntry): Column {
  const { kind } = entry.cleaning
  const source =
    entry.column === null ? columns.find(isFullName) : columnNamed(columns, entry.column, '--clean')
  if (!source) {
    throw new Ending(
      WRONG_USAGE,
      `--clean ${kind} finds no column of whole names by its heading. Name one after @: --clean "${kind}@Header". Nothing was sent.`,
    )
  }
  return source
}

function splitNames({ id, columns, workspace, patch }: Sheet, kind: string, source: Column): Cleaned {
  const parts = partColumns(columns, source.id)
  let nextId = workspace.head(id)!.nextColumnId
  const into = withPartColumns(columns, source.id, () => nextId++)
  const filled = into.ids.map((column) => ({ column, rows: [] as RowId[], values: [] as string[] }))
  const unclear = { cells: 0, values: new Set<string>() }
  let changed = 0
  for (const row of rowsOf(workspace, id)) {
    const whole = row.cells[source.id] ?? ''
    if (whole.trim() === '' || !hasOpenPart(row, parts)) continue
    const name = splitFullName(whole)
    if (!name) {
      unclear.cells++
      if (unclear.values.size < FEW) unclear.values.add(whole)
      continue
    }
    changed++
    for (const [index, { column, rows, values }] of filled.entries()) {
      if ((row.cells[column] ?? '').trim() !== '') continue
      rows.push(row.id)
      values.push(index === 0 ? name.first : name.last)
    }
  }
  patch([
    { kind: 'setColumns', columns: withoutWholeName(into.columns, source.id) },
    ...filled.map((cells) => ({ kind: 'setCells' as const, ...cells })),
  ])
  const examples = [...unclear.values]
  return {
    cleaning: kind,
    columns: [unmistakable(columns, source)],
    changed,
    unclear: unclear.cells,
    examples,
  }
}

/** Where the whole names went to one of the parts, the part has that place now. */
function withoutWholeName(columns: readonly Column[], source: ColumnId): Column[] {
  const taken = new Set(columns.flatMap(({ id, attribute }) => (id === source ? [] : [attribute])))
  return columns.map((column) =>
    column.id === source && column.attribute !== null && taken.has(column.attribute)
      ? { ...column, attribute: null }
      : column,
  )
}

/** Both kinds, unless a recipe says which. */
function chosenRows({ cleaning, column }: CleanEntry): Chosen {
  if (column === null) return {}
  throw new Ending(WRONG_USAGE, `--clean ${cleaning.kind} is about whole rows; “@${column}” is not expected.`)
}

function removeRows({ id, workspace, patch }: Sheet, kind: string, chosen: Chosen): Cleaned {
  const look = createSpareRowFinder()
  const spare: RowId[] = []
  for (const row of rowsOf(workspace, id)) {
    const found = look(row)
    if (found && chosen[found] !== 'no') spare.push(row.id)
  }
  if (spare.length > 0) patch([{ kind: 'deleteRows', rows: spare }])
  return { cleaning: kind, columns: [], changed: spare.length, unclear: 0, examples: [] }
}
