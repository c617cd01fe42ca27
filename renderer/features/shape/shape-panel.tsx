import { SHAPE_LABELS } from '#shared/domain/shape/shape-words.ts'
import type { ShapeKind } from '#shared/domain/sheet/shape.ts'
import { useShape } from '#renderer/stores/sheet/shape-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { CombineForm } from './combine-form.tsx'
import { ExtractForm } from './extract-form.tsx'
import { FillDownForm } from './fill-down-form.tsx'
import { FirstFilledForm } from './first-filled-form.tsx'
import { LookUpForm } from './look-up-form.tsx'
import './shape.css'
import { SplitForm } from './split-form.tsx'
import { UniqueForm } from './unique-form.tsx'

const FORMS: Readonly<Record<ShapeKind, () => React.ReactNode>> = {
  split: () => <SplitForm />,
  combine: () => <CombineForm />,
  'first-filled': () => <FirstFilledForm />,
  'look-up': () => <LookUpForm />,
  unique: () => <UniqueForm />,
  'fill-down': () => <FillDownForm />,
  extract: () => <ExtractForm />,
}

/** Makes columns of columns and takes doubles out; nothing is changed before it was seen. */
export function ShapePanel() {
  const kind = useShape((state) => state.kind)
  const column = useShape((state) => state.column)
  const sheetId = useSheet((state) => state.sheet?.id)
  const hasRows = useSheet((state) => state.rowCount > 0)
  return (
    <Panel title="Shape" onClose={closePanel}>
      <SelectField
        label="What to do"
        value={kind}
        onChange={(event) => useShape.setState({ kind: event.target.value as ShapeKind })}
      >
        {Object.entries(SHAPE_LABELS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {hasRows ? (
        <ShapeForm key={`${sheetId} ${kind} ${column}`} kind={kind} />
      ) : (
        <p className="soft">There are no rows to shape yet.</p>
      )}
    </Panel>
  )
}

function ShapeForm({ kind }: { kind: ShapeKind }) {
  return FORMS[kind]()
}
