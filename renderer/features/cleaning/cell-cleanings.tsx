import { useEffect, useState } from 'react'
import type { DayOrder } from '#shared/cleaning/dates.ts'
import type { LetterCase } from '#shared/cleaning/letter-case.ts'
import type { PhoneStyle } from '#renderer/flows/clean-phone.ts'
import { phoneCountries, type PhoneCountry } from '#renderer/flows/phone-countries.ts'
import type { CleaningPreview } from '#renderer/flows/preview-cleaning.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { ChoiceField, SelectField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { CellPreview } from './cell-preview.tsx'
import type { Place } from './place.tsx'

export function SpaceCleaning({ place }: { place: Place }) {
  return <CellPreview label="Trim and collapse spaces" cleaning={{ kind: 'spaces' }} place={place} />
}

export function EmailCleaning({ place }: { place: Place }) {
  return <CellPreview label="Fix email typos" cleaning={{ kind: 'emails' }} place={place} />
}

const CASES: readonly { value: LetterCase; label: string; hint: string }[] = [
  {
    value: 'title',
    label: 'Ann van der Berg',
    hint: 'As names are written; mixed case such as McDonald stays.',
  },
  { value: 'upper', label: 'ANN VAN DER BERG', hint: 'All capitals.' },
  { value: 'lower', label: 'ann van der berg', hint: 'All small letters.' },
]

export function CaseCleaning({ place }: { place: Place }) {
  const [to, setTo] = useState<LetterCase>('title')
  return (
    <>
      <ChoiceField legend="Change to" value={to} options={CASES} onChange={setTo} />
      <CellPreview key={to} label="Change case" cleaning={{ kind: 'case', to }} place={place} />
    </>
  )
}

const STYLES: readonly { value: PhoneStyle; label: string }[] = [
  { value: 'spaced', label: '+49 171 2345678' },
  { value: 'plain', label: '+491712345678' },
  { value: 'dashed', label: '+49-1712345678' },
]

export function PhoneCleaning({ place }: { place: Place }) {
  const settings = useSheet((state) => state.settings)
  const [countries, setCountries] = useState<readonly PhoneCountry[]>([])
  const [country, setCountry] = useState(settings.phoneCountry)
  const [style, setStyle] = useState<PhoneStyle>('spaced')
  useEffect(() => {
    let gone = false
    void phoneCountries().then((all) => {
      if (!gone) setCountries(all)
    })
    return () => {
      gone = true
    }
  }, [])
  return (
    <>
      <SelectField
        label="Country of numbers without a country code"
        value={country ?? ''}
        onChange={(event) => setCountry(event.target.value || null)}
      >
        <option value="">None: leave those as they are</option>
        {countries.map(({ code, callingCode, name }) => (
          <option key={code} value={code}>
            {name} (+{callingCode})
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Format"
        value={style}
        onChange={(event) => setStyle(event.target.value as PhoneStyle)}
      >
        {STYLES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <CellPreview
        key={`${country ?? ''} ${style}`}
        label="Phones to one format"
        cleaning={{ kind: 'phones', country, style }}
        place={place}
        more={
          country === settings.phoneCountry
            ? []
            : [{ kind: 'setSettings', settings: { ...settings, phoneCountry: country } }]
        }
      />
    </>
  )
}

function OrderQuestion(props: {
  ambiguous: CleaningPreview['ambiguous']
  order: DayOrder | null
  onChoose: (order: DayOrder) => void
}) {
  const { first, cells } = props.ambiguous
  const example = first ?? { value: '03/04/2025', either: '2025-04-03', or: '2025-03-04' }
  const words = (date: string) =>
    new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(date.slice(0, 10)),
    )
  return (
    <>
      <ChoiceField<DayOrder | ''>
        legend={`How is ${example.value} meant?`}
        value={props.order ?? ''}
        options={[
          { value: 'day-first', label: words(example.either), hint: 'The day comes first.' },
          { value: 'month-first', label: words(example.or), hint: 'The month comes first.' },
        ]}
        onChange={(order) => {
          if (order !== '') props.onChoose(order)
        }}
      />
      {cells > 0 && (
        <p className="soft">
          {countOf(cells, 'date')} can be read either way and {cells === 1 ? 'waits' : 'wait'} for your word.
        </p>
      )}
    </>
  )
}

export function DateCleaning({ place }: { place: Place }) {
  const [order, setOrder] = useState<DayOrder | null>(null)
  const [asked, setAsked] = useState<CleaningPreview['ambiguous'] | null>(null)
  return (
    <>
      <p className="soft">
        Dates become 2025-03-14, with a time 2025-03-14 09:30:00, as LeadSquared takes them. Two-digit years
        are read as Excel reads them: 29 is 2029, 30 is 1930.
      </p>
      <CellPreview
        label="Dates to one format"
        cleaning={{ kind: 'dates', order }}
        place={place}
        asking={({ ambiguous }) =>
          (ambiguous.cells > 0 || order !== null) && (
            <OrderQuestion
              ambiguous={ambiguous.first ? ambiguous : (asked ?? ambiguous)}
              order={order}
              onChoose={(chosen) => {
                if (ambiguous.first) setAsked({ ...ambiguous, cells: 0 })
                setOrder(chosen)
              }}
            />
          )
        }
      />
    </>
  )
}
