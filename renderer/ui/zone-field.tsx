import { useMemo } from 'react'
import { SelectField } from './field.tsx'

interface ZoneFieldProps {
  label: string
  hint: string
  /** IANA name; '': not said. */
  value: string
  /** What holds while nothing is said. */
  unsaid: string
  onChange: (zone: string | null) => void
}

/** This machine's zone and UTC first, then all there are. */
export function ZoneField({ label, hint, value, unsaid, onChange }: ZoneFieldProps) {
  const { first, others } = useMemo(zoneNames, [])
  return (
    <SelectField
      label={label}
      hint={hint}
      value={value}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{unsaid}</option>
      {[first, others].map((zones, at) => (
        <optgroup key={at} label={at === 0 ? 'Here' : 'All zones'}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone === 'UTC' ? 'UTC' : zone.replaceAll('_', ' ')}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  )
}

function zoneNames(): { first: string[]; others: string[] } {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const first = here === 'UTC' ? ['UTC'] : [here, 'UTC']
  return { first, others: Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone)) }
}
