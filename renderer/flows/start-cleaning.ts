import { FULL_NAME_HEADINGS } from '#shared/domain/sheet/mapping/synonyms.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { attributeNamed } from '#renderer/stores/accounts/attribute-store.ts'
import { openCleaning, useCleaning, type CleaningKind } from '#renderer/stores/problems/cleaning-store.ts'

/** The cleaning a column most likely needs, by where it goes and what it is called. */
function likelyKind(column: Column): CleaningKind {
  switch (column.attribute === null ? undefined : attributeNamed(column.attribute)?.dataType) {
    case 'Email':
      return 'emails'
    case 'Phone':
      return 'phones'
    case 'Date':
      return 'dates'
    default:
      return FULL_NAME_HEADINGS.has(normaliseHeading(column.header)) ? 'names' : 'spaces'
  }
}

export function cleanColumn(column: Column): void {
  openCleaning(likelyKind(column), column.id)
}

/** Keeps to the cleaning chosen last, where it can be done to a few cells. */
export function cleanSelection(): void {
  const { kind } = useCleaning.getState()
  openCleaning(kind === 'names' || kind === 'rows' ? 'spaces' : kind, 'selection')
}
