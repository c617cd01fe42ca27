import {
  COMPANIES,
  FIRST_NAMES,
  JOBS,
  LAST_NAMES,
  mailbox,
  SOURCES,
  STAGES,
  type PracticeLead,
} from './seed-leads.ts'

/** Ids leave room for a million leads in their first eight digits, in order: see `id`. */
export const MOST_LEADS = 1_000_000
const ID_STEP = 4294
const FIRST_DAY = Date.UTC(2024, 0, 1)
const EVERY_MS = 60_000
/** Minutes by which an activity moves a lead's clock. */
const MOST_MINUTES = 30

const CITIES = [
  ['Pune', 'Maharashtra', 'India'],
  ['Leeds', 'West Yorkshire', 'United Kingdom'],
  ['Denver', 'Colorado', 'United States'],
  ['Lyon', 'Auvergne-Rhône-Alpes', 'France'],
  ['Porto', 'Porto', 'Portugal'],
  ['Graz', 'Styria', 'Austria'],
  ['Cork', 'Munster', 'Ireland'],
] as const

/**
 * Leads by number, each made when it is looked at: a tenant of a million leads is there at once and takes no room. Numbers,
 * ids and times of creation rise together, so that a page in any of these orders is found without a search; email, phone
 * and id lead back to the number. Phones are under +999, which is no country's.
 */
export class GeneratedLeads {
  readonly first: number
  readonly last: number

  /** Numbers from `first` to `last`, both included; none where `last` is less. */
  constructor(first: number, last: number) {
    this.first = first
    this.last = Math.min(last, MOST_LEADS)
  }

  get size(): number {
    return Math.max(0, this.last - this.first + 1)
  }

  has(number: number): boolean {
    return Number.isInteger(number) && number >= this.first && number <= this.last
  }

  id(number: number): string {
    const head = hex(number * ID_STEP)
    const rest = hex(hash(number)) + hex(hash(number ^ 0x5bd1e995))
    return `${head}-${rest.slice(0, 4)}-4${rest.slice(4, 7)}-a${rest.slice(7, 10)}-${rest.slice(10)}${head.slice(2)}`
  }

  /** Milliseconds since 1970; shown without their fraction of a second. */
  createdAt(number: number): number {
    return FIRST_DAY + number * EVERY_MS + (hash(number) % 1000)
  }

  /** The clock of RecentlyModified: activities moved it for one lead in four. */
  touchedAt(number: number): number {
    const since = this.createdAt(number)
    return hash(number) % 4 === 0 ? since + (hash(number + 7) % MOST_MINUTES) * 60_000 : since
  }

  /** Numbers among which are all leads that were touched between these moments (ms since 1970), both included. */
  touchedBetween(from: number, to: number): { first: number; last: number } {
    const numberAt = (at: number): number => (at - FIRST_DAY) / EVERY_MS
    return {
      first: Math.max(this.first, Math.floor(numberAt(from - MOST_MINUTES * 60_000)) - 1),
      last: Math.min(this.last, Math.ceil(numberAt(to)) + 1),
    }
  }

  at(number: number, id = this.id(number)): PracticeLead {
    const createdOn = stamp(this.createdAt(number))
    const fields: Record<string, string> = {}
    for (const attribute of ATTRIBUTES) {
      const value = this.value(number, attribute)
      if (value !== null) fields[attribute] = value
    }
    return {
      id,
      number,
      createdOn,
      modifiedOn: createdOn,
      fields,
      touchedAt: this.touchedAt(number),
    }
  }

  /** One value of one lead without making the rest of it; null: empty, or no such attribute. */
  value(number: number, attribute: string): string | null {
    const make = Object.hasOwn(MAKERS, attribute) ? MAKERS[attribute] : undefined
    return make ? make(number) : null
  }

  /** The number whose id, email or phone this is; null where there is none. Phones are compared by their digits. */
  numberOf(attribute: 'ProspectID' | 'EmailAddress' | 'Phone', value: string): number | null {
    const number = candidate(attribute, value)
    if (number === null || !this.has(number)) return null
    if (attribute === 'ProspectID') return this.id(number) === value.toLowerCase() ? number : null
    const made = this.value(number, attribute)
    if (made === null) return null
    if (attribute === 'EmailAddress') return made === value.trim().toLowerCase() ? number : null
    return made.replace(/\D/g, '') === value.replace(/\D/g, '') ? number : null
  }
}

function candidate(attribute: string, value: string): number | null {
  if (attribute === 'ProspectID') return Math.round(Number.parseInt(value.slice(0, 8), 16) / ID_STEP)
  if (attribute === 'EmailAddress') {
    const digits = /\.(\d{1,7})@/.exec(value)?.[1]
    return digits === undefined ? null : Number(digits)
  }
  const digits = value.replace(/\D/g, '')
  return digits.length < 7 ? null : Number(digits.slice(-7))
}

const item = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item
const name = (number: number): [string, string] => [
  item(FIRST_NAMES, number),
  item(LAST_NAMES, Math.floor(number / FIRST_NAMES.length) + number),
]

const MAKERS: Readonly<Record<string, (number: number) => string | null>> = {
  FirstName: (number) => name(number)[0],
  LastName: (number) => name(number)[1],
  EmailAddress: (number) => `${mailbox(...name(number))}.${number}@${item(COMPANIES, number)[1]}`,
  Phone: (number) => (hash(number) % 5 === 0 ? null : `+999-55${String(number).padStart(8, '0')}`),
  Company: (number) => item(COMPANIES, number)[0],
  JobTitle: (number) => item(JOBS, hash(number)),
  Source: (number) => item(SOURCES, hash(number + 1)),
  ProspectStage: (number) => item(STAGES, hash(number + 2)),
  Score: (number) => String(hash(number + 3) % 100),
  mx_City: (number) => item(CITIES, number)[0],
  mx_State: (number) => item(CITIES, number)[1],
  mx_Country: (number) => item(CITIES, number)[2],
  mx_Customer_Number: (number) => `C${String(number).padStart(7, '0')}`,
  mx_Newsletter: (number) => (hash(number + 4) % 3 === 0 ? 'true' : null),
  mx_Date_of_Birth: (number) =>
    hash(number) % 6 === 0
      ? `${1950 + (hash(number + 5) % 50)}-0${1 + (number % 9)}-1${number % 10} 00:00:00`
      : null,
}
const ATTRIBUTES = Object.keys(MAKERS)

/** A well spread 32-bit number, the same on every machine (the murmur3 finaliser). */
function hash(number: number): number {
  let mixed = (number + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The eight digits of a 32-bit number, by its bytes: an id is made for every lead that is looked at. */
function hex(number: number): string {
  return (
    BYTES[number >>> 24]! +
    BYTES[(number >>> 16) & 255]! +
    BYTES[(number >>> 8) & 255]! +
    BYTES[number & 255]!
  )
}

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}
