import { useMemo } from 'react'
import { isOpenReading } from '#shared/domain/sheet/column-reading.ts'
import {
  PLACEHOLDER_CHOICES,
  UNKNOWN_OPTION_CHOICES,
  wayField,
  zoneField,
  type Choices,
} from '#shared/domain/sheet/reading-words.ts'
import { activeUsers } from '#shared/domain/sheet/people.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { phoneProposals } from '#renderer/flows/phone-proposals.ts'
import { sayHowRead, sayWay } from '#renderer/flows/read-column.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { PhoneCountryField } from '#renderer/ui/phone-country-field.tsx'
import { UnknownOwnersField } from '#renderer/ui/unknown-owners-field.tsx'
import { WayField } from '#renderer/ui/way-field.tsx'
import { ZoneField } from '#renderer/ui/zone-field.tsx'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { closePopup } from '#renderer/features/grid/logic/popup-store.ts'

interface ChoiceFieldProps<Choice extends string> {
  label: string
  choices: Choices<Choice>
  own: Choice | undefined
  ofSheet: Choice
  choose: (choice: Choice | null) => void
}

function ChoiceField<Choice extends string>({
  label,
  choices,
  own,
  ofSheet,
  choose,
}: ChoiceFieldProps<Choice>) {
  return (
    <SelectField
      label={label}
      hint={choices[own ?? ofSheet].hint}
      value={own ?? ''}
      onChange={(event) => choose(event.target.value === '' ? null : (event.target.value as Choice))}
    >
      <option value="">As in the whole sheet: {choices[ofSheet].label.toLowerCase()}</option>
      {(Object.keys(choices) as Choice[]).map((choice) => (
        <option key={choice} value={choice}>
          {choices[choice].label}
        </option>
      ))}
    </SelectField>
  )
}

/** How the cells of one column are read, where the person looks at it: each choice is one step and holds at once. */
export function ColumnReadingForm({ columnId }: { columnId: ColumnId }) {
  const columns = useSheet((state) => state.columns)
  const column = columns.find((candidate) => candidate.id === columnId)
  const settings = useSheet((state) => state.settings)
  const reading = useProblems((state) => state.readings.find((candidate) => candidate.columnId === columnId))
  const revision = useProblems((state) => state.revision)
  const attributes = useAttributes((state) => state.attributes)
  const attribute = attributes.find(({ schemaName }) => schemaName === column?.attribute)
  const isPhone = attribute?.dataType === 'Phone'
  const proposal = useMemo(
    () => (isPhone ? (phoneProposals(columns, attributes, revision).get(columnId) ?? null) : null),
    [isPhone, columnId, columns, attributes, revision],
  )
  if (!column) return null
  const zone = reading ? zoneField(reading, settings.zone) : null
  return (
    <form
      className="column-text-form"
      aria-label={`How ${headingOf(column.header)} is read`}
      onSubmit={(event) => {
        event.preventDefault()
        closePopup()
      }}
    >
      {reading && (
        <WayField
          field={wayField(reading)}
          open={isOpenReading(reading)}
          onChange={(way) => sayWay(reading, way)}
        />
      )}
      {zone && (
        <ZoneField
          {...zone}
          value={column.readAs?.zone ?? ''}
          onChange={(name) => sayHowRead(columnId, 'zone', name)}
        />
      )}
      <ChoiceField
        label="Cells without a value (NULL, n/a, -)"
        choices={PLACEHOLDER_CHOICES}
        own={column.readAs?.placeholders}
        ofSheet={settings.placeholders ?? 'blank'}
        choose={(choice) => sayHowRead(columnId, 'placeholders', choice)}
      />
      {isPhone && (
        <PhoneCountryField
          label="Country of numbers without a country code"
          proposal={proposal}
          ofSheet={settings.phoneCountry}
          value={column.readAs?.phoneCountry}
          onChange={(country) => sayHowRead(columnId, 'phoneCountry', country)}
        />
      )}
      {attribute?.dataType === 'Select' && attribute.options.length > 0 && (
        <ChoiceField
          label="Values that are none of the field’s options"
          choices={UNKNOWN_OPTION_CHOICES}
          own={column.readAs?.unknownOptions}
          ofSheet={settings.unknownOptions ?? 'send'}
          choose={(choice) => sayHowRead(columnId, 'unknownOptions', choice)}
        />
      )}
      {attribute?.dataType === 'User' && (
        <UnknownOwnersField
          label="People who are no active user of the account"
          users={activeUsers(attribute.people)}
          value={column.readAs?.unknownOwners}
          onChange={(choice) => sayHowRead(columnId, 'unknownOwners', choice)}
        />
      )}
      <div className="form-buttons">
        <Button kind="primary" type="submit">
          Close
        </Button>
      </div>
    </form>
  )
}
