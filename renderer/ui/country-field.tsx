import { useEffect, useState } from 'react'
import { phoneCountries, type PhoneCountry } from '#renderer/cleaning/phone-countries.ts'
import { SelectField } from '#renderer/ui/field.tsx'

interface CountryFieldProps {
  label: string
  hint?: string
  /** What no country is called. */
  none: string
  /** What is chosen where they are of no country, which is '' and not null; left out: it cannot be chosen. */
  asWritten?: string
  /** ISO 3166 alpha-2; null: none. */
  value: string | null
  onChange: (value: string | null) => void
}

/** No country's code. */
const AS_WRITTEN = 'as written'

/** The country whose code numbers without one get. */
export function CountryField({ label, hint, none, asWritten, value, onChange }: CountryFieldProps) {
  const [countries, setCountries] = useState<readonly PhoneCountry[]>([])
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
    <SelectField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={value === '' && asWritten !== undefined ? AS_WRITTEN : (value ?? '')}
      onChange={({ target }) => onChange(target.value === AS_WRITTEN ? '' : target.value || null)}
    >
      <option value="">{none}</option>
      {asWritten !== undefined && <option value={AS_WRITTEN}>{asWritten}</option>}
      {countries.map(({ code, callingCode, name }) => (
        <option key={code} value={code}>
          {name} (+{callingCode})
        </option>
      ))}
    </SelectField>
  )
}
