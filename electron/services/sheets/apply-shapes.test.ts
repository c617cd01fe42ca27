import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { Shape } from '#shared/domain/sheet/shape.ts'
import { DEFAULT_SETTINGS, type Column, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { createExpressions } from '#electron/gateways/expressions.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { applyShapes } from './apply-shapes.ts'

let folder: string
let workspace: Workspace

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shapes-'))
  const opened = openWorkspace(join(folder, 'workspace.sqlite'), () => new Date('2026-01-02T03:04:05Z'))
  if (!opened.ok) throw new Error(opened.fault.text)
  workspace = opened.value.workspace
})

afterEach(() => {
  workspace.close()
  rmSync(folder, { recursive: true })
})

function sheet(name: string, [headings, ...rows]: readonly (readonly string[])[]): number {
  const columns = headings!.map((header, id): Column => ({
    id,
    header,
    attribute: null,
    constant: null,
    hidden: false,
    width: null,
  }))
  const { id } = workspace.createSheet(name, columns, DEFAULT_SETTINGS)
  workspace.appendRows(
    id,
    rows.map((cells, at) => packRow({ id: at + 1, rank: at + 1, cells: [...cells] })),
  )
  workspace.switchTo(id)
  return id
}

function table(id: number): string[][] {
  const { columns } = workspace.head(id)!
  const { rows } = workspace.rows(id, null, 1_000)
  return [
    columns.map(({ header }) => header),
    ...rows.map(({ cells }) => columns.map((column) => cells[column.id] ?? '')),
  ]
}

async function apply(id: number, ...shapes: Shape[]) {
  let batch = 0
  const job = {
    workspace,
    sheetId: id,
    attributes: STANDARD_ATTRIBUTES,
    expressions: createExpressions(200),
    patch: (patches: readonly SheetPatch[]) => void workspace.applyPatches(id, 'test', ++batch, patches),
  }
  return applyShapes(job, shapes)
}

describe('shapes in the host', () => {
  it('are done one after the other, each on what the one before left, and remembered with the sheet', async () => {
    sheet('Cities', [
      ['Town', 'Region'],
      ['ulm', 'South'],
    ])
    const id = sheet('Leads', [
      ['Contact', 'Place'],
      ['Ann <ann@x.example>', 'Ulm, BW'],
      ['Ann L <ANN@x.example>', 'Bonn, NW'],
      ['', ''],
    ])
    const shapes: Shape[] = [
      { kind: 'split', column: 'Place', by: ',', into: ['City', 'State'], rest: 'last' },
      { kind: 'extract', column: 'Contact', pattern: '<(.+)>', matchCase: false, into: 'Email' },
      {
        kind: 'look-up',
        sheet: 'Cities',
        key: 'City',
        theirKey: 'Town',
        take: [{ column: 'Region', into: 'Region' }],
        several: 'none',
      },
      { kind: 'combine', template: '{City} ({Region})', into: 'Where', gaps: 'tidy' },
      { kind: 'unique', columns: ['Email'], keep: 'last' },
    ]
    const result = await apply(id, ...shapes)
    expect(result).toEqual({
      ok: true,
      done: [
        { shape: 'Split “Place” at comma into “City”, “State”', rows: 3, changed: 2, notes: [] },
        { shape: 'Extract <(.+)> from “Contact” into “Email”', rows: 3, changed: 2, notes: [] },
        {
          shape: 'Look up “City” in “Cities” and take “Region”',
          rows: 3,
          changed: 1,
          notes: ['1 row is not found there and stays as it is: “Bonn”', '1 row has nothing to look up.'],
        },
        {
          shape: 'Combine {City} ({Region}) into “Where”',
          rows: 3,
          changed: 2,
          notes: ['1 row lacks a part, which goes with what stands around it.'],
        },
        {
          shape: 'Remove duplicates by “Email”, keep the last',
          rows: 3,
          changed: 1,
          notes: ['1 row has nothing in these columns and stays.'],
        },
      ],
    })
    expect(table(id)).toEqual([
      ['Contact', 'Email', 'Place', 'City', 'Region', 'Where', 'State'],
      ['Ann L <ANN@x.example>', 'ANN@x.example', 'Bonn, NW', 'Bonn', '', 'Bonn', 'NW'],
      ['', '', '', '', '', '', ''],
    ])
    expect(workspace.head(id)!.settings.shapes).toEqual(shapes)
  })

  it('stop with a sentence where a column holds something already and nobody said what becomes of it', async () => {
    const id = sheet('Leads', [
      ['Place', 'City'],
      ['Ulm, BW', 'Neu-Ulm'],
    ])
    const split: Shape = { kind: 'split', column: 'Place', by: ',', into: ['City', 'State'], rest: 'last' }
    expect(await apply(id, split)).toEqual({
      ok: false,
      problem:
        'Split “Place” at comma into “City”, “State”: 1 row holds something else there already. Say what becomes of it: "existing": "keep" or "replace".',
    })
    expect(table(id)[1]).toEqual(['Ulm, BW', 'Neu-Ulm'])
    expect(await apply(id, { ...split, existing: 'keep' })).toMatchObject({ ok: true })
    expect(table(id)[1]).toEqual(['Ulm, BW', 'BW', 'Neu-Ulm'])
  })

  it.each<[string, Shape, string]>([
    [
      'an expression that runs away',
      { kind: 'extract', column: 'A', pattern: '^(a+)+$', matchCase: false, into: 'B' },
      'Extract ^(a+)+$ from “A” into “B”: This expression takes too long, so it was stopped. Write it in a simpler way.',
    ],
    [
      'a column that is not there',
      { kind: 'fill-down', columns: ['Z'] },
      'Fill down the empty cells of “Z”: There is no column “Z”.',
    ],
    [
      'a sheet that is not there',
      {
        kind: 'look-up',
        sheet: 'Nowhere',
        key: 'A',
        theirKey: 'A',
        take: [{ column: 'B', into: 'B' }],
        several: 'none',
      },
      'Look up “A” in “Nowhere” and take “B”: There is no other sheet “Nowhere” here.',
    ],
  ])('stop with a sentence at %s', async (_, shape, problem) => {
    const id = sheet('Leads', [['A'], [`${'a'.repeat(60)}!`]])
    expect(await apply(id, shape)).toEqual({ ok: false, problem })
  })

  it('are read back as they are written in a recipe, and what is none is refused', () => {
    const written = '{"kind":"combine","template":"{A}","into":"B","gaps":"tidy"}'
    expect(Shape.parse(JSON.parse(written))).toEqual(JSON.parse(written))
    expect(Shape.safeParse({ kind: 'combine', template: '', into: 'B', gaps: 'tidy' }).success).toBe(false)
    expect(Shape.safeParse({ kind: 'formula', text: '=A1' }).success).toBe(false)
  })
})
