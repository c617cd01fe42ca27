import { useState } from 'react'
import {
  initialChoice,
  type CellCleaning,
  type Chosen,
  type CleaningOption,
} from '#shared/cleaning/cleaning.ts'
import type { CleaningRequest } from '#shared/cleaning/registry.ts'
import type { CellChanges } from '#shared/cleaning/cell-changes.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { CountryField } from '#renderer/ui/country-field.tsx'
import { ChoiceField, SelectField } from '#renderer/ui/field.tsx'
import { CellPreview } from './cell-preview.tsx'
import type { Place } from './place.tsx'
import { ReadingQuestion } from './reading-question.tsx'

interface OptionFieldProps {
  option: CleaningOption
  value: string | null
  onChange: (value: string | null) => void
}

function OptionField({ option: { as, label, values }, value, onChange }: OptionFieldProps) {
  switch (as) {
    case 'cards':
      return <ChoiceField legend={label} value={value ?? ''} options={values} onChange={onChange} />
    case 'list':
      return (
        <SelectField label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
          {values.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </SelectField>
      )
    case 'countries':
      return (
        <CountryField label={label} none="None: leave those as they are" value={value} onChange={onChange} />
      )
    case 'reading':
      // Asked beside the preview, where it is known whether there is anything to ask.
      return null
  }
}

/** Any cleaning of cells: what can be chosen for it, and what it would do. */
export function CellCleaningForm({ cleaning, place }: { cleaning: CellCleaning; place: Place }) {
  const settings = useSheet((state) => state.settings)
  const country = cleaning.options.find(({ as }) => as === 'countries')?.name
  const [chosen, setChosen] = useState<Chosen>(() => ({
    ...initialChoice(cleaning),
    ...(country === undefined ? {} : { [country]: settings.phoneCountry }),
  }))
  const [asked, setAsked] = useState<CellChanges['ambiguous'] | null>(null)
  const reading = cleaning.options.find(({ as }) => as === 'reading')
  const order = reading ? (chosen[reading.name] ?? null) : null
  const choose = (name: string, value: string | null): void => setChosen({ ...chosen, [name]: value })
  const phoneCountry = country === undefined ? settings.phoneCountry : (chosen[country] ?? null)

  return (
    <>
      {cleaning.about !== '' && <p className="soft">{cleaning.about}</p>}
      {cleaning.options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          value={chosen[option.name] ?? null}
          onChange={(value) => choose(option.name, value)}
        />
      ))}
      <CellPreview
        // Changes left out of one form may be no changes in another; a reading only adds to what is there.
        key={JSON.stringify(reading ? { ...chosen, [reading.name]: null } : chosen)}
        label={cleaning.label}
        cleaning={{ ...chosen, kind: cleaning.kind } as CleaningRequest}
        place={place}
        sets={phoneCountry === settings.phoneCountry ? {} : { phoneCountry }}
        asking={({ ambiguous }) =>
          reading &&
          (ambiguous.cells > 0 || order !== null) && (
            <ReadingQuestion
              option={reading}
              ambiguous={ambiguous.first ? ambiguous : (asked ?? ambiguous)}
              value={order}
              onChoose={(value) => {
                if (ambiguous.first) setAsked({ ...ambiguous, cells: 0 })
                choose(reading.name, value)
              }}
            />
          )
        }
      />
    </>
  )
}
