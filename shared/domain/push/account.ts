import { z } from 'zod'
import { ChoiceSeparator } from '#shared/domain/sheet/choices.ts'
import { ProxyView } from './proxy.ts'

/** A rate limit: `calls` in any `seconds`. LeadSquared's documented default is 25 in 5 s. */
export const RateLimit = z.object({
  calls: z.number().int().min(1).max(1000),
  seconds: z.number().min(0.05).max(3600),
  /** Share of the calls left to other integrations of the tenant, 0 to 0.9. */
  share: z.number().min(0).max(0.9),
})
export type RateLimit = z.infer<typeof RateLimit>

/** LeadSquared counts calls that write in bulk and all others apart, beside what the account has in common. */
export const CallClass = z.enum(['bulk', 'ordinary'])
export type CallClass = z.infer<typeof CallClass>

const ClassLimit = RateLimit.omit({ share: true }).nullable()

/** Limits of one class of calls, beside the account's own; null: none. */
export const ClassLimits = z.object({ bulk: ClassLimit, ordinary: ClassLimit })
export type ClassLimits = z.infer<typeof ClassLimits>

/** The day by which the account's plan counts calls. */
export const CallDay = z.object({
  /** Calls of both classes in a day; null: nobody said, so nothing is held back. */
  calls: z.number().int().min(1).nullable(),
  /** The hour at which the plan's day begins, in `zone`. */
  startHour: z.number().int().min(0).max(23),
  /** IANA name of a time zone, such as Asia/Kolkata. */
  zone: z.string().refine(isTimeZone, 'is no time zone'),
})
export type CallDay = z.infer<typeof CallDay>

export const DEFAULT_CALL_DAY: CallDay = { calls: null, startHour: 0, zone: 'UTC' }

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const DEFAULT_LIMIT: RateLimit = { calls: 25, seconds: 5, share: 0 }

/** How the keys travel: the documented query string, or the headers the vendor recommends. */
export const KeyTransport = z.enum(['query', 'headers'])
export type KeyTransport = z.infer<typeof KeyTransport>

export const AccountColour = z.enum(['grey', 'blue', 'green', 'amber', 'red', 'violet'])
export type AccountColour = z.infer<typeof AccountColour>

/** All of an account that may be shown: there is no key in it, and nothing a key could be guessed from. */
export const AccountView = z.object({
  id: z.string(),
  label: z.string(),
  /** Host name, with the port where one is given; no scheme, no path. */
  host: z.string(),
  colour: AccountColour,
  /** Writes go to real leads: the review says "live data". */
  live: z.boolean(),
  practice: z.boolean(),
  keyTransport: KeyTransport,
  limit: RateLimit,
  /** A lower limit the server taught us about bulk calls; null while it taught none. */
  learnedLimit: z.object({ calls: z.number().int(), seconds: z.number() }).nullable(),
  /** The same of all other calls. */
  learnedOrdinaryLimit: z.object({ calls: z.number().int(), seconds: z.number() }).nullable().optional(),
  classLimits: ClassLimits.optional(),
  callDay: CallDay.optional(),
  /**
   * What parts the choices of fields that take several.
   * @default ';'
   */
  choiceSeparator: ChoiceSeparator.optional(),
  /**
   * saved: encrypted at rest · memory: gone when the program ends · locked: at rest, the passphrase is needed · unusable: at
   * rest, but given for another host than the account has now, or damaged.
   */
  keys: z.enum(['saved', 'memory', 'locked', 'unusable', 'none']),
})
export type AccountView = z.infer<typeof AccountView>

/** What a form sends. Keys go inward only; left out, the ones held are kept. */
export const AccountDraft = z.object({
  id: z.string().nullable(),
  label: z.string().trim().min(1).max(80),
  host: z.string().trim().min(1).max(253),
  colour: AccountColour,
  live: z.boolean(),
  keyTransport: KeyTransport,
  limit: RateLimit,
  /** Left out, here and below: as it was. */
  classLimits: ClassLimits.optional(),
  callDay: CallDay.optional(),
  choiceSeparator: ChoiceSeparator.optional(),
  accessKey: z.string().optional(),
  secretKey: z.string().optional(),
})
export type AccountDraft = z.infer<typeof AccountDraft>

/**
 * Where secrets rest. 'system': the operating system's own store · 'passphrase': ours, which the person unlocks ·
 * 'memory': nowhere, and the screen says so.
 */
export const VaultState = z.object({
  kind: z.enum(['system', 'passphrase', 'memory']),
  locked: z.boolean(),
  /** A passphrase was chosen before. */
  exists: z.boolean(),
  /** Why secrets cannot be saved; '' where they can. */
  note: z.string(),
})
export type VaultState = z.infer<typeof VaultState>

/** For a new one; an older one that is shorter still opens. */
export const SHORTEST_PASSPHRASE = 12

export const Accounts = z.object({
  accounts: z.array(AccountView),
  vault: VaultState,
  proxies: z.array(ProxyView),
})
export type Accounts = z.infer<typeof Accounts>

/** What `UserByAccessKey.Get` told about the keys. */
export const AccountCheck = z.object({
  user: z.string(),
  email: z.string(),
  role: z.string(),
  organisation: z.string(),
})
export type AccountCheck = z.infer<typeof AccountCheck>

/** What a day's calls of an account were spent on. */
export const CallSpending = z.object({
  /** Calls made in the plan's day so far, by this machine's Leadsheet. */
  used: z.object({ bulk: z.number().int(), ordinary: z.number().int() }),
  /** What the plan allows a day, and what is left of it; null: nobody said. */
  allowed: z.number().int().nullable(),
  left: z.number().int().nullable(),
  /** ISO 8601, UTC: when the plan's next day begins. */
  resetsAt: z.string(),
})
export type CallSpending = z.infer<typeof CallSpending>
