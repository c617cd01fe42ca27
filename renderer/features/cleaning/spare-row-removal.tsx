import { useState } from 'react'
import { findSpareRows, removeRows } from '#renderer/flows/remove-spare-rows.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { goToCell } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CheckField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { OneStopList } from '#renderer/ui/one-stop-list.tsx'
import { PanelFoot, PanelSection } from '#renderer/ui/panel.tsx'
import { tellResult } from '#renderer/flows/tell-result.ts'
import { usePreview } from '#renderer/flows/use-preview.ts'

const AT_ONCE = 100

/** Takes out rows that say nothing, and rows that say again what an earlier one says. */
export function SpareRowRemoval() {
  const { preview } = usePreview('rows', null, findSpareRows)
  const [empty, setEmpty] = useState(true)
  const [double, setDouble] = useState(true)
  const [most, setMost] = useState(AT_ONCE)
  if (!preview) return <p className="soft">Looking …</p>

  const rows = [...(empty ? preview.empty : []), ...(double ? preview.double : [])]
  return (
    <>
      <CheckField
        label={`Rows without anything in them (${formatCount(preview.empty.length)})`}
        checked={empty}
        onChange={(event) => setEmpty(event.target.checked)}
      />
      <CheckField
        label={`Exact doubles of an earlier row (${formatCount(preview.double.length)})`}
        hint="Every cell is the same; the first of them stays."
        checked={double}
        onChange={(event) => setDouble(event.target.checked)}
      />
      <PanelSection title="Preview">
        {rows.length === 0 ? (
          <p>There is no such row to remove.</p>
        ) : (
          <>
            <PanelFoot>
              <Button
                kind="primary"
                onClick={() =>
                  tellResult(
                    `Removed ${countOf(rows.length, 'row')}`,
                    removeRows('Remove empty and double rows', rows, { empty, double }),
                  )
                }
              >
                Remove {countOf(rows.length, 'row')}
              </Button>
            </PanelFoot>
            <OneStopList className="spare-rows" label="Rows to remove">
              {rows.slice(0, most).map((rowId) => (
                <li key={rowId}>
                  <button type="button" onClick={() => goToCell(rowId, null)}>
                    <b>Row {formatCount(rowStore.positionOf(rowId))}</b>{' '}
                    {rowStore
                      .byId(rowId)
                      ?.cells.filter((cell) => cell.trim() !== '')
                      .join(', ')
                      .slice(0, 120) || <i>empty</i>}
                  </button>
                </li>
              ))}
            </OneStopList>
            {rows.length > most && (
              <Button kind="quiet" onClick={() => setMost(most + AT_ONCE)}>
                {formatCount(rows.length - most)} more
              </Button>
            )}
          </>
        )}
      </PanelSection>
    </>
  )
}
