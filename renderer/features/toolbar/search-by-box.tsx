import { useId } from 'react'
import { canSearchByDefault } from '#shared/domain/sheet/search-words.ts'
import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Select } from '#renderer/ui/select.tsx'

/** How LeadSquared finds the lead a row belongs to. */
export function SearchByBox() {
  const id = useId()
  const columns = useSheet((state) => state.columns)
  const settings = useSheet((state) => state.settings)
  const attributes = useAttributes((state) => state.attributes)
  const nameOf = (schemaName: string) =>
    attributes.find((attribute) => attribute.schemaName === schemaName)?.displayName ?? schemaName
  const mapped = new Set(columns.flatMap(({ attribute }) => (attribute === null ? [] : [attribute])))
  const isDefault = settings.searchBy === DEFAULT_SEARCH
  // Before anything is mapped nothing is amiss.
  const canDefault = mapped.size === 0 || canSearchByDefault(columns)
  const lost = isDefault ? !canDefault : !mapped.has(settings.searchBy)
  return (
    <div className="labelled-box">
      <label htmlFor={id}>Search by</label>
      <Select
        id={id}
        title="How LeadSquared finds the lead a row belongs to. A row that finds none makes a new lead."
        aria-invalid={lost || undefined}
        value={settings.searchBy}
        onChange={(event) =>
          edit('Search by', [
            { kind: 'setSettings', settings: { ...settings, searchBy: event.target.value } },
          ])
        }
      >
        {(canDefault || isDefault) && (
          <option value={DEFAULT_SEARCH}>
            {canDefault ? 'Email or phone' : 'Email or phone (no column)'}
          </option>
        )}
        {[...mapped].map((schemaName) => (
          <option key={schemaName} value={schemaName}>
            {nameOf(schemaName)}
          </option>
        ))}
        {lost && !isDefault && (
          <option value={settings.searchBy}>{nameOf(settings.searchBy)} (no column)</option>
        )}
      </Select>
    </div>
  )
}
