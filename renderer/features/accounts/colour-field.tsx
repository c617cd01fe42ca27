import { useId } from 'react'
import type { AccountColour } from '#shared/domain/push/account.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'

interface ColourFieldProps {
  value: AccountColour
  colours: readonly AccountColour[]
  onChange: (colour: AccountColour) => void
}

export function ColourField({ value, colours, onChange }: ColourFieldProps) {
  const name = useId()
  return (
    <fieldset className="colour-field">
      <legend>Colour</legend>
      {colours.map((colour) => (
        <label key={colour} title={colour}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            aria-label={colour}
            checked={colour === value}
            onChange={() => onChange(colour)}
          />
          <AccountDot colour={colour} />
        </label>
      ))}
    </fieldset>
  )
}
