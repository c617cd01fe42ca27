import { chooseByLink } from '#renderer/flows/compare-rows.ts'
import { displayNameOf } from '#renderer/stores/accounts/attribute-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import { CheckField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'

/** Search by Lead ID, for rows that have one and are searched by something else so far. */
export function ByLinkField() {
  const { linked, byLink } = useCompare()
  const searchBy = useSheet((state) => state.settings.searchBy)
  if ((linked === 0 && !byLink) || searchBy === 'ProspectID') return null
  const others = searchBy === DEFAULT_SEARCH ? 'email or phone' : displayNameOf(searchBy)
  return (
    <CheckField
      label="Find linked rows by their Lead ID"
      hint={`${countOf(linked, 'row')} ${linked === 1 ? 'has' : 'have'} one; the others are found by ${others}.`}
      checked={byLink}
      onChange={(event) => chooseByLink(event.target.checked)}
    />
  )
}
