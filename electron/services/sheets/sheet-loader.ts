import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { unpackHeld, type PackedHeld } from '#shared/domain/sheet/held.ts'
import { LEAD_ID } from '#shared/domain/sheet/lead.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import { unpackCells, type PackedCells, type PackedRow } from '#shared/domain/sheet/packed-row.ts'
import { FileRowRuns } from '#shared/domain/sheet/file-rows.ts'
import type { ReportRun, RestoredOutcome } from '#shared/domain/report/report.ts'
import {
  DEFAULT_SEARCH,
  DEFAULT_SETTINGS,
  mappingOf,
  type Column,
  type SheetHead,
  type SheetSettings,
} from '#shared/domain/sheet/sheet.ts'
import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import type { PushRow, PushWriting } from '#electron/services/ports/pushes.ts'
import type { TableSink } from '#electron/services/ports/workbooks.ts'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PatchStore } from '#electron/services/ports/patches.ts'
import { BaseColumn } from './base-column.ts'

/** As LeadSquared numbers leads. */
const LEAD_NUMBER = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
/** Rows a mapping is guessed from. */
const SAMPLE_ROWS = 200

export interface SheetLoaderOptions {
  workspace: SheetStore & Pick<PatchStore, 'rememberedMappings'> & PushWriting & Pick<LinkStore, 'linkRows'>
  fileName: string
  accountId: string
  attributes: readonly Attribute[]
  onRows(rows: number): void
}

interface Waiting {
  rows: PackedCells[]
  held: PackedHeld[]
  outcomes: (RestoredOutcome | null)[]
  places: number[]
  bases: string[]
}

type Stored = { readonly [Key in keyof Waiting]: Readonly<Waiting[Key]> }

/**
 * Takes a table out of the workbook process into a sheet nobody sees before {@link finish}. A report's outcomes become an imported
 * push, so that its rows stand here as they stood where it was made.
 */
export class SheetLoader implements TableSink {
  readonly #options: SheetLoaderOptions
  #name = ''
  #headers: string[] = []
  #baseColumn: BaseColumn | null = null
  #restored: ReportRun | null = null
  /** Rows held back until there are enough to guess the mapping from. */
  #waiting: Waiting | null = { rows: [], held: [], outcomes: [], places: [], bases: [] }
  #sheet: SheetHead | null = null
  #pushId: number | null = null
  #hasOutcomes = false
  #count = 0
  readonly #fileRows = new FileRowRuns()

  constructor(options: SheetLoaderOptions) {
    this.#options = options
  }

  begin(name: string, headers: string[], restored: ReportRun | null): Promise<void> {
    this.#name = name
    this.#baseColumn = BaseColumn.in(headers)
    this.#headers = this.#baseColumn?.without(headers) ?? headers
    this.#restored = restored
    return Promise.resolve()
  }

  rows(
    allRows: readonly PackedCells[],
    allHeld: readonly PackedHeld[],
    outcomes: readonly (RestoredOutcome | null)[],
    places: readonly number[],
  ): Promise<void> {
    const { rows, held, bases } = this.#withoutBases(allRows, allHeld)
    if (this.#waiting) {
      this.#waiting.rows.push(...rows)
      for (let index = 0; index < rows.length; index++) this.#waiting.held.push(held[index] ?? null)
      this.#waiting.outcomes.push(...outcomes)
      this.#waiting.places.push(...places)
      this.#waiting.bases.push(...bases)
      if (this.#waiting.rows.length >= SAMPLE_ROWS) this.#start()
    } else {
      this.#store({ rows, held, outcomes, places, bases })
    }
    return Promise.resolve()
  }

  #withoutBases(
    rows: readonly PackedCells[],
    held: readonly PackedHeld[],
  ): { rows: readonly PackedCells[]; held: readonly PackedHeld[]; bases: readonly string[] } {
    const column = this.#baseColumn
    if (!column) return { rows, held, bases: [] }
    const taken = rows.map((packed, index) => column.takeOut(packed, held[index] ?? null))
    return {
      rows: taken.map(({ packed }) => packed),
      held: taken.map((row) => row.held),
      bases: taken.map(({ base }) => base),
    }
  }

  /** Shows the sheet, and answers it as it is now. */
  finish(): SheetHead {
    this.#start()
    if (this.#pushId !== null) this.#options.workspace.openPush(this.#pushId)
    const sheet = this.#sheet && this.#options.workspace.switchTo(this.#sheet.id)
    if (!sheet) throw new Error('The sheet that was just loaded is not there.')
    this.#options.workspace.keepFileRows(sheet.id, [{ from: this.#count + 1, place: null }])
    return sheet
  }

  drop(): void {
    if (this.#sheet) this.#options.workspace.removeSheet(this.#sheet.id)
  }

  notes(): LoadNote[] {
    if (!this.#hasOutcomes) return this.#baseColumn?.notes() ?? []
    if (this.#restored) {
      return [{ code: 'report', text: 'This is a Leadsheet report: its mapping and statuses were restored.' }]
    }
    return [
      {
        code: 'report-incomplete',
        text:
          'This is a Leadsheet report, but its run information was removed or cut. The statuses were restored; check the mapping and ' +
          'what to search by. Rows edited since cannot be told from the others.',
      },
    ]
  }

  #start(): void {
    const waiting = this.#waiting
    if (!waiting) return
    this.#waiting = null
    const columns = this.#columns(
      waiting.rows.slice(0, SAMPLE_ROWS).map(unpackCells),
      this.#leadColumn(waiting),
    )
    this.#sheet = this.#options.workspace.createSheet(this.#sheetName(), columns, this.#settings(columns))
    this.#store(waiting)
  }

  #sheetName(): string {
    if (this.#restored) return this.#restored.sheetName
    const base = this.#options.fileName.replace(/\.[^.]*$/, '') || this.#options.fileName
    const plain =
      this.#name === base || /^(sheet|tabelle|feuil|hoja|foglio|planilha|blad)?\s?\d*$/i.test(this.#name)
    return plain ? base : `${base} · ${this.#name}`
  }

  #leadColumn({ rows, bases }: Waiting): number {
    return (
      this.#baseColumn?.leadColumn(rows.map((packed, index) => ({ packed, base: bases[index] ?? '' }))) ?? -1
    )
  }

  #columns(samples: string[][], leadColumn: number): Column[] {
    const { attributes, workspace } = this.#options
    const suggested = suggestMapping({
      headers: this.#headers,
      samples,
      attributes,
      remembered: workspace.rememberedMappings(),
    })
    const restored = [...(this.#restored?.columns ?? [])]
    if (leadColumn !== -1) suggested[leadColumn] = LEAD_ID
    else if (this.#isPull(samples, attributes)) suggested[0] = LEAD_ID
    return this.#headers.map((header, id) => {
      const place = restored.findIndex((column) => column.header === header)
      const [found] = place === -1 ? [] : restored.splice(place, 1)
      return {
        id,
        header,
        attribute: found ? found.attribute : (suggested[id] ?? null),
        constant: found?.constant ?? null,
        ...(found?.readAs ? { readAs: found.readAs } : {}),
        hidden: false,
        width: null,
      }
    })
  }

  /** A table that was got out of LeadSquared: its first column names the lead of each row. */
  #isPull(samples: readonly string[][], attributes: readonly Attribute[]): boolean {
    if (this.#restored || normaliseHeading(this.#headers[0] ?? '') !== 'lead id') return false
    return (
      attributes.some(({ schemaName }) => schemaName === LEAD_ID) &&
      samples.length > 0 &&
      samples.every(([id = '']) => LEAD_NUMBER.test(id.trim()))
    )
  }

  #settings(columns: readonly Column[]): SheetSettings {
    const settings = {
      ...DEFAULT_SETTINGS,
      ...this.#restored?.settings,
      accountId: this.#options.accountId,
    }
    // Rows that are leads already are found as such.
    if (
      !this.#restored &&
      (this.#baseColumn
        ? columns.some(({ attribute }) => attribute === LEAD_ID)
        : columns[0]?.attribute === LEAD_ID)
    )
      return { ...settings, searchBy: LEAD_ID }
    const mapped = columns.some((column) => column.attribute === settings.searchBy)
    return mapped ? settings : { ...settings, searchBy: DEFAULT_SEARCH }
  }

  #store({ rows, held, outcomes, places, bases }: Stored): void {
    const sheet = this.#sheet
    if (!sheet || rows.length === 0) return
    const first = this.#count
    const stored = rows.map((packed, index): PackedRow => ({
      id: first + index + 1,
      rank: first + index + 1,
      packed,
      held: held[index] ?? null,
    }))
    this.#options.workspace.appendRows(sheet.id, stored)
    this.#options.workspace.keepFileRows(sheet.id, this.#fileRows.add(first + 1, places))
    this.#count += rows.length
    const settled = stored.flatMap((row, index) => {
      const outcome = outcomes[index]
      return outcome && outcome.state !== 'draft' ? [pushRow(row, outcome)] : []
    })
    const linked = stored.flatMap(({ id }, index) => {
      const outcome = outcomes[index]
      const toldByPush = outcome?.state === 'created' || outcome?.state === 'updated'
      return outcome?.leadId && !toldByPush ? [{ rowId: id, leadId: outcome.leadId }] : []
    })
    if (linked.length > 0)
      this.#options.workspace.linkRows(sheet.id, this.#options.accountId, linked, 'report')
    const based = this.#baseColumn?.basesOf(stored, bases, places, sheet.columns) ?? []
    if (based.length > 0) this.#options.workspace.linkRows(sheet.id, this.#options.accountId, based, 'pulled')
    if (settled.length > 0) this.#import(sheet, settled)
    this.#options.onRows(this.#count)
  }

  #import(sheet: SheetHead, rows: Omit<PushRow, 'pushId'>[]): void {
    this.#hasOutcomes = true
    this.#pushId ??= this.#createPush(sheet)
    this.#options.workspace.appendPushRows(this.#pushId, rows)
  }

  #createPush(sheet: SheetHead): number {
    const from = this.#restored?.summary
    return this.#options.workspace.createPush({
      summary: {
        sheetId: sheet.id,
        sheetName: sheet.name,
        accountLabel: from?.accountLabel ?? 'Another Leadsheet',
        host: from?.host ?? '',
        phase: 'finished',
        startedAt: from?.startedAt ?? '',
        endedAt: from?.endedAt ?? from?.startedAt ?? null,
        seconds: from?.seconds ?? 0,
        searchBy: sheet.settings.searchBy,
        mapping: mappingOf(sheet.columns),
        calls: from?.calls ?? 0,
        throttled: from?.throttled ?? 0,
        limits: from?.limits ?? [],
        imported: true,
      },
      accountId: this.#options.accountId,
      columns: sheet.columns,
      settings: sheet.settings,
      pauseReason: null,
      note: `Restored from the report “${this.#options.fileName}”.`,
    })
  }
}

/** Makes a row's cells other than those of its push: what was sent stands in no report, only that it was something else. */
const SOMETHING_ELSE = '\u0000'

function pushRow(row: PackedRow, { changed, ...outcome }: RestoredOutcome): Omit<PushRow, 'pushId'> {
  const cells = unpackCells(row.packed)
  return {
    ...outcome,
    rowId: row.id,
    seq: row.id - 1,
    cells: changed === true ? [...cells, SOMETHING_ELSE] : cells,
    held: unpackHeld(row.held),
    lead: null,
    carrierId: null,
    repeatable: false,
    unclear: outcome.state === 'unknown',
  }
}
