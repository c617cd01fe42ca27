import type { Calls, Events } from '#shared/api/contract.ts'
import { fail, type Result } from '#shared/api/faults.ts'
import { reportName, type ReportRow, type ReportRun } from '#shared/domain/report/report.ts'
import { baseCell } from '#shared/domain/report/base-cell.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import { cellOf, type Column, type SheetId, type SheetSettings } from '#shared/domain/sheet/sheet.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { SaveTarget } from '#electron/services/ports/save-target.ts'
import type { Workbooks } from '#electron/services/ports/workbooks.ts'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PushStore } from '#electron/services/ports/pushes.ts'
import { pushPages, sheetPages } from '#electron/services/paging.ts'
import type { z } from 'zod'

export type ReportSource = { kind: 'sheet'; sheetId: SheetId } | { kind: 'push'; pushId: number }
export type ReportFormat = 'xlsx' | 'csv'

export interface ReportsOptions {
  workspace: SheetStore & PushStore & Pick<LinkStore, 'linksOf'>
  workbooks: Workbooks
  saveTarget: SaveTarget
  emit: <Name extends 'report.progress' | 'notice'>(name: Name, payload: z.infer<Events[Name]>) => void
}

export interface ReportService {
  /** Writes a report to a path already chosen. */
  write(
    source: ReportSource,
    format: ReportFormat,
    path: string,
    signal: AbortSignal,
  ): Promise<Result<{ rows: number; cut: number }>>
  /** Writes a sheet's columns and nothing else; in a workbook, out of sight, what the rows' leads had when they were got. */
  writeTable(
    sheetId: SheetId,
    format: ReportFormat,
    path: string,
    signal: AbortSignal,
  ): Promise<Result<{ rows: number; cut: number }>>
  handlers: Pick<Handlers<Calls>, 'report.export'>
}

interface Contents {
  run: ReportRun
  of: number
  rows(): Iterable<ReportRow[]>
}

export function createReports({ workspace, workbooks, saveTarget, emit }: ReportsOptions): ReportService {
  function contentsOf(source: ReportSource): Contents | null {
    return source.kind === 'sheet' ? sheetContents(source.sheetId) : pushContents(source.pushId)
  }

  function sheetContents(sheetId: SheetId, withBases = false): Contents | null {
    const head = workspace.head(sheetId)
    if (!head) return null
    const summary = workspace
      .pushes()
      .filter((push) => push.sheetId === sheetId)
      .reduce<ReportRun['summary']>(
        (latest, push) => (latest && latest.pushId > push.pushId ? latest : push),
        null,
      )
    function* rows(): Generator<ReportRow[]> {
      for (const page of sheetPages(workspace, sheetId)) {
        const { columns } = head!
        const outcomes = new Map(page.outcomes.map((outcome) => [outcome.rowId, outcome]))
        const changed = new Set(page.changed)
        const ids = page.rows.map(({ id }) => id)
        const links = workspace.linksOf(sheetId, head!.settings.accountId, ids)
        yield page.rows.map((row) => {
          const link = links.get(row.id)
          return {
            cells: columns.map((column) => cellOf(row, column)),
            held: heldByPlace(row.held, columns),
            outcome: outcomes.get(row.id) ?? null,
            changed: changed.has(row.id),
            leadId: link?.leadId ?? null,
            ...(withBases && link?.base ? { base: baseCell(link.leadId, link.base, columns) } : {}),
          }
        })
      }
    }
    return {
      run: runOf(head.name, summary, head.settings, head.columns, workspace.holds({ sheetId })),
      of: head.rowCount,
      rows,
    }
  }

  function pushContents(pushId: number): Contents | null {
    const record = workspace.push(pushId)
    if (!record) return null
    const { summary, columns, settings } = record
    function* rows(): Generator<ReportRow[]> {
      for (const page of pushPages(workspace, pushId)) {
        yield page.map((row) => ({
          cells: columns.map((column) => cellOf(row, column)),
          held: heldByPlace(row.held, columns),
          outcome: row,
          changed: false,
        }))
      }
    }
    return {
      run: runOf(summary.sheetName, summary, settings, columns, workspace.holds({ pushId })),
      of: summary.rows,
      rows,
    }
  }

  const write: ReportService['write'] = async (source, format, path, signal) => {
    const contents = contentsOf(source)
    if (!contents) return gone()
    let told = 0
    function* counted(): Generator<ReportRow[]> {
      for (const rows of contents!.rows()) {
        yield rows
        told += rows.length
        emit('report.progress', { rows: told, of: Math.max(told, contents!.of) })
      }
    }
    return workbooks.writeReport(path, format, contents.run, counted(), signal)
  }

  return {
    write,
    async writeTable(sheetId, format, path, signal) {
      const bases = format === 'xlsx'
      const contents = sheetContents(sheetId, bases)
      if (!contents) return gone()
      const { holds: _, ...run } = contents.run
      const plain = { ...run, plain: true as const, ...(bases ? { bases: true as const } : {}) }
      return workbooks.writeReport(path, format, plain, contents.rows(), signal)
    },
    handlers: {
      'report.export': async ({ source, format }) => {
        const contents = contentsOf(source)
        if (!contents) return gone()
        return saveTarget.save(reportName(contents.run.sheetName, format), async (path) => {
          const written = await write(source, format, path, new AbortController().signal)
          if (written.ok && written.value.cut > 0)
            emit('notice', { tone: 'warning', text: cutNotice(written.value.cut) })
          return written
        })
      },
    },
  }
}

function gone(): Extract<Result<never>, { ok: false }> {
  return fail('not-found', 'What the report is of is no longer here.')
}

function heldByPlace(held: Held | undefined, columns: readonly Column[]): Held | undefined {
  if (held === undefined) return undefined
  const places = columns.flatMap(({ id, constant }, place) => {
    const value = constant === null ? held[id] : undefined
    return value === undefined ? [] : [[String(place), value] as const]
  })
  return places.length === 0 ? undefined : Object.fromEntries(places)
}

function runOf(
  sheetName: string,
  summary: ReportRun['summary'],
  { accountId: _, ...settings }: SheetSettings,
  columns: readonly Column[],
  holds: boolean,
): ReportRun {
  return {
    sheetName,
    summary: summary?.after ? { ...summary, after: withoutRows(summary.after) } : summary,
    settings,
    columns: columns.map(({ header, attribute, constant, readAs }) => ({
      ...{ header, attribute, constant },
      ...(readAs ? { readAs } : {}),
    })),
    ...(holds && { holds }),
  }
}

/** Which rows they were is told by no number of ours: it would be nobody's in a report. */
function withoutRows(after: AfterView): AfterView {
  const tasks = after.tasks.map((task) => ({
    ...task,
    reasons: task.reasons.map((reason) => ({ ...reason, rows: [] })),
  }))
  return { ...after, tasks }
}

function cutNotice(cells: number): string {
  const what = cells === 1 ? 'One cell was' : `${cells.toLocaleString('en-US')} cells were`
  return `${what} longer than the 32,767 characters Excel holds and cut in the report. Export as .csv to have them whole.`
}
