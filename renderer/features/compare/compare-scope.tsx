import { chooseCompareScope } from '#renderer/flows/compare-rows.ts'
import { useCompare, type CompareScope } from '#renderer/stores/compare/compare-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useView } from '#renderer/stores/view/view-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { formatCount } from '#renderer/ui/format.ts'

/** Which rows are compared; a question only where there is a choice. */
export function CompareScopeField() {
  const scope = useCompare((state) => state.scope)
  const rowCount = useSheet((state) => state.rowCount)
  const selected = useSheet((state) => state.selection?.rowCount ?? 0)
  const shown = useView((state) => state.shown)
  const options: [CompareScope, string][] = [['all', `All rows (${formatCount(rowCount)})`]]
  if (shown < rowCount || scope === 'shown') options.push(['shown', `The rows shown (${formatCount(shown)})`])
  if (selected > 1 || scope === 'selected') {
    options.push(['selected', `The selected rows (${formatCount(selected)})`])
  }
  if (options.length === 1) return null
  return (
    <SelectField
      label="Rows"
      value={scope}
      onChange={(event) => chooseCompareScope(event.target.value as CompareScope)}
    >
      {options.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </SelectField>
  )
}
