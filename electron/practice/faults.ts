import { z } from 'zod'
import { seededRandom } from './seeded-random.ts'

const Range = z.tuple([z.number().nonnegative(), z.number().nonnegative()])

/** The three shapes in which the real service was seen to say that a call is over the limit. */
const ThrottleShape = z.object({
  shape: z.enum(['429', '403', '200']),
  /** The Retry-After header, as seconds or as a date. */
  retryAfter: z.union([z.string(), z.number()]).optional(),
  /** Leaves the limit out of the message. */
  silent: z.boolean().optional(),
})
export type ThrottleShape = z.infer<typeof ThrottleShape>

/** What can befall a whole call. `processed`: the leads are written all the same. */
export const CallFault = z.discriminatedUnion('kind', [
  /** Refused as over the limit, though it is not; the numbers default to the server's own. */
  ThrottleShape.extend({
    kind: z.literal('throttled'),
    calls: z.number().optional(),
    seconds: z.number().optional(),
  }),
  /** The connection breaks instead of an answer; `early`: at once, and a call that is processed is worked on all the same. */
  z.object({ kind: z.literal('dropped'), processed: z.boolean(), early: z.boolean().optional() }),
  /** The connection stays open and nothing ever comes. */
  z.object({ kind: z.literal('timeout'), processed: z.boolean() }),
  /** 200 with a page instead of JSON, as a gateway sends it. */
  z.object({ kind: z.literal('not-json'), processed: z.boolean() }),
  /** 200 with counts of nothing, as a body of the wrong shape is answered. */
  z.object({ kind: z.literal('uncounted'), processed: z.boolean() }),
  /**
   * A passing failure, without a body the application made. `processed`: it is a gateway's, which gave up waiting, and the
   * service behind it is at work all the same.
   */
  z.object({
    kind: z.literal('server-error'),
    status: z.union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)]),
    processed: z.boolean().optional(),
  }),
  /** The application refuses the call: 400, or 500 with an MX exception. */
  z.object({ kind: z.literal('refused'), status: z.union([z.literal(400), z.literal(500)]) }),
  z.object({ kind: z.literal('status'), status: z.union([z.literal(401), z.literal(403), z.literal(404)]) }),
])
export type CallFault = z.infer<typeof CallFault>

/** Rows the server treats specially, known by a value they carry. */
const RowMatch = z.object({ attribute: z.string(), value: z.string() })

export const PracticeFaults = z.object({
  seed: z.number().int().default(1),
  /** Milliseconds, evenly spread: on the way in, before the call is counted; looking up until writing; and back. */
  latency: z
    .object({ wayIn: Range.default([0, 0]), work: Range.default([0, 0]), wayBack: Range.default([0, 0]) })
    .default({ wayIn: [0, 0], work: [0, 0], wayBack: [0, 0] }),
  /** How calls that are truly over the limit are refused. */
  overLimit: ThrottleShape.default({ shape: '429' }),
  /** For the next calls, one each; null lets a call pass. */
  next: z.array(CallFault.nullable()).default([]),
  /** Until it is taken back. */
  always: CallFault.nullable().default(null),
  /** By chance: each with its own probability, the first that strikes. */
  chance: z.array(z.object({ probability: z.number().min(0).max(1), fault: CallFault })).default([]),
  /** A call with such a row is refused whole. */
  poison: z.array(RowMatch.extend({ status: z.union([z.literal(400), z.literal(500)]) })).default([]),
  refuseRows: z
    .object({ probability: z.number().min(0).max(1), matching: z.array(RowMatch) })
    .default({ probability: 0, matching: [] }),
  /** Rows that are processed and left out of the answer. */
  missingRows: z
    .object({ probability: z.number().min(0).max(1), matching: z.array(RowMatch) })
    .default({ probability: 0, matching: [] }),
  /** The answer's rows in another order than the call's. */
  shuffle: z.boolean().default(false),
  /** Pages of reading calls that come with half of their leads, or with those of the page before. */
  pages: z
    .object({ cut: z.number().min(0).max(1).default(0), repeated: z.number().min(0).max(1).default(0) })
    .default({ cut: 0, repeated: 0 }),
  /** 403 for every call that reads leads, lists or users: keys without the right to. */
  refuseReading: z.boolean().default(false),
  /** The operator IN compares with the whole text, and so finds nothing. */
  withoutIn: z.boolean().default(false),
})
export type PracticeFaults = z.infer<typeof PracticeFaults>
/** Everything may be left out. */
export type PracticeFaultsInput = z.input<typeof PracticeFaults>

export type Pairs = readonly { Attribute: string; Value: string }[]

/** Decides, call by call and row by row, what goes wrong; the same seed and the same calls give the same decisions. */
export class FaultPlan {
  readonly #faults: PracticeFaults
  readonly #random: () => number

  constructor(input: PracticeFaultsInput) {
    this.#faults = PracticeFaults.parse(input)
    this.#random = seededRandom(this.#faults.seed)
  }

  get overLimit(): ThrottleShape {
    return this.#faults.overLimit
  }

  forCall(): CallFault | null {
    const { next, always, chance } = this.#faults
    const scripted = next.shift()
    if (scripted !== undefined) return scripted
    if (always) return always
    let struck: CallFault | null = null
    for (const { probability, fault } of chance) {
      // Every chance is drawn, whatever struck before it, so that the sequence does not depend on it.
      if (this.#random() < probability) struck ??= fault
    }
    return struck
  }

  delay(part: 'wayIn' | 'work' | 'wayBack'): number {
    const [least, most] = this.#faults.latency[part]
    return least + (most - least) * this.#random()
  }

  get refusesReading(): boolean {
    return this.#faults.refuseReading
  }

  get knowsIn(): boolean {
    return !this.#faults.withoutIn
  }

  /** What goes wrong with the page that is told now. */
  page(): 'cut' | 'repeated' | null {
    const { cut, repeated } = this.#faults.pages
    if (cut === 0 && repeated === 0) return null
    const chance = this.#random()
    if (chance < cut) return 'cut'
    return chance < cut + repeated ? 'repeated' : null
  }

  poisoned(leads: readonly Pairs[]): 400 | 500 | null {
    const poison = this.#faults.poison.find((entry) => leads.some((lead) => matches(lead, entry)))
    return poison?.status ?? null
  }

  refuses(lead: Pairs): boolean {
    return this.#strikes(lead, this.#faults.refuseRows)
  }

  leavesOut(lead: Pairs): boolean {
    return this.#strikes(lead, this.#faults.missingRows)
  }

  order<Item>(items: Item[]): Item[] {
    if (!this.#faults.shuffle) return items
    return items
      .map((item) => ({ item, place: this.#random() }))
      .sort((one, other) => one.place - other.place)
      .map(({ item }) => item)
  }

  #strikes(lead: Pairs, rule: PracticeFaults['refuseRows']): boolean {
    if (rule.matching.some((match) => matches(lead, match))) return true
    return rule.probability > 0 && this.#random() < rule.probability
  }
}

function matches(lead: Pairs, match: z.infer<typeof RowMatch>): boolean {
  return lead.some((pair) => pair.Attribute === match.attribute && pair.Value === match.value)
}
