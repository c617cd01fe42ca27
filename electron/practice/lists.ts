import { fieldValue } from './conditions.ts'
import type { Search } from './lead-search.ts'
import type { Looked } from './looked.ts'

interface PracticeList {
  id: string
  name: string
  description: string
  /** 0 static, 1 dynamic, 2 refreshable. */
  type: 0 | 1 | 2
  has(lead: Looked): boolean
}

function list(
  number: number,
  type: PracticeList['type'],
  name: string,
  description: string,
  has: PracticeList['has'],
): PracticeList {
  return { id: `11570000-0000-4000-a000-00000000000${number}`, name, description, type, has }
}

const where =
  (attribute: string, value: string) =>
  (lead: Looked): boolean =>
    fieldValue(lead, attribute) === value

/** The practice tenant's lists: some of each kind, one of them empty. */
export const PRACTICE_LISTS: readonly PracticeList[] = [
  list(1, 0, 'Spring Fair 2026', 'Every fifth lead', (lead) => lead.number % 5 === 0),
  list(2, 0, 'Nobody yet', '', () => false),
  list(3, 1, 'Customers', 'Lead stage is Customer', where('ProspectStage', 'Customer')),
  list(4, 1, 'Leads from Leeds', 'City is Leeds', where('mx_City', 'Leeds')),
  list(5, 1, 'All leads', '', () => true),
  list(6, 2, 'Website leads', 'Lead source is Website', where('Source', 'Website')),
]

export function listSearch(listId: string): Search | null {
  const found = PRACTICE_LISTS.find(({ id }) => id === listId)
  return found ? { name: `list ${found.id}`, matches: (lead) => found.has(lead) } : null
}
