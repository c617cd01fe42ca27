import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { isUserId, KEEP_ROWS, userInWords, type PersonMatch } from '#shared/domain/sheet/people.ts'
import type { Finding } from './value-checks.ts'

const USERS_NAMED = 5

const UNTIL = 'Until somebody says who is meant, its row stays here.'

function open(text: string): Finding {
  return { code: 'owner-open', text }
}

const LEFT_OUT: Finding = {
  code: 'owner-left-out',
  text: 'This is left out of what is sent, as was said. The rest of its row is sent.',
}
const UNKNOWN = open(`No user of the account has this email or name. ${UNTIL}`)
const STAYS = open('No user of the account has this email or name, and rows with such people stay here.')

/** What is wrong with a person who is to be a user of the account; null where nothing is. `text`: what is written. */
export function personFinding(
  text: string,
  person: PersonMatch,
  { people }: Pick<Attribute, 'people'>,
  { unknownOwners, later }: { unknownOwners: string | undefined; later: boolean },
): Finding | null {
  switch (person.kind) {
    case 'found':
      return null
    case 'left-out':
      return LEFT_OUT
    case 'inactive':
      return open(
        `${userInWords(person.user)} is a user of the account who is no longer active, so no lead can be theirs. ${UNTIL}`,
      )
    case 'several': {
      const named = person.users.slice(0, USERS_NAMED).map(userOfMany).join(', ')
      return open(
        `${person.users.length} users of the account are called so: ${named}. Write the email of the one who is meant, or say who it is; until then the row stays here.`,
      )
    }
    case 'unknown':
      if (person.instead !== undefined)
        return open(
          `${person.instead} was said to stand in, and is no user of the account. Until somebody else is named, the row stays here.`,
        )
      return unknownOwners === KEEP_ROWS ? STAYS : UNKNOWN
    case 'unread':
      // A user's number goes as it is: LeadSquared alone knows whether it is one.
      if (isUserId(text)) return null
      if (people && 'problem' in people)
        return open(
          `Whom this is could not be looked up, because the account’s users could not be read. ${people.problem}`,
        )
      return later ? null : open('Whom this is nobody has looked up yet, so the row stays here.')
  }
}

function userOfMany(user: Parameters<typeof userInWords>[0]): string {
  return `${user.email || user.id}${user.active ? '' : ' (no longer active)'}`
}

/** Of a column of people whom nobody has looked up yet. */
export function unreadInWords(header: string): string {
  const name = header.trim() === '' ? 'A column without a heading' : `“${header.trim()}”`
  return `${name} holds people. Which users of the account they are is looked up when the push is reviewed: one call reads the account’s users.`
}
