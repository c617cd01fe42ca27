import { cleaningOf, CLEANINGS, type CleaningKind } from '#shared/cleaning/registry.ts'
import type { Cleaning } from '#shared/cleaning/cleaning.ts'
import { isFullName } from '#shared/cleaning/full-name.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { attributeNamed } from '#renderer/stores/accounts/attribute-store.ts'
import { openCleaning, useCleaning } from '#renderer/stores/problems/cleaning-store.ts'

/** The cleaning a column most likely needs, by where it goes and what it is called. */
function likelyKind(column: Column): CleaningKind {
  const type = column.attribute === null ? undefined : attributeNamed(column.attribute)?.dataType
  const found = type && CLEANINGS.find(({ types }: Cleaning) => types.includes(type))
  if (found) return found.kind
  return isFullName(column) ? 'names' : 'spaces'
}

export function cleanColumn(column: Column): void {
  openCleaning(likelyKind(column), column.id)
}

/** Keeps to the cleaning chosen last, where it can be done to a few cells. */
export function cleanSelection(): void {
  const { kind } = useCleaning.getState()
  openCleaning(cleaningOf(kind).work === 'cells' ? kind : 'spaces', 'selection')
}
