import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import type { Column, Row, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { filledInWords, fillMerged } from '#renderer/clipboard/merged.ts'
import type { Pasted } from '#renderer/clipboard/read-table.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { loadAttributes, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useLoad } from '#renderer/stores/sheet/load-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { dismiss, notify } from '#renderer/stores/view/ui-store.ts'

const SAMPLE_ROWS = 200
const LOOKS_LIKE_DATA = /@|^[+(]?\d[\d\s().,/:-]*$|^https?:/

/**
 * Whether the first row is headings: its cells are words, and some of them are attributes' names (a heading may
 * stand there twice, as in a file); or, where none is known, they differ from each other and look unlike the values under them.
 */
export function firstRowIsHeadings(
  table: readonly (readonly string[])[],
  attributes: readonly Attribute[],
): boolean {
  const [first, ...rest] = table
  if (!first || rest.length === 0) return false
  const filled = first.filter((cell) => cell.trim() !== '')
  if (filled.length === 0 || filled.length < first.length / 2) return false
  if (filled.some((cell) => LOOKS_LIKE_DATA.test(cell.trim()) || cell.length > 80)) return false
  const known = suggestMapping({ headers: first, samples: [], attributes, remembered: [] })
  if (known.some((attribute) => attribute !== null)) return true
  if (new Set(filled.map(normaliseHeading)).size < filled.length) return false
  const sample = rest.slice(0, SAMPLE_ROWS)
  return first.some((_, col) => {
    const values = sample.map((row) => row[col] ?? '').filter((value) => value.trim() !== '')
    return values.length > 0 && values.every((value) => LOOKS_LIKE_DATA.test(value.trim()))
  })
}

/** A table that came by the clipboard: with what is merged in it, and what is to be said of it. */
export type PastedTable = Pick<Pasted, 'merges' | 'said'> & { table: readonly (readonly string[])[] }

/** What cells hold that show something else, in the form of their table. */
type CellsHeld = readonly (readonly (string | null)[])[]

function build(
  table: readonly (readonly string[])[],
  headings: boolean,
  remembered: readonly (readonly [string, string | null])[],
  held: CellsHeld | undefined,
): { columns: Column[]; rows: Row[] } {
  const body = headings ? table.slice(1) : table
  const width = table[0]!.length
  const headers = Array.from({ length: width }, (_, col) => (headings ? (table[0]![col] ?? '').trim() : ''))
  const mapping = suggestMapping({
    headers,
    samples: body.slice(0, SAMPLE_ROWS),
    attributes: useAttributes.getState().attributes,
    remembered,
  })
  const columns = headers.map((header, col): Column => ({
    id: takeColumnId(),
    header,
    attribute: mapping[col] ?? null,
    constant: null,
    hidden: false,
    width: null,
  }))
  const first = columns[0]!.id
  const blank = Array.from({ length: first }, () => '')
  const ids = rowStore.takeIds(body.length)
  const rows = body.map((cells, i): Row => {
    const row = { id: ids[i]!, rank: i + 1, cells: [...blank, ...cells] }
    const own = held?.[headings ? i + 1 : i]?.flatMap((value, col) =>
      value === null ? [] : [[String(first + col), value] as const],
    )
    return own && own.length > 0 ? { ...row, held: Object.fromEntries(own) } : row
  })
  return { columns, rows }
}

/** A paste waits this long for the account's own fields, in milliseconds: mapped without them, columns of theirs would stay behind. */
const FIELDS_WAIT_MS = 5_000

async function fieldsOrSoon(accountId: string): Promise<void> {
  let alarm: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => (alarm = setTimeout(resolve, FIELDS_WAIT_MS)))
  await Promise.race([loadAttributes(accountId), late])
  clearTimeout(alarm)
}

/**
 * Makes a table the content of the empty sheet that is open, in one step of undo. Where the first row was taken for headings it
 * says so, with the way back in the same notice.
 */
export async function fillEmptySheet(pasted: PastedTable, held?: CellsHeld): Promise<void> {
  const answer = await attempt('workspace.mappings', {})
  const remembered = 'value' in answer ? answer.value.remembered : []
  await fieldsOrSoon(sheetStore.getState().settings.accountId)
  const { attributes } = useAttributes.getState()
  fill(pasted, firstRowIsHeadings(pasted.table, attributes), remembered, held)
}

/** Kept over the sheet until it is put away, as what is to know of a file is. */
function tellOfPasted({ said }: PastedTable, rows: number, filled: number): void {
  const { sheet } = sheetStore.getState()
  if (!sheet) return
  const sentences = filled > 0 ? [...said, filledInWords(filled)] : said
  if (sentences.length === 0 && useLoad.getState().notes?.sheetId !== sheet.id) return
  const notes = sentences.map((text) => ({ code: 'pasted', text }))
  useLoad.setState({ notes: { sheetId: sheet.id, name: 'the clipboard', rows, notes } })
}

function fill(
  pasted: PastedTable,
  headings: boolean,
  remembered: readonly (readonly [string, string | null])[],
  held: CellsHeld | undefined,
): void {
  const { table, cells: filled } = fillMerged(pasted.table, pasted.merges, headings ? 1 : 0)
  const { columns, rows } = build(table, headings, remembered, held)
  const patches: SheetPatch[] = [
    { kind: 'deleteRows', rows: rowStore.rows.map((row) => row.id) },
    { kind: 'setColumns', columns },
    { kind: 'putRows', rows },
  ]
  edit(headings ? 'Paste' : 'Paste without headings', patches)
  tellOfPasted(pasted, rows.length, filled)
  const sent = columns.filter((column) => column.attribute !== null).length
  const count = asHere.countOf(rows.length, 'row')
  if (table.length < 2) {
    notify('info', `Pasted ${count}.`)
    return
  }
  const said = headings
    ? `Pasted ${count}. The first row was taken as headings; ${sent} of ${columns.length} columns have an attribute.`
    : `Pasted ${count} without headings; ${sent} of ${columns.length} columns have an attribute.`
  offerOtherReading(said, headings ? 'The first row is data' : 'The first row is headings', () =>
    fill(pasted, !headings, remembered, held),
  )
}

/**
 * The offer holds for this paste only: the first edit, another sheet or a push of it withdraws it, so it can never undo
 * anybody's work or forget what was sent.
 */
function offerOtherReading(said: string, label: string, run: () => void): void {
  const { sheet, revision } = sheetStore.getState()
  const stands = (now = sheetStore.getState()): boolean =>
    now.sheet?.id === sheet?.id && now.revision === revision && rowStore.countsByPush().size === 0
  const notice = notify('info', said, { label, run: () => stands() && run() })
  function look(): void {
    if (stands()) return
    for (const stop of stops) stop()
    dismiss(notice)
  }
  const stops = [
    sheetStore.subscribe(look),
    rowStore.subscribe(({ kind }) => {
      if (kind === 'outcomes') look()
    }),
  ]
}
