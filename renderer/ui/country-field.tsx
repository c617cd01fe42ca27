import { useEffect, useState } from 'react'
import { phoneCountries, type PhoneCountry } from '#renderer/cleaning/phone-countries.ts'
import { SelectField } from '#renderer/ui/field.tsx'

interface CountryFieldProps {
  label: string
  hint?: string
  /** What no country is called. */
  none: string
  /** ISO 3166 alpha-2; null: none. */
  value: string | null
  onChange: (value: string | null) => void
}

/** The country whose code numbers without one get. */
export function CountryField({ label, hint, none, value, onChange }: CountryFieldProps) {
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
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{none}</option>
      {countries.map(({ code, callingCode, name }) => (
        <option key={code} value={code}>
          {name} (+{callingCode})
        </option>
      ))}
    </SelectField>
  )
}
