import { z } from 'zod'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { LeadLists } from '#electron/services/ports/lead-lists.ts'
import { ENDPOINTS } from './endpoints.ts'
import type { Ask } from './lead-reads.ts'

const Made = z.object({ Status: z.literal('Success'), Message: z.object({ Id: z.string().min(1) }) })
const Done = z.object({ Status: z.literal('Success') })
const PerRow = z.array(
  z.object({
    RowNumber: z.coerce.number().int().positive(),
    ActivityCreated: z.boolean().nullish(),
    ErrorMessage: z.string().nullish(),
    ExceptionMessage: z.string().nullish(),
  }),
)

/** Static lists and activities in the vendor's words. */
export function createLeadLists(ask: Ask): LeadLists {
  function atMost(count: number): void {
    if (count > LEADS_PER_CALL) throw new RangeError(`at most ${LEADS_PER_CALL} leads a call`)
  }
  return {
    createList: (credentials, { name, description }, hooks) =>
      ask(
        credentials,
        { endpoint: ENDPOINTS.createList, body: { Name: name, Description: description } },
        hooks,
        (json) => Made.safeParse(json).data?.Message.Id ?? null,
      ),
    async addToList(credentials, { listId, leadIds }, hooks) {
      atMost(leadIds.length)
      const question = { endpoint: ENDPOINTS.addToList, body: { listId, leadIds } }
      const answer = await ask(credentials, question, hooks, (json) => Done.safeParse(json).data ?? null)
      return answer.kind === 'value' ? { kind: 'value', value: null } : answer
    },
    addActivities(credentials, activities, hooks) {
      atMost(activities.length)
      const body = activities.map(({ leadId, event, note }) => ({
        RelatedProspectId: leadId,
        ActivityEvent: event,
        ActivityNote: note,
      }))
      return ask(credentials, { endpoint: ENDPOINTS.addActivities, body }, hooks, (json) => {
        const rows = PerRow.safeParse(json).data
        if (!rows) return null
        const byNumber = new Map(rows.map((row) => [row.RowNumber, row]))
        // An answer that leaves one out says nothing of it, and so is no answer.
        if (byNumber.size !== activities.length || activities.some((_, index) => !byNumber.has(index + 1)))
          return null
        return activities.map((_, index) => {
          const row = byNumber.get(index + 1)!
          if (row.ActivityCreated === true) return null
          return row.ErrorMessage ?? row.ExceptionMessage ?? 'LeadSquared gave no reason.'
        })
      })
    },
  }
}
