import { useState } from 'react'
import type { ExistingChoice, Shape } from '#shared/domain/sheet/shape.ts'
import {
  countInWords,
  EXISTING_CHOICES,
  noteInWords,
  SHAPE_LABELS,
  takenInWords,
  uniqueInWords,
  withoutKeyInWords,
} from '#shared/domain/shape/shape-words.ts'
import type { Target } from '#shared/domain/shape/targets.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { applyShape } from '#renderer/flows/apply-shape.ts'
import type { OtherSheet } from '#renderer/flows/other-sheet.ts'
import { previewShape, type ShapePreview as Preview } from '#renderer/flows/preview-shape.ts'
import { tellResult } from '#renderer/flows/tell-result.ts'
import { usePreview } from '#renderer/flows/use-preview.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { NO_FILTER, useView } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { ChoiceField } from '#renderer/ui/field.tsx'
import { countOf, formatCount, formatList } from '#renderer/ui/format.ts'
import { PanelFoot, PanelSection } from '#renderer/ui/panel.tsx'
import { ShapedRows, TwinRows } from './first-rows.tsx'

interface ShapePreviewProps {
  /** Null: something is still to be chosen, which `missing` says. */
  shape: Shape | null
  missing: string
  other?: OtherSheet
}

/** What a change of shape would do to the sheet, the question it may raise, and the button that does it. */
export function ShapePreview({ shape, missing, other }: ShapePreviewProps) {
  return shape === null ? (
    <p className="soft">{missing}</p>
  ) : (
    <Asking key={targetsOf(shape)} shape={shape} other={other ?? null} />
  )
}

/** What was said of cells that hold something holds for the columns it was said of. */
function targetsOf(shape: Shape): string {
  if (shape.kind === 'look-up') return JSON.stringify(shape.take.map(({ into }) => into))
  return 'into' in shape ? JSON.stringify(shape.into) : ''
}

function Asking({ shape, other }: { shape: Shape; other: OtherSheet | null }) {
  const [existing, setExisting] = useState<ExistingChoice | null>(null)
  const asked: Shape = 'into' in shape || 'take' in shape ? withExisting(shape, existing) : shape
  const question = JSON.stringify([asked, other?.id])
  const rowCount = useSheet((state) => state.rowCount)
  const { preview, looking } = usePreview(question, null, (options) => previewShape(asked, other, options))

  if (!preview) {
    return (
      <p className="soft">
        {looking > 0 ? `Looked at ${formatCount(looking)} of ${countOf(rowCount, 'row')}.` : 'Looking …'}
      </p>
    )
  }
  if (preview.kind === 'problem') return <Callout tone="warning">{preview.problem}</Callout>
  return (
    <>
      {preview.kind === 'cells' && preview.found.taken > 0 && (
        <ChoiceField
          legend={takenInWords(preview.found, asHere)}
          value={existing ?? ''}
          options={(['keep', 'replace'] as const).map((value) => ({
            value,
            label: EXISTING_CHOICES[value].label,
          }))}
          onChange={(value) => setExisting(value as ExistingChoice)}
        />
      )}
      <Told
        preview={preview}
        open={preview.kind === 'cells' && preview.found.taken > 0 && existing === null}
      />
    </>
  )
}

function withExisting<Kind extends Shape>(shape: Kind, existing: ExistingChoice | null): Kind {
  return existing === null ? shape : { ...shape, existing }
}

/** `open`: a question is still to be answered. */
function Told({ preview, open }: { preview: Exclude<Preview, { kind: 'problem' }>; open: boolean }) {
  const revision = useSheet((state) => state.revision)
  const filter = useView((state) => state.filter)
  const columnFilters = useView((state) => state.clearColumnFilters !== null)
  const { shape } = preview
  const many = preview.kind === 'rows' ? preview.found.gone.length : preview.found.changing
  const notes =
    preview.kind === 'rows'
      ? [withoutKeyInWords(preview.found, asHere)].filter(Boolean)
      : preview.found.notes.map((note) => noteInWords(note, shape, asHere))

  function apply(): void {
    const result = applyShape(preview)
    if (result === null) return
    const done = preview.kind === 'rows' ? 'removed' : 'changed'
    tellResult(`${SHAPE_LABELS[shape.kind]}: ${countOf(many, 'row')} ${done}`, result)
  }

  return (
    <PanelSection title="Preview">
      <p>
        {preview.kind === 'rows' ? uniqueInWords(preview.found, asHere) : countInWords(preview.found, asHere)}{' '}
        {preview.kind === 'cells' && shape.kind !== 'fill-down' && <Into targets={preview.targets} />}
      </p>
      {(filter !== NO_FILTER || columnFilters) && (
        <p className="soft">These are all rows, also those the filter hides.</p>
      )}
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {many > 0 && (
        <PanelFoot>
          <Button kind="primary" disabled={open || revision !== preview.revision} onClick={apply}>
            {preview.kind === 'rows' ? 'Remove' : 'Change'} {countOf(many, 'row')}
          </Button>
        </PanelFoot>
      )}
      {open && <p className="soft">Say above what becomes of what is there already.</p>}
      {preview.kind === 'rows' ? (
        <TwinRows by={preview.by} twins={preview.found.first} />
      ) : (
        <ShapedRows
          from={shape.kind === 'fill-down' ? [] : preview.from}
          targets={preview.targets}
          rows={preview.found.first}
        />
      )}
    </PanelSection>
  )
}

/** Where it goes, and what a new column is sent as. */
function Into({ targets }: { targets: readonly Target[] }) {
  const attributes = useAttributes((state) => state.attributes)
  const made = targets.filter(({ isNew }) => isNew)
  if (made.length === 0) return null
  const told = made.map(({ column }) => {
    const attribute = attributes.find(({ schemaName }) => schemaName === column.attribute)
    return attribute
      ? `“${column.header}”, sent as ${attribute.displayName}`
      : `“${column.header}”, not sent yet`
  })
  return (
    <>
      New {made.length === 1 ? 'column' : 'columns'}: {formatList(told)}.
    </>
  )
}
