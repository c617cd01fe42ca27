import { cleaningOf, CLEANINGS, type CleaningKind } from '#shared/cleaning/registry.ts'
import { useCleaning } from '#renderer/stores/problems/cleaning-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { CellCleaningForm } from './cell-cleaning-form.tsx'
import './cleaning.css'
import { NameSplitting } from './name-splitting.tsx'
import { SpareRowRemoval } from './spare-row-removal.tsx'
import { PlaceField, usePlace } from './place.tsx'

function Chosen({ kind }: { kind: CleaningKind }) {
  const place = usePlace(kind)
  const cleaning = cleaningOf(kind)
  if (cleaning.work === 'rows') return <SpareRowRemoval />
  return (
    <>
      <PlaceField kind={kind} place={place} />
      {cleaning.work === 'cells' ? (
        <CellCleaningForm cleaning={cleaning} place={place} />
      ) : (
        <NameSplitting place={place} />
      )}
    </>
  )
}

/** Mends what is wrong in many cells at once; nothing is changed before it was seen. */
export function CleaningPanel() {
  const kind = useCleaning((state) => state.kind)
  const hasRows = useSheet((state) => state.rowCount > 0)
  return (
    <Panel title="Cleaning" onClose={closePanel}>
      <SelectField
        label="What to clean"
        value={kind}
        onChange={(event) => useCleaning.setState({ kind: event.target.value as CleaningKind, where: null })}
      >
        {CLEANINGS.map(({ kind: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {hasRows ? <Chosen key={kind} kind={kind} /> : <p className="soft">There are no rows to clean yet.</p>}
    </Panel>
  )
}
