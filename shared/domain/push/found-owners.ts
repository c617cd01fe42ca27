import { isUserId } from '#shared/domain/sheet/people.ts'
import { readCell } from '#shared/domain/sheet/read-cell.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import { cellOf, type Row } from '#shared/domain/sheet/sheet.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

const NAMED = 5

interface Counted {
  column: SentColumn
  found: Set<string>
  standIn: Set<string>
  leftOut: Set<string>
  inactive: Set<string>
  several: Set<string>
  unknown: Set<string>
}

/** Counts the people of columns whose fields hold users of the account: each of them once, however many rows are theirs. */
export class FoundOwners {
  readonly #columns: readonly Counted[]

  constructor(columns: readonly SentColumn[]) {
    this.#columns = columns
      .filter(({ takes, users }) => takes === 'User' && users !== undefined)
      .map((column) => ({
        column,
        found: new Set(),
        standIn: new Set(),
        leftOut: new Set(),
        inactive: new Set(),
        several: new Set(),
        unknown: new Set(),
      }))
  }

  add(row: Pick<Row, 'cells'>): void {
    for (const counted of this.#columns) {
      const { person, typed } = readCell(cellOf(row, counted.column), counted.column)
      if (!person || person.kind === 'unread') continue
      if (person.kind === 'found') {
        if (person.standsIn) counted.standIn.add(typed)
        else counted.found.add(person.user.id)
      } else counted[person.kind === 'left-out' ? 'leftOut' : person.kind].add(typed)
    }
  }

  /** `“Owner”: 12 owners found among the account’s users, 2 unknown (Jane Roe, x@old.example).` */
  inWords(): string[] {
    return this.#columns.flatMap(({ column, found, standIn, leftOut, inactive, several, unknown }) => {
      if (found.size + standIn.size + leftOut.size + inactive.size + several.size + unknown.size === 0)
        return []
      const parts = [
        `${inEnglish.countOf(found.size, 'owner')} found among the account’s users`,
        ...part(unknown, 'unknown'),
        ...part(inactive, 'no longer active'),
        ...part(several, 'named like several users'),
        ...part(standIn, `whose leads become ${column.unknownOwners ?? ''}’s`),
        ...part(leftOut, 'left out'),
      ]
      const name = column.header.trim() === '' ? 'Column without a heading' : `“${column.header.trim()}”`
      return [`${name}: ${parts.join(', ')}.`]
    })
  }
}

function part(people: ReadonlySet<string>, what: string): string[] {
  if (people.size === 0) return []
  const named = [...people].slice(0, NAMED).map((text) => (isUserId(text) ? text : text.slice(0, 60)))
  const more = people.size > NAMED ? ` and ${people.size - NAMED} more` : ''
  return [`${inEnglish.formatCount(people.size)} ${what} (${named.join(', ')}${more})`]
}
