import type { PhoneProposal } from '#shared/domain/sheet/phone-evidence.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { sayHowRead } from '#renderer/flows/read-column.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { PhoneCountryField } from '#renderer/ui/phone-country-field.tsx'

/** Of which country a column's numbers without a code are: said, or told by its cells and to be confirmed. */
export function PhoneCountry({ column, proposal }: { column: Column; proposal: PhoneProposal | null }) {
  const ofSheet = useSheet((state) => state.settings.phoneCountry)
  return (
    <PhoneCountryField
      label={`${column.header.trim() || 'Column without a heading'}: country of numbers without a country code`}
      proposal={proposal}
      ofSheet={ofSheet}
      value={column.readAs?.phoneCountry}
      onChange={(country) => sayHowRead(column.id, 'phoneCountry', country)}
    />
  )
}
