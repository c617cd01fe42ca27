import { useCleaning, type CleaningKind } from '#renderer/stores/problems/cleaning-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { CaseCleaning, DateCleaning, EmailCleaning, PhoneCleaning, SpaceCleaning } from './cell-cleanings.tsx'
import './cleaning.css'
import { NameSplitting } from './name-splitting.tsx'
import { SpareRowRemoval } from './spare-row-removal.tsx'
import { PlaceField, usePlace } from './place.tsx'

const LABELS: Readonly<Record<CleaningKind, string>> = {
  spaces: 'Trim and collapse spaces',
  case: 'Change case',
  emails: 'Fix email typos',
  phones: 'Phones to one format',
  names: 'Split full name',
  dates: 'Dates to one format',
  rows: 'Remove empty and double rows',
}

function Chosen({ kind }: { kind: CleaningKind }) {
  const place = usePlace(kind)
  if (kind === 'rows') return <SpareRowRemoval />
  return (
    <>
      <PlaceField kind={kind} place={place} />
      {kind === 'spaces' && <SpaceCleaning place={place} />}
      {kind === 'case' && <CaseCleaning place={place} />}
      {kind === 'emails' && <EmailCleaning place={place} />}
      {kind === 'phones' && <PhoneCleaning place={place} />}
      {kind === 'dates' && <DateCleaning place={place} />}
      {kind === 'names' && <NameSplitting place={place} />}
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
        {Object.entries(LABELS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {hasRows ? <Chosen key={kind} kind={kind} /> : <p className="soft">There are no rows to clean yet.</p>}
    </Panel>
  )
}
