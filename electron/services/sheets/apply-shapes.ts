import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import type { SheetHead, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { createTextGatherer } from '#shared/domain/shape/extraction.ts'
import { lookUpTableFor, type LookUpTable } from '#shared/domain/shape/look-up-table.ts'
import { planShape, type ShapeAids } from '#shared/domain/shape/plan-shape.ts'
import {
  noteInWords,
  openQuestion,
  shapeInWords,
  withoutKeyInWords,
} from '#shared/domain/shape/shape-words.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Expressions } from '#electron/services/ports/expressions.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { rowsOf, sheetPages, unhurried } from '#electron/services/paging.ts'

/** What one change of shape did. */
export interface ShapeDone {
  /** In one line. */
  shape: string
  /** Rows looked at. */
  rows: number
  /** Rows changed, or taken out. */
  changed: number
  /** What is worth knowing of rows that came out other than one might think. */
  notes: string[]
}

export interface ShapeJob {
  workspace: Pick<SheetStore, 'head' | 'rows' | 'sheets'>
  sheetId: SheetId
  attributes: readonly Attribute[]
  expressions: Expressions
  patch: (patches: readonly SheetPatch[]) => void
}

/**
 * Does changes of shape to a sheet nobody has open, one after the other, where nobody can be asked: it stops with a sentence
 * at the first that is not plain, and those before it are done.
 */
export async function applyShapes(
  job: ShapeJob,
  shapes: readonly Shape[],
): Promise<{ ok: true; done: ShapeDone[] } | { ok: false; problem: string }> {
  const done: ShapeDone[] = []
  for (const shape of shapes) {
    const result = await applyShape(job, shape)
    if (typeof result === 'string') return { ok: false, problem: `${shapeInWords(shape)}: ${result}` }
    done.push(result)
  }
  return { ok: true, done }
}

/** One of them; a sentence where it is not plain, and then nothing is done. */
export async function applyShape(job: ShapeJob, shape: Shape): Promise<ShapeDone | string> {
  const { workspace, sheetId, attributes, patch } = job
  const head = workspace.head(sheetId)!
  const aids = await aidsFor(job, head, shape)
  if (typeof aids === 'string') return aids
  let nextId = head.nextColumnId
  const { columns, settings } = head
  const planned = planShape(shape, { columns, attributes, settings, takeId: () => nextId++ }, aids)
  if (!planned.ok) return planned.problem
  const { plan } = planned
  for await (const { rows } of unhurried(sheetPages(workspace, sheetId))) rows.forEach(plan.look)
  const remembered: SheetPatch = {
    kind: 'setSettings',
    settings: { ...settings, shapes: [...(settings.shapes ?? []), shape] },
  }
  if (plan.kind === 'rows') {
    const found = plan.found()
    const note = withoutKeyInWords(found, inDigits)
    patch([{ kind: 'deleteRows', rows: found.gone }, remembered])
    return {
      shape: shapeInWords(shape),
      rows: found.rows,
      changed: found.gone.length,
      notes: note === '' ? [] : [note],
    }
  }
  const found = plan.found()
  const question = openQuestion(shape, found, inDigits)
  if (question !== '') return question
  patch([
    ...(plan.columns === columns ? [] : [{ kind: 'setColumns' as const, columns: [...plan.columns] }]),
    ...found.patches,
    remembered,
  ])
  return {
    shape: shapeInWords(shape),
    rows: found.rows,
    changed: found.changing,
    notes: found.notes.map((note) => noteInWords(note, shape, inDigits)),
  }
}

async function aidsFor(job: ShapeJob, head: SheetHead, shape: Shape): Promise<ShapeAids | string> {
  if (shape.kind === 'look-up') {
    const table = await tableFor(job, head, shape)
    return typeof table === 'string' ? table : { table }
  }
  return shape.kind === 'extract' ? extraction(job, head, shape) : {}
}

/** Looks through each different text once, some at a time. */
const TEXTS_AT_ONCE = 2_000

function extraction(
  { workspace, attributes, expressions }: ShapeJob,
  { id, columns, settings }: SheetHead,
  { column: name, pattern, matchCase }: Extract<Shape, { kind: 'extract' }>,
): ShapeAids | string {
  const [column] = columnsCalled(sentColumns(columns, attributes, settings), name)
  // Not there, or several: the plan says so.
  if (!column) return { extract: () => null }
  const { look, texts } = createTextGatherer(column)
  for (const row of rowsOf(workspace, id)) look(row)
  const all = texts()
  const known = new Map<string, string | null>()
  for (let from = 0; from < all.length; from += TEXTS_AT_ONCE) {
    const some = all.slice(from, from + TEXTS_AT_ONCE)
    const found = expressions.extract(pattern, matchCase, some)
    if (typeof found === 'string') return found
    some.forEach((text, at) => known.set(text, found[at] ?? null))
  }
  return { extract: (text) => known.get(text) ?? null }
}

async function tableFor(
  { workspace, attributes, sheetId }: ShapeJob,
  head: SheetHead,
  shape: Extract<Shape, { kind: 'look-up' }>,
): Promise<LookUpTable | string> {
  const called = workspace.sheets().filter(({ id, name }) => name === shape.sheet && id !== sheetId)
  if (called.length > 1) return `${called.length} sheets are called “${shape.sheet}”. Rename all but one.`
  const other = called[0] && workspace.head(called[0].id)
  if (!other) return `There is no other sheet “${shape.sheet}” here.`
  const table = lookUpTableFor(shape, head, other, attributes)
  if (typeof table === 'string') return table
  for await (const { rows } of unhurried(sheetPages(workspace, other.id))) rows.forEach(table.add)
  return table
}
