import type { Attribute, DataType } from '#shared/domain/sheet/attributes.ts'
import { LEAD_ID } from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SEARCH, type Column, type ColumnId, type ReadAs } from '#shared/domain/sheet/sheet.ts'
import type { AttributesFound } from '#electron/services/accounts/attributes.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { columnNamed, unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/**
 * The columns with what `--map` says put over what was found by itself. An attribute that `--map` gives to one column is
 * taken from one that was only found: two columns cannot go to one field.
 * @throws {Ending} where a heading or an attribute is not there, or two columns would go to one attribute
 */
export function mapColumns(
  columns: readonly Column[],
  map: PushArguments['map'],
  attributes: AttributesFound,
): Column[] {
  const told = new Map<ColumnId, string | null>()
  for (const { header, attribute } of map) {
    const column = columnNamed(columns, header, '--map')
    if (told.has(column.id)) {
      throw new Ending(WRONG_USAGE, `--map names the column “${unmistakable(columns, column)}” twice.`)
    }
    told.set(column.id, attribute === null ? null : attributeCalled(attribute, attributes, '--map'))
  }
  const taken = new Set(told.values())
  const mapped = columns.map((column) => {
    const attribute = told.get(column.id)
    if (attribute !== undefined) return { ...column, attribute }
    return column.attribute !== null && taken.has(column.attribute) ? { ...column, attribute: null } : column
  })
  refuseTwins(mapped)
  if (mapped.every((column) => column.attribute === null)) {
    throw new Ending(
      WRONG_USAGE,
      'No column could be matched to a LeadSquared attribute by its heading. Say where they go: --map "Header=Attribute,…"',
    )
  }
  return mapped
}

/** What each way to read a column is about. */
const TYPES_OF: Readonly<Record<keyof ReadAs, { types: readonly DataType[]; what: string } | null>> = {
  dates: { types: ['Date'], what: 'a date' },
  decimal: { types: ['Number'], what: 'a number' },
  placeholders: null,
  zone: { types: ['Date'], what: 'a date' },
  unknownOptions: { types: ['Select'], what: 'a field with options' },
  values: { types: ['Select', 'User'], what: 'a field with options or users' },
  phoneCountry: { types: ['Phone'], what: 'a phone' },
  unknownOwners: { types: ['User'], what: 'a field that holds users' },
}

/**
 * The columns with what is said of how single ones are read.
 * @throws {Ending} where there is no such column, it goes to no field that this is about, or two things are said of it
 */
export function readColumnsAs(
  columns: readonly Column[],
  said: PushArguments['columnsSaid'],
  attributes: readonly Attribute[],
): Column[] {
  const told = new Map<ColumnId, ReadAs>()
  for (const { option, header, readAs } of said) {
    const column = columnNamed(columns, header, option)
    const [key] = Object.keys(readAs) as (keyof ReadAs)[]
    const field = attributes.find(({ schemaName }) => schemaName === column.attribute)
    const about = TYPES_OF[key!]
    if (about && !(field && about.types.includes(field.dataType))) {
      throw new Ending(
        WRONG_USAGE,
        `${option}: “${unmistakable(columns, column)}” ${column.attribute === null ? 'is not sent' : `goes to ${column.attribute}`}, which is not ${about.what}. Nothing was sent.`,
      )
    }
    const before = told.get(column.id)
    if (before?.[key!] !== undefined && before[key!] !== readAs[key!])
      throw new Ending(
        WRONG_USAGE,
        `${option} says two things of the column “${unmistakable(columns, column)}”.`,
      )
    told.set(column.id, { ...before, ...readAs })
  }
  return columns.map((column) => {
    const readAs = told.get(column.id)
    return readAs ? { ...column, readAs: { ...column.readAs, ...readAs } } : column
  })
}

/**
 * The columns of people with what is said of all of them.
 * @throws {Ending} where no column is one
 */
export function sayOwners(
  columns: readonly Column[],
  { owners, ownerUnknown }: Pick<PushArguments, 'owners' | 'ownerUnknown'>,
  attributes: readonly Attribute[],
): Column[] {
  if (owners.length === 0 && ownerUnknown === null) return [...columns]
  const fields = new Set(
    attributes.flatMap(({ schemaName, dataType }) => (dataType === 'User' ? [schemaName] : [])),
  )
  const ofPeople = columns.filter(({ attribute }) => attribute !== null && fields.has(attribute))
  if (ofPeople.length === 0) {
    throw new Ending(
      WRONG_USAGE,
      `${owners.length > 0 ? '--owner' : '--owner-unknown'}: no column goes to a field that holds users. Say which does: --map "Owner=OwnerId". Nothing was sent.`,
    )
  }
  return columns.map((column) => {
    if (!ofPeople.includes(column)) return column
    const unknownOwners = ownerUnknown ?? column.readAs?.unknownOwners
    const values = [...(column.readAs?.values ?? []), ...owners]
    return {
      ...column,
      readAs: {
        ...column.readAs,
        ...(values.length > 0 ? { values } : {}),
        ...(unknownOwners === undefined ? {} : { unknownOwners }),
      },
    }
  })
}

/** @throws {Ending} */
function refuseTwins(columns: readonly Column[]): void {
  const byAttribute = Map.groupBy(columns, ({ attribute }) => attribute)
  for (const [attribute, same] of byAttribute) {
    if (attribute === null || same.length < 2) continue
    const names = same.map((column) => unmistakable(columns, column))
    throw new Ending(
      WRONG_USAGE,
      `${names.map((name) => `“${name}”`).join(' and ')} ${same.length === 2 ? 'both' : 'all'} go to ${attribute}, which takes one. Leave out all but one: --map "${names[1]!}=". Nothing was sent.`,
    )
  }
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
  // Nobody writes it, but a lead is found by it.
  if (sameText(name, LEAD_ID)) return LEAD_ID
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
