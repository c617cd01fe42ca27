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
  const { first, others } = useMemo(() => zoneNames(value), [value])
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

/** Zones that browsers and Node list by a name they had before. */
const NOW_CALLED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
}

/** `chosen` is among them, whatever name it was given. */
function zoneNames(chosen: string): { first: string[]; others: string[] } {
  const nowCalled = (zone: string): string => NOW_CALLED[zone] ?? zone
  const here = nowCalled(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const first = [...new Set([here, 'UTC', ...(chosen === '' ? [] : [chosen])])]
  const all = [...new Set(Intl.supportedValuesOf('timeZone').map(nowCalled))].toSorted()
  return { first, others: all.filter((zone) => !first.includes(zone)) }
}
