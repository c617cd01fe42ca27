import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SEARCH, type Column } from '#shared/domain/sheet/sheet.ts'
import type { AttributesFound } from '#electron/services/accounts/attributes.ts'
import type { PushArguments } from './arguments.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/**
 * The columns with what `--map` says put over what was found by itself. An attribute that `--map` gives to one column is
 * taken from any other: two columns cannot go to one field.
 * @throws {Ending} where a heading or an attribute is not there
 */
export function mapColumns(
  columns: readonly Column[],
  map: PushArguments['map'],
  attributes: AttributesFound,
): Column[] {
  let mapped = [...columns]
  for (const { header, attribute } of map) {
    const column = mapped.find((other) => sameText(other.header, header))
    if (!column) {
      const headings = columns.map((other) => other.header).filter((text) => text !== '')
      throw new Ending(
        WRONG_USAGE,
        `--map: there is no column “${header}”. The columns are: ${headings.join(', ')}.`,
      )
    }
    const target = attribute === null ? null : attributeCalled(attribute, attributes, '--map')
    mapped = mapped.map((other) => {
      if (other.id === column.id) return { ...other, attribute: target }
      return target !== null && other.attribute === target ? { ...other, attribute: null } : other
    })
  }
  if (mapped.every((column) => column.attribute === null)) {
    throw new Ending(
      WRONG_USAGE,
      'No column could be matched to a LeadSquared attribute by its heading. Say where they go: --map "Header=Attribute,…"',
    )
  }
  return mapped
}

/** @throws {Ending} where no column goes to the attribute */
export function searchAttribute(
  searchBy: string,
  columns: readonly Column[],
  attributes: AttributesFound,
): string {
  if (searchBy === DEFAULT_SEARCH) return DEFAULT_SEARCH
  const attribute = attributeCalled(searchBy, attributes, '--search-by')
  if (columns.some((column) => column.attribute === attribute)) return attribute
  throw new Ending(
    WRONG_USAGE,
    `--search-by: no column goes to ${attribute}, so there is nothing to search with. Add --map "Header=${attribute}".`,
  )
}

/** The schema name of an attribute given by it or by its display name. The account's own list is final; ours is not. */
function attributeCalled(name: string, { source, attributes }: AttributesFound, option: string): string {
  const found: Attribute | undefined =
    attributes.find((attribute) => attribute.schemaName === name) ??
    attributes.find(
      (attribute) => sameText(attribute.schemaName, name) || sameText(attribute.displayName, name),
    )
  if (found?.readOnly)
    throw new Ending(WRONG_USAGE, `${option}: ${found.schemaName} is read-only in LeadSquared.`)
  if (found) return found.schemaName
  if (source === 'built-in' && /^[A-Za-z]\w*$/.test(name)) return name
  const close = attributes.filter(
    (attribute) => alike(attribute.schemaName, name) || alike(attribute.displayName, name),
  )
  const hint =
    close.length > 0
      ? ` Do you mean ${close
          .slice(0, 3)
          .map((attribute) => attribute.schemaName)
          .join(' or ')}?`
      : ''
  throw new Ending(WRONG_USAGE, `${option}: the account has no attribute “${name}”.${hint}`)
}

function sameText(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function alike(known: string, given: string): boolean {
  const [a, b] = [known, given].map((text) => text.toLowerCase().replace(/^mx_|[^a-z0-9]/g, ''))
  return a !== undefined && b !== undefined && b.length >= 3 && (a.includes(b) || b.includes(a))
}
