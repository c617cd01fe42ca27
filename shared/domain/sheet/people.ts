import type { AccountUser, People } from './account-user.ts'
import { foldedValue } from './options.ts'
import type { ValueMap } from './sheet.ts'

/** What becomes of people who are no active user: their cells are left out, their rows stay here, or, by email, they are this user's. */
export const LEAVE_OUT = 'leave'
export const KEEP_ROWS = 'stop'

/** Who is meant by a text. */
export type PersonMatch =
  /** `standsIn`: the user takes all who are none, and was not meant by this text. */
  | { kind: 'found'; user: AccountUser; standsIn?: true }
  /** Somebody said so: of this person, or of all who are no user. */
  | { kind: 'left-out' }
  | { kind: 'inactive'; user: AccountUser }
  /** The name is that of more than one, or the email. */
  | { kind: 'several'; users: readonly AccountUser[] }
  /** `instead`: who was said to stand in, and is no user. */
  | { kind: 'unknown'; instead?: string }
  /** Nobody has looked at the account's users yet. */
  | { kind: 'unread' }

export type PersonMatcher = (text: string) => PersonMatch

const USER_ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
/** `Meera Salunke <meera@…>`, `Meera Salunke (meera@…)`. */
const NAMED_ADDRESS = /^[^<(]*[<(]\s*(?:mailto:)?([^\s<>()]+@[^\s<>()]+)\s*[>)]$/
const LAST_FIRST = /^([^,]+),\s*([^,]+)$/

const UNREAD: PersonMatch = { kind: 'unread' }
const LEFT_OUT: PersonMatch = { kind: 'left-out' }

/** True for what can only be a user's number. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text)
}

/**
 * The one place where people meet the account's users: by the user's number, by what somebody said (`values`), by email, else by a whole
 * name that one user has. A name that two have, one of them inactive, is nobody's. `otherwise`: `leave`, `stop`, or the email of the user
 * who takes all who are none.
 */
export function personMatcher(
  users: readonly AccountUser[] | undefined,
  { values = [], otherwise }: { values?: ValueMap | undefined; otherwise?: string | undefined },
): PersonMatcher {
  if (users === undefined) return () => UNREAD
  const byId = new Map(users.map((user) => [user.id.toLowerCase(), user]))
  const byEmail = Map.groupBy(users, ({ email }) => email.trim().toLowerCase())
  const byName = Map.groupBy(users, ({ name }) => foldedValue(name))
  const said = new Map(values.map(([value, email]) => [foldedValue(value), email]))

  function asMatch(found: readonly AccountUser[] | undefined): PersonMatch | null {
    const [user, another] = found ?? []
    if (!user) return null
    if (another) return { kind: 'several', users: found! }
    return user.active ? { kind: 'found', user } : { kind: 'inactive', user }
  }

  /** By number or email, as users are named where somebody says who is meant. */
  function named(text: string): PersonMatch | null {
    const byNumber = byId.get(text.toLowerCase())
    if (byNumber) return asMatch([byNumber])
    const address = NAMED_ADDRESS.exec(text)?.[1] ?? text
    return address.includes('@') ? asMatch(byEmail.get(address.trim().toLowerCase())) : null
  }

  function called(text: string): PersonMatch | null {
    const whole = foldedValue(text)
    const [, last, first] = LAST_FIRST.exec(text.trim()) ?? []
    const turned = last === undefined ? '' : foldedValue(`${first!} ${last}`)
    return whole === '' ? null : asMatch(byName.get(whole) ?? byName.get(turned))
  }

  const instead =
    otherwise === undefined || otherwise === KEEP_ROWS || otherwise === LEAVE_OUT ? null : otherwise
  const forAll: PersonMatch | null =
    otherwise === LEAVE_OUT ? LEFT_OUT : instead === null ? null : standIn(named(instead), instead)

  const known = new Map<string, PersonMatch>()
  function find(text: string): PersonMatch {
    const byNumber = byId.get(text.toLowerCase())
    const meant = byNumber ? undefined : said.get(foldedValue(text))
    if (meant === '') return LEFT_OUT
    // What was said of this person is not overruled by what was said of all.
    if (meant !== undefined && meant !== null) return named(meant) ?? { kind: 'unknown', instead: meant }
    const match = named(text) ?? called(text) ?? { kind: 'unknown' as const }
    return match.kind === 'found' ? match : (forAll ?? match)
  }
  return (text) => {
    const key = text.trim()
    let match = known.get(key)
    if (!match) known.set(key, (match = find(key)))
    return match
  }
}

function standIn(match: PersonMatch | null, instead: string): PersonMatch {
  if (match === null) return { kind: 'unknown', instead }
  return match.kind === 'found' ? { ...match, standsIn: true } : match
}

/** Who of an account's users can be chosen, by name; two of one name are told apart by their emails. */
export function activeUsers(people: People | undefined): AccountUser[] {
  return people && 'users' in people
    ? people.users.filter(({ active, email }) => active && email !== '').toSorted(byName)
    : []
}

function byName(one: AccountUser, other: AccountUser): number {
  return nameOf(one).localeCompare(nameOf(other), 'en')
}

const nameOf = ({ name, email }: AccountUser): string => name.trim() || email

/**
 * A user as a cell names them, so that the column's own reading finds them again: by name or by email, as `like` does, else by the other of
 * the two, else by number.
 */
export function userInCell(user: AccountUser, match: PersonMatcher, like = ''): string {
  const written = like.includes('@') ? [user.email, user.name] : [user.name, user.email]
  const finds = (text: string): boolean => {
    const found = text.trim() === '' ? null : match(text)
    return found?.kind === 'found' && found.standsIn === undefined && found.user.id === user.id
  }
  return written.find(finds)?.trim() ?? user.id
}

/** Of a column's form what people are found by. */
export interface PeopleForm {
  users?: readonly AccountUser[] | undefined
  values?: ValueMap | undefined
  unknownOwners?: string | undefined
}

/** A value of LeadSquared as a cell of the column has it: of a user their name or email rather than their number. */
export function valueInCell(
  value: string,
  { users, values, unknownOwners }: PeopleForm,
  like: string,
): string {
  const id = value.trim().toLowerCase()
  const user = users?.find((each) => each.id.toLowerCase() === id)
  return user ? userInCell(user, personMatcher(users, { values, otherwise: unknownOwners }), like) : value
}

/** `Meera Salunke (meera.salunke@…)`. */
export function userInWords(user: AccountUser): string {
  return user.name.trim() === '' ? user.email : `${user.name.trim()} (${user.email || user.id})`
}
