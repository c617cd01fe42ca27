import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import type { DuplicateChoice, RowId } from '#shared/domain/sheet/sheet.ts'

/** A row whose fate its duplicates decide. `place` is its number on screen, from 1. */
interface Member {
  rowId: RowId
  place: number
  keys: readonly string[]
  /** Not part of this push: it went in with an earlier one. */
  sentBefore: boolean
}

/** What becomes of a row because of others with its search key. */
export type DuplicateDecision =
  | { kind: 'left-out'; rowId: RowId; message: string }
  /** Sent by itself; the note says in which order. */
  | { kind: 'in-order'; rowId: RowId; message: string }
  /** `rowIds` in the sheet's order: later values win. The first of them carries the lead. */
  | { kind: 'merged'; rowIds: RowId[]; carrierMessage: string; memberMessage: string }

/**
 * Finds rows that are one lead to the server: those that share a search key, and, where there are two kinds of key, those
 * linked by others in between (one row's email with another's phone).
 */
export class DuplicateGroups {
  readonly #members: Member[] = []
  readonly #parents: number[] = []
  readonly #firstOfKey = new Map<string, number>()
  #linked = false

  add(rowId: RowId, place: number, keys: readonly string[], sentBefore = false): void {
    const index = this.#members.push({ rowId, place, keys, sentBefore }) - 1
    this.#parents.push(index)
    for (const key of keys) {
      const first = this.#firstOfKey.get(key)
      if (first === undefined) {
        this.#firstOfKey.set(key, index)
        continue
      }
      this.#linked = true
      this.#parents[this.#rootOf(index)] = this.#rootOf(first)
    }
  }

  #rootOf(index: number): number {
    const parents = this.#parents
    let root = index
    while (parents[root] !== root) root = parents[root]!
    for (let each = index; each !== root;) {
      const next = parents[each]!
      parents[each] = root
      each = next
    }
    return root
  }

  /** Groups of two and more, each in the order they were added. */
  groups(): Member[][] {
    if (!this.#linked) return []
    const roots = this.#members.map((_, index) => this.#rootOf(index))
    const sizes = new Uint32Array(roots.length)
    for (const root of roots) sizes[root]!++
    const groups = new Map<number, Member[]>()
    roots.forEach((root, index) => {
      if (sizes[root]! < 2) return
      const group = groups.get(root)
      if (group) group.push(this.#members[index]!)
      else groups.set(root, [this.#members[index]!])
    })
    return [...groups.values()]
  }

  /**
   * Rows that are linked by one kind of key can differ in the other, and where one lead is made of them only one of its values goes:
   * of two people with one phone, one email. One sentence; none where that is not so.
   */
  lostKeysInWords(choice: DuplicateChoice, attributes: readonly Attribute[]): string[] {
    if (choice !== 'merge') return []
    let groups = 0
    let example: { rows: [Member, Member]; name: string } | null = null
    for (const group of this.groups()) {
      const apart = differingKeys(group.filter(({ sentBefore }) => !sentBefore))
      if (!apart) continue
      groups++
      example ??= { rows: apart.rows, name: nameOf(apart.attribute, attributes) }
    }
    if (!example) return []
    const [one, other] = example.rows
    const what = groups === 1 ? '1 lead is' : `${groups} leads are`
    return [
      `${what} merged of rows that differ in ${example.name}, such as rows ${one.place} and ${other.place}: only one of the values is sent, the last. If they are not one person, choose another way for rows with one search key.`,
    ]
  }

  decide(choice: DuplicateChoice, attributes: readonly Attribute[]): DuplicateDecision[] {
    return this.groups().flatMap((group) => decideGroup(group, choice, attributes))
  }
}

/** The first two rows that have other values of one key. */
function differingKeys(group: readonly Member[]): { rows: [Member, Member]; attribute: string } | null {
  const firsts = new Map<string, { member: Member; key: string }>()
  for (const member of group) {
    for (const key of member.keys) {
      const attribute = key.slice(0, key.indexOf('='))
      const first = firsts.get(attribute)
      if (!first) firsts.set(attribute, { member, key })
      else if (first.key !== key) return { rows: [first.member, member], attribute }
    }
  }
  return null
}

function decideGroup(
  group: Member[],
  choice: DuplicateChoice,
  attributes: readonly Attribute[],
): DuplicateDecision[] {
  // A row that went in before still counts as the first or the last: sending an older one after it would undo it.
  const first = group[0]!
  const last = group.at(-1)!
  const sent = group.filter((member) => !member.sentBefore)
  switch (choice) {
    case 'last':
      return without(sent, last).map((member) => ({
        kind: 'left-out',
        rowId: member.rowId,
        message: `Left out: row ${last.place} ${sameness(member, last, attributes)} and comes later.`,
      }))
    case 'first':
      return without(sent, first).map((member) => ({
        kind: 'left-out',
        rowId: member.rowId,
        message: `Left out: row ${first.place} ${sameness(member, first, attributes)} and comes first.`,
      }))
    case 'skip':
      return sent.map((member) => {
        const other = member === first ? group[1]! : first
        return {
          kind: 'left-out',
          rowId: member.rowId,
          message: `Left out: row ${other.place} ${sameness(member, other, attributes)}.`,
        }
      })
    case 'order':
      return sent.slice(1).map((member, index) => {
        const before = sent[index]!
        return {
          kind: 'in-order',
          rowId: member.rowId,
          message: `Sent after row ${before.place}, which ${sameness(member, before, attributes)}.`,
        }
      })
    case 'merge': {
      const [carrier, ...others] = sent
      if (!carrier || others.length === 0) return []
      return [
        {
          kind: 'merged',
          rowIds: sent.map((member) => member.rowId),
          carrierMessage: `${listOfRows(others)} merged into this one.`,
          memberMessage: `Merged into row ${carrier.place}.`,
        },
      ]
    }
  }
}

function without(members: Member[], kept: Member): Member[] {
  return members.filter((member) => member !== kept)
}

function sameness(member: Member, other: Member, attributes: readonly Attribute[]): string {
  const shared = member.keys.find((key) => other.keys.includes(key))
  if (shared === undefined) return 'is the same lead by way of other rows'
  return `has the same ${nameOf(shared.slice(0, shared.indexOf('=')), attributes)}`
}

function nameOf(schemaName: string, attributes: readonly Attribute[]): string {
  if (schemaName === 'EmailAddress') return 'email'
  if (schemaName === 'Phone') return 'phone'
  return attributes.find((attribute) => attribute.schemaName === schemaName)?.displayName ?? schemaName
}

const LISTED = 5

function listOfRows(members: Member[]): string {
  if (members.length === 1) return `Row ${members[0]!.place} was`
  const places = members.slice(0, LISTED).map((member) => String(member.place))
  if (members.length > LISTED) return `Rows ${places.join(', ')} and ${members.length - LISTED} more were`
  return `Rows ${places.slice(0, -1).join(', ')} and ${places.at(-1)!} were`
}

/**
 * One lead of several, in order: a later value wins, and an empty one never takes a value away, not even where blanks
 * clear, because the rows together do have a value.
 */
export function mergeLeads(leads: readonly Lead[]): Lead {
  const merged = new Map<string, string>()
  for (const lead of leads) {
    for (const { Attribute, Value } of lead) {
      if (Value !== '' || !merged.has(Attribute)) merged.set(Attribute, Value)
    }
  }
  const searchBy = merged.get('SearchBy')
  merged.delete('SearchBy')
  const lead = [...merged].map(([Attribute, Value]) => ({ Attribute, Value }))
  if (searchBy !== undefined) lead.push({ Attribute: 'SearchBy', Value: searchBy })
  return lead
}
