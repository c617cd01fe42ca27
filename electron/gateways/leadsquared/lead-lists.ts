import { z } from 'zod'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { LeadLists } from '#electron/services/ports/lead-lists.ts'
import { activityEndsOf, activityTypesOf } from './activity-answers.ts'
import { ENDPOINTS } from './endpoints.ts'
import type { Ask } from './lead-reads.ts'

const Made = z.object({ Status: z.literal('Success'), Message: z.object({ Id: z.string().min(1) }) })
const Done = z.object({ Status: z.literal('Success') })
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
      const question = { endpoint: ENDPOINTS.addActivities, body }
      return ask(credentials, question, hooks, (json) => activityEndsOf(json, activities.length))
    },
    activityTypes: (credentials, hooks) =>
      ask(credentials, { endpoint: ENDPOINTS.activityTypes }, hooks, activityTypesOf),
  }
}
