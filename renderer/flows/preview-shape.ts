import type { Shape } from '#shared/domain/sheet/shape.ts'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import { createTextGatherer, expressionOf, TOO_SLOW } from '#shared/domain/shape/extraction.ts'
import { planShape, type ShapeAids, type ShapePlan } from '#shared/domain/shape/plan-shape.ts'
import { createExpressionSearch, ExpressionTooSlow } from '#renderer/expressions/expression-search.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { inSlices } from './in-slices.ts'
import { lookUpTable, type OtherSheet } from './other-sheet.ts'

type Options = { signal: AbortSignal; onProgress?: (done: number) => void }
type PlanOf<Kind extends ShapePlan['kind']> = Extract<ShapePlan, { kind: Kind }>

/** What a change of shape would do; `revision`: of the sheet it was looked at. */
export type ShapePreview =
  | { kind: 'problem'; problem: string }
  | ({ kind: 'cells'; shape: Shape; revision: number; found: ReturnType<PlanOf<'cells'>['found']> } & Pick<
      PlanOf<'cells'>,
      'from' | 'targets' | 'columns'
    >)
  | ({ kind: 'rows'; shape: Shape; revision: number; found: ReturnType<PlanOf<'rows'>['found']> } & Pick<
      PlanOf<'rows'>,
      'by'
    >)

/** Goes through all rows of the open sheet and changes nothing. New columns have ids that nobody has been given. */
export async function previewShape(
  shape: Shape,
  other: OtherSheet | null,
  options: Options,
): Promise<ShapePreview> {
  const { columns, settings, revision, nextColumnId } = sheetStore.getState()
  const { attributes } = useAttributes.getState()
  const aids = await aidsFor(shape, other, options)
  if (typeof aids === 'string') return { kind: 'problem', problem: aids }
  let nextId = nextColumnId
  const planned = planShape(shape, { columns, attributes, settings, takeId: () => nextId++ }, aids)
  if (!planned.ok) return { kind: 'problem', problem: planned.problem }
  const { plan } = planned
  await inSlices(rowStore.rows, (row) => plan.look(row), options)
  return plan.kind === 'rows'
    ? { kind: 'rows', shape, revision, by: plan.by, found: plan.found() }
    : {
        kind: 'cells',
        shape,
        revision,
        from: plan.from,
        targets: plan.targets,
        columns: plan.columns,
        found: plan.found(),
      }
}

async function aidsFor(
  shape: Shape,
  other: OtherSheet | null,
  options: Options,
): Promise<ShapeAids | string> {
  if (shape.kind === 'extract') return extraction(shape, options)
  if (shape.kind !== 'look-up' || !other) return {}
  const table = await lookUpTable(shape, other, options.signal)
  return typeof table === 'string' ? table : { table }
}

/** So few that one task is far from its deadline, so many that going there and back costs nothing beside it. */
const TEXTS_A_TASK = 2_000

const search = createExpressionSearch()

async function extraction(
  { column: name, pattern, matchCase }: Extract<Shape, { kind: 'extract' }>,
  { signal }: Options,
): Promise<ShapeAids | string> {
  const expression = expressionOf(pattern, matchCase)
  if (typeof expression === 'string') return expression
  const { columns, settings } = sheetStore.getState()
  const [column] = columnsCalled(sentColumns(columns, useAttributes.getState().attributes, settings), name)
  if (!column) return { extract: () => null }
  const { look, texts } = createTextGatherer(column)
  await inSlices(rowStore.rows, look, { signal })
  const all = texts()
  const known = new Map<string, string | null>()
  const giveUp = (): void => search.giveUp()
  signal.addEventListener('abort', giveUp)
  try {
    for (let from = 0; from < all.length; from += TEXTS_A_TASK) {
      const some = all.slice(from, from + TEXTS_A_TASK)
      const found = await search.extracted(expression, some)
      signal.throwIfAborted()
      some.forEach((text, at) => known.set(text, found[at] ?? null))
    }
  } catch (error) {
    if (error instanceof ExpressionTooSlow) return TOO_SLOW
    throw error
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
  return { extract: (text) => known.get(text) ?? null }
}
