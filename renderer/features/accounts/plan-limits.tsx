import { SelectField, TextField } from '#renderer/ui/field.tsx'
import type { PlanProblems, PlanTexts } from './plan-texts.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour))

function zonesWith(chosen: string): string[] {
  return [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])]
}

interface PlanLimitsProps {
  texts: PlanTexts
  problems: PlanProblems
  onChange: (part: Partial<PlanTexts>) => void
}

/** What some plans have beside the one limit: limits for each kind of call, and a number of calls a day. */
export function PlanLimits({ texts, problems, onChange }: PlanLimitsProps) {
  const box = (name: keyof PlanTexts, label: string, inputMode: 'numeric' | 'decimal' = 'numeric') => (
    <TextField
      label={label}
      inputMode={inputMode}
      value={texts[name]}
      problem={problems[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  )
  const used = texts.bulkCalls || texts.ordinaryCalls || texts.dayCalls
  return (
    <details className="plan-limits" open={used !== '' || Object.keys(problems).length > 0 || undefined}>
      <summary>Limits of the plan</summary>
      <fieldset className="limit-fields">
        <legend>Calls that write leads</legend>
        {box('bulkCalls', 'Calls that write')}
        {box('bulkSeconds', 'In seconds', 'decimal')}
      </fieldset>
      <fieldset className="limit-fields">
        <legend>All other calls</legend>
        {box('ordinaryCalls', 'Other calls')}
        {box('ordinarySeconds', 'In seconds', 'decimal')}
      </fieldset>
      <fieldset className="limit-fields">
        <legend>Calls a day</legend>
        {box('dayCalls', 'Calls a day')}
        <SelectField
          label="The day begins at"
          value={texts.startHour}
          onChange={(event) => onChange({ startHour: event.target.value })}
        >
          {HOURS.map((hour) => (
            <option key={hour} value={hour}>
              {hour.padStart(2, '0')}:00
            </option>
          ))}
        </SelectField>
        <SelectField
          label="In the time zone"
          value={texts.zone}
          onChange={(event) => onChange({ zone: event.target.value })}
        >
          {zonesWith(texts.zone).map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </SelectField>
        <p className="field-hint">
          Left empty, nothing is held back by it. When the day’s calls are used up, pushes and readings pause
          and say when they go on.
        </p>
      </fieldset>
    </details>
  )
}
