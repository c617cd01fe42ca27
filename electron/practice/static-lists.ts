import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import { PRACTICE_LISTS } from './lists.ts'
import type { LeadStore } from './lead-store.ts'

/** A static list that somebody made here. */
export interface MadeList {
  id: string
  name: string
  description: string
  members: Set<string>
}

export interface PostedActivity {
  leadId: string
  event: number
  note: string
}

type Answered =
  | { status: 200; body: unknown }
  | { status: 500; refusal: { exceptionType: string; message: string } }

const NewList = z.object({ Name: z.string().trim().min(1), Description: z.string().optional() })
const NewMembers = z.object({ listId: z.string(), leadIds: z.array(z.string()).min(1) })
const Activities = z.array(
  z.object({
    RelatedProspectId: z.string(),
    ActivityEvent: z.coerce.number().int(),
    ActivityNote: z.string().optional(),
  }),
)

function type(ActivityEvent: number, DisplayName: string) {
  return {
    ActivityEvent,
    ActivityEventName: DisplayName,
    DisplayName,
    EventType: ActivityEvent < 200 ? 0 : 2,
  }
}

/** Kinds of activity this tenant knows. Those below 200 are the service's own, and nobody can post them. */
export const ACTIVITY_TYPES = [
  type(1, 'Email Opened'),
  type(201, 'Phone Call'),
  type(202, 'Fair Visit'),
  type(203, 'Meeting'),
  type(320, 'Newsletter'),
]
const FIRST_CUSTOM_EVENT = 200

function isPostable(event: number): boolean {
  return event >= FIRST_CUSTOM_EVENT && ACTIVITY_TYPES.some(({ ActivityEvent }) => ActivityEvent === event)
}

/** Static lists and activities: they live as long as the server does. */
export class StaticLists {
  readonly #store: LeadStore
  readonly #lists = new Map<string, MadeList>()
  /** Leads that were added to static lists the tenant came with. */
  readonly #joined = new Map<string, MadeList>()
  readonly activities: PostedActivity[] = []

  constructor(store: LeadStore) {
    this.#store = store
  }

  all(): MadeList[] {
    return [...this.#lists.values()]
  }

  /** Lists that were made or added to here. */
  touched(): MadeList[] {
    return [...this.#lists.values(), ...this.#joined.values()]
  }

  joined(id: string): ReadonlySet<string> {
    return this.#joined.get(id)?.members ?? new Set()
  }

  get(id: string): MadeList | null {
    return this.#lists.get(id) ?? null
  }

  create(json: unknown): Answered {
    const wanted = NewList.safeParse(json).data
    if (!wanted) return refuse('The name of the list is missing.')
    const id = randomUUID()
    // Two may have one name, as with the service: whoever repeats a call blindly has two lists.
    this.#lists.set(id, { id, name: wanted.Name, description: wanted.Description ?? '', members: new Set() })
    return { status: 200, body: { Status: 'Success', Message: { Id: id } } }
  }

  add(json: unknown): Answered {
    const wanted = NewMembers.safeParse(json).data
    const list = wanted && (this.#lists.get(wanted.listId) ?? this.#toJoin(wanted.listId))
    if (!wanted || !list) return refuse('There is no such static list.')
    if (wanted.leadIds.length > LEADS_PER_CALL) return refuse(`At most ${LEADS_PER_CALL} leads are allowed.`)
    for (const id of wanted.leadIds) if (this.#store.get(id)) list.members.add(id)
    if (!this.#lists.has(list.id)) this.#joined.set(list.id, list)
    return { status: 200, body: { Status: 'Success', Message: { AffectedRows: wanted.leadIds.length } } }
  }

  #toJoin(id: string): MadeList | null {
    const there = PRACTICE_LISTS.find((list) => list.id === id && list.type === 0)
    if (!there) return null
    return (
      this.#joined.get(id) ?? { id, name: there.name, description: there.description, members: new Set() }
    )
  }

  post(json: unknown): Answered {
    const wanted = Activities.safeParse(json).data
    if (!wanted || wanted.length > LEADS_PER_CALL) return refuse('The message body is not understood.')
    const body = wanted.map(({ RelatedProspectId, ActivityEvent, ActivityNote = '' }, index) => {
      const told = { RowNumber: index + 1 }
      const lead = this.#store.get(RelatedProspectId)
      if (!lead) return { ...told, ActivityCreated: false, ErrorMessage: 'Lead does not exist.' }
      if (!isPostable(ActivityEvent))
        return { ...told, ActivityCreated: false, ErrorMessage: 'Activity type does not exist.' }
      this.activities.push({ leadId: RelatedProspectId, event: ActivityEvent, note: ActivityNote })
      // An activity moves the lead's clock of activities, not the one of its fields.
      this.#store.put([{ ...lead, touchedAt: Date.now() }])
      return { ...told, ActivityCreated: true, ActivityId: randomUUID() }
    })
    return { status: 200, body }
  }

  forget(): void {
    this.#lists.clear()
    this.#joined.clear()
    this.activities.length = 0
  }
}

function refuse(message: string): Answered {
  return { status: 500, refusal: { exceptionType: 'MXInvalidInputException', message } }
}
