import type { ShapedRow } from '#shared/domain/shape/cell-writes.ts'
import type { Target } from '#shared/domain/shape/targets.ts'
import type { Twins } from '#shared/domain/shape/unique-rows.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { goToCell } from '#renderer/stores/view/view-store.ts'
import { formatCount, formatList } from '#renderer/ui/format.ts'

function RowButton({ rowId }: { rowId: number }) {
  const place = formatCount(rowStore.positionOf(rowId))
  return (
    <button
      type="button"
      className="shape-row"
      aria-label={`Row ${place}`}
      title={`Go to row ${place}`}
      onClick={() => goToCell(rowId, null)}
    >
      {place}
    </button>
  )
}

function After({ before, after }: { before: string; after: string }) {
  if (before === after) return <span className="soft">{before}</span>
  return (
    <>
      {before.trim() !== '' && <del>{before}</del>}
      <ins>{after}</ins>
    </>
  )
}

interface ShapedRowsProps {
  from: readonly Column[]
  targets: readonly Target[]
  rows: readonly ShapedRow[]
}

/** The first rows that change: what is read, then what is written, before and after. */
export function ShapedRows({ from, targets, rows }: ShapedRowsProps) {
  if (rows.length === 0) return null
  return (
    <div className="shape-table" tabIndex={0} role="group" aria-label="First rows before and after">
      <table aria-label="First rows">
        <thead>
          <tr>
            <th scope="col">Row</th>
            {from.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
            {targets.map(({ column }) => (
              <th key={`to ${column.id}`} scope="col" className="shape-to">
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rowId}>
              <th scope="row">
                <RowButton rowId={row.rowId} />
              </th>
              {from.map(({ id }, at) => (
                <td key={id}>{row.from[at]}</td>
              ))}
              {targets.map(({ column }, at) => (
                <td key={`to ${column.id}`} className="shape-to">
                  <After {...row.cells[at]!} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The first values that stand in several rows: which row stays, and which go. */
export function TwinRows({ by, twins }: { by: readonly Column[]; twins: readonly Twins[] }) {
  if (twins.length === 0) return null
  return (
    <div className="shape-table" tabIndex={0} role="group" aria-label="First duplicates">
      <table aria-label="First duplicates">
        <thead>
          <tr>
            {by.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
            <th scope="col">Row that stays</th>
            <th scope="col">Rows that go</th>
          </tr>
        </thead>
        <tbody>
          {twins.map(({ kept, gone, key }) => (
            <tr key={kept}>
              {by.map(({ id }, at) => (
                <td key={id}>{key[at]}</td>
              ))}
              <td>
                <RowButton rowId={kept} />
              </td>
              <td>{placesOf(gone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const SHOWN_PLACES = 5

function placesOf(rows: readonly number[]): string {
  const places = rows.slice(0, SHOWN_PLACES).map((id) => formatCount(rowStore.positionOf(id)))
  const more = rows.length - places.length
  return more > 0 ? `${places.join(', ')} and ${formatCount(more)} more` : formatList(places)
}
