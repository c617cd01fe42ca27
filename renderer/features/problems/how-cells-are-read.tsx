import { useMemo } from 'react'
import { isOpenReading } from '#shared/domain/sheet/column-reading.ts'
import {
  isWorthTelling,
  PLACEHOLDER_CHOICES,
  UNKNOWN_OPTION_CHOICES,
} from '#shared/domain/sheet/reading-words.ts'
import type { SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { phoneProposals } from '#renderer/flows/phone-proposals.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { countOf } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { ChoiceField } from './choice-field.tsx'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { ColumnReadingField } from './column-reading-field.tsx'
import { PhoneCountry } from './phone-country.tsx'
import { UnknownOwners } from './people-meanings.tsx'
import { SaidValues } from './value-meanings.tsx'

/**
 * What was decided once for a column or for the sheet, the open questions first. It has a place of its own, as a choice moves
 * cells from one kind of problem to another, or to none.
 */
export function HowCellsAreRead() {
  const { readings, counts, revision } = useProblems()
  const settings = useSheet((state) => state.settings)
  const columns = useSheet((state) => state.columns)
  const attributes = useAttributes((state) => state.attributes)
  const told = readings
    .filter(isWorthTelling)
    .toSorted((one, other) => Number(isOpenReading(other)) - Number(isOpenReading(one)))
  const placeholders = (counts.get('placeholder') ?? 0) + (counts.get('placeholder-stop') ?? 0)
  const hasPlaceholders = placeholders > 0 || (settings.placeholders ?? 'blank') !== 'blank'
  const unknown = (counts.get('not-an-option') ?? 0) + (counts.get('option-stop') ?? 0)
  const hasUnknown = unknown > 0 || (settings.unknownOptions ?? 'send') !== 'send'
  const hasSaid = columns.some(
    ({ attribute, readAs }) =>
      (readAs?.values?.length ?? 0) > 0 ||
      attributes.some(({ schemaName, known = [] }) => schemaName === attribute && known.length > 0),
  )
  const ofPeople = columns.filter(({ readAs }) => readAs?.unknownOwners !== undefined)
  // Gone through anew only where a cell, the mapping or a heading may have changed.
  const proposals = useMemo(
    () => phoneProposals(columns, attributes, revision),
    [revision, columns, attributes],
  )
  const phones = columns.filter(
    ({ id, readAs }) =>
      proposals.has(id) && (readAs?.phoneCountry !== undefined || proposals.get(id) !== null),
  )
  if (
    told.length === 0 &&
    !hasPlaceholders &&
    !hasUnknown &&
    !hasSaid &&
    ofPeople.length === 0 &&
    phones.length === 0
  )
    return null
  const say = (step: string, said: Partial<SheetSettings>): void => {
    edit(step, [{ kind: 'setSettings', settings: { ...settings, ...said } }])
  }
  return (
    <PanelSection title="How cells are read">
      {told.map((reading) => (
        <ColumnReadingField key={reading.columnId} reading={reading} />
      ))}
      {hasPlaceholders && (
        <ChoiceField
          label={`${countOf(placeholders, 'cell')} without a value (NULL, n/a, -)`}
          choices={PLACEHOLDER_CHOICES}
          chosen={settings.placeholders ?? 'blank'}
          choose={(choice) => say('Placeholders', { placeholders: choice })}
        />
      )}
      {hasUnknown && (
        <ChoiceField
          label={`${countOf(unknown, 'cell')} with none of the field’s options`}
          choices={UNKNOWN_OPTION_CHOICES}
          chosen={settings.unknownOptions ?? 'send'}
          choose={(choice) => say('Values that are no options', { unknownOptions: choice })}
        />
      )}
      {phones.map((column) => (
        <PhoneCountry key={column.id} column={column} proposal={proposals.get(column.id) ?? null} />
      ))}
      {ofPeople.map(({ id }) => (
        <UnknownOwners key={id} columnId={id} />
      ))}
      <SaidValues />
    </PanelSection>
  )
}
