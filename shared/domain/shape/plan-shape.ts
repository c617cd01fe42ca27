import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { sentColumns, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import type { Column, ColumnId, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { createCellWrites, type CellWrites } from './cell-writes.ts'
import { noneCalled, severalCalled } from './column-problems.ts'
import type { LookUpTable } from './look-up-table.ts'
import { createNotes, type ShapeNote } from './notes.ts'
import { valueOf, type Cells, type Value } from './source.ts'
import { splitText } from './split-text.ts'
import { targetsCalled, withTargets, type Target } from './targets.ts'
import { fillTemplate, readTemplate } from './template.ts'
import { createUniqueRows, type UniqueRows } from './unique-rows.ts'

/** What a shape is done to. */
export interface ShapeSheet {
  columns: readonly Column[]
  attributes: readonly Attribute[]
  settings: SheetSettings
  /** Gives out column ids no column of the sheet has had. */
  takeId: () => ColumnId
}

/** What a shape needs that is not in the sheet. */
export interface ShapeAids {
  /** Of a look-up: the other sheet's values. */
  table?: LookUpTable
  /**
   * Of an extraction: what the expression finds in a text; null: nothing. Whoever gives it sees to it that the expression
   * cannot run away.
   */
  extract?: (text: string) => string | null
}

/** Looks at rows in the sheet's order, one call each, and tells what the shape would do to them. Nothing is changed. */
export type ShapePlan =
  | {
      kind: 'cells'
      from: readonly Column[]
      targets: readonly Target[]
      /** The sheet's columns as they will be; the same list where none is made. */
      columns: readonly Column[]
      look: (row: Cells) => void
      found: () => CellWrites & { notes: readonly ShapeNote[] }
    }
  | { kind: 'rows'; by: readonly Column[]; look: (row: Cells) => void; found: () => UniqueRows }

export type ShapePlanned = { ok: true; plan: ShapePlan } | { ok: false; problem: string }

/** @returns a sentence where a column is not there or it is not plain which is meant */
export function planShape(shape: Shape, sheet: ShapeSheet, aids: ShapeAids = {}): ShapePlanned {
  switch (shape.kind) {
    case 'split':
      return planned(
        sheet,
        [shape.column],
        shape.into,
        shape.existing,
        (note) =>
          (row, [column], targets) => {
            const value = valueOf(row, column!)
            if (value === null) return leave(note)
            if (value.text === '') return []
            if (value.held !== null) note('as-shown', value.text)
            const split = splitText(value.text, shape.by, targets.length, shape.rest)
            if (split === null) {
              note('not-split', value.text)
              return [{ text: value.text.trim(), held: value.held }]
            }
            if (split.more) note('more-parts', value.text)
            return split.parts.map(asText)
          },
      )
    case 'combine': {
      const read = readTemplate(shape.template)
      if (!read.ok) return read
      const { template } = read
      return planned(sheet, template.fields, [shape.into], shape.existing, (note) => (row, columns) => {
        const values = columns.map((column) => valueOf(row, column))
        if (values.includes(null)) return leave(note)
        const texts = values.map((value) => value!.text.trim())
        if (texts.every((text) => text === '')) return []
        if (texts.includes('')) {
          note('gaps')
          if (shape.gaps === 'leave') return []
        }
        const shown = values.find((value) => value!.held !== null)
        if (shown) note('as-shown', shown.text)
        return [asText(fillTemplate(template, texts))]
      })
    }
    case 'first-filled':
      return planned(sheet, shape.columns, [shape.into], shape.existing, (note) => (row, columns) => {
        for (const column of columns) {
          const value = valueOf(row, column)
          if (value === null) return leave(note)
          if (value.text !== '') return [value]
        }
        note('all-empty')
        return []
      })
    case 'look-up': {
      const { table } = aids
      if (!table) return { ok: false, problem: `There is no sheet “${shape.sheet}” to look up in.` }
      const into = shape.take.map((one) => one.into)
      return planned(sheet, [shape.key], into, shape.existing, (note) => (row, [key]) => {
        const value = valueOf(row, key!)
        if (value === null) return leave(note)
        if (value.text === '') {
          note('no-key')
          return []
        }
        const found = table.find(value)
        if (found.kind === 'found') return found.values
        note(found.kind, value.text)
        return []
      })
    }
    case 'unique': {
      const by = namedColumns(shape.columns, sheet)
      if (typeof by === 'string') return { ok: false, problem: by }
      const all = sheet.columns
      return { ok: true, plan: { kind: 'rows', by, ...createUniqueRows({ by, all, keep: shape.keep }) } }
    }
    case 'fill-down':
      return planned(sheet, shape.columns, shape.columns, undefined, (note) => {
        const above: (Value | null)[] = shape.columns.map(() => null)
        return (row, columns) => {
          const values = columns.map((column, at) => {
            const here = textAndHeld(row, column)
            if (here.text.trim() === '' && here.held === null) return above[at] ?? NOTHING_ABOVE
            above[at] = here
            return null
          })
          if (values.includes(NOTHING_ABOVE)) note('nothing-above')
          return values
        }
      })
    case 'extract': {
      const { extract } = aids
      if (!extract) return { ok: false, problem: 'The expression cannot be looked for here.' }
      return planned(sheet, [shape.column], [shape.into], shape.existing, (note) => (row, [column]) => {
        const value = valueOf(row, column!)
        if (value === null) return leave(note)
        if (value.text === '') return []
        if (value.held !== null) note('as-shown', value.text)
        const text = extract(value.text)?.trim() ?? ''
        if (text === '') note('no-match', value.text)
        return [asText(text)]
      })
    }
  }
}

/** Of an empty cell with no other above it. */
const NOTHING_ABOVE: Value = { text: '', held: null }

type Note = ReturnType<typeof createNotes>['note']
type ValuesOf = (
  row: Cells,
  from: readonly SentColumn[],
  targets: readonly Target[],
) => readonly (Value | null)[]

function planned(
  sheet: ShapeSheet,
  sources: readonly string[],
  into: readonly string[],
  existing: 'keep' | 'replace' | undefined,
  way: (note: Note) => ValuesOf,
): ShapePlanned {
  const from = namedColumns(sources, sheet)
  if (typeof from === 'string') return { ok: false, problem: from }
  const targets = targetsCalled(into, sheet)
  if (typeof targets === 'string') return { ok: false, problem: targets }
  const { note, all } = createNotes()
  const valuesOf = way(note)
  const writes = createCellWrites({ from, targets, existing })
  return {
    ok: true,
    plan: {
      kind: 'cells',
      from,
      targets,
      columns: withTargets(sheet.columns, targets, lastOf(from, sheet.columns)),
      look: (row) => writes.write(row, valuesOf(row, from, targets)),
      found: () => ({ ...writes.found(), notes: all() }),
    },
  }
}

function namedColumns(
  names: readonly string[],
  { columns: all, attributes, settings }: ShapeSheet,
): SentColumn[] | string {
  const columns = sentColumns(all, attributes, settings)
  const named: SentColumn[] = []
  for (const name of names) {
    const [column, ...others] = columnsCalled(columns, name)
    if (!column) return noneCalled(name)
    if (others.length > 0) return severalCalled(name, others.length + 1)
    named.push(column)
  }
  return named
}

/** The one that stands furthest to the right. */
function lastOf(from: readonly Column[], columns: readonly Column[]): ColumnId | null {
  return columns.findLast((column) => from.some(({ id }) => id === column.id))?.id ?? null
}

function leave(note: Note): [] {
  note('not-calculated')
  return []
}

function asText(text: string): Value {
  return { text, held: null }
}

function textAndHeld(row: Cells, { id }: Column): Value {
  return { text: row.cells[id] ?? '', held: row.held?.[id] ?? null }
}
