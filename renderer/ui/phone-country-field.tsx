import { countryName } from '#shared/values/country-names.ts'
import { proposalInWords, type PhoneProposal } from '#shared/domain/sheet/phone-evidence.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CountryField } from '#renderer/ui/country-field.tsx'

interface PhoneCountryFieldProps {
  label: string
  proposal: PhoneProposal | null
  /** What is said for the whole sheet; null: nothing. */
  ofSheet: string | null
  /** As `ReadAs.phoneCountry` has it: undefined, nothing is said of the column; '', as they are written. */
  value: string | undefined
  onChange: (country: string | null) => void
}

const WHY =
  'Written with its code or without, a number is then one search key, and it is sent as LeadSquared has it: +91-9876543210.'

/** Of which country a column's numbers without a code are, what its cells say about it, and the way to say so. */
export function PhoneCountryField({ label, proposal, ofSheet, value, onChange }: PhoneCountryFieldProps) {
  const isOpen = proposal !== null && value === undefined && ofSheet !== proposal.country
  return (
    <div className="phone-country">
      <CountryField
        label={label}
        hint={proposal === null ? WHY : `${proposalInWords(proposal)} ${WHY}`}
        none={
          ofSheet === null
            ? 'Not said: as they are written'
            : `As in the whole sheet: ${countryName(ofSheet)}`
        }
        {...(ofSheet === null ? {} : { asWritten: 'None: as they are written' })}
        value={value ?? null}
        onChange={onChange}
      />
      {isOpen && (
        <Button onClick={() => onChange(proposal.country)}>Use {countryName(proposal.country)}</Button>
      )}
    </div>
  )
}
