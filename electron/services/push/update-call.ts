import { LEAD_ID, valueOf, type Lead, type LeadField } from '#shared/domain/sheet/lead.ts'
import type { CallAnswer, RowResult, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { UpdateAnswer } from '#electron/services/ports/lead-reads.ts'

/** A lead that is searched by its Lead ID, as the call that only updates takes it. */
export function namedLead(lead: Lead): { leadId: string; fields: LeadField[] } {
  return {
    leadId: valueOf(lead, LEAD_ID),
    fields: lead.filter(({ Attribute }) => Attribute !== LEAD_ID && Attribute !== 'SearchBy'),
  }
}

/** There is no lead of that number, so that nothing was written. */
export const LEAD_IS_GONE = 'There is no lead with this Lead ID (any more).'

/**
 * The second table of answers: only exceptions are named, by Lead ID, and an answer whose counts add up says of all others
 * that they were updated. Of one whose counts do not, only the named rows have a result: the others are unclear and sent again, which can
 * only write the same values to the same leads once more.
 */
export function resultsOf(
  leads: readonly { leadId: string }[],
  answer: SideAnswer<UpdateAnswer>,
): CallAnswer {
  if (answer.kind !== 'value') return answer
  const failed = new Map(answer.value.failed.map(({ leadId, reason }) => [leadId, reason]))
  const missing = new Set(answer.value.missing)
  const { complete } = answer.value
  return {
    kind: 'results',
    results: leads.flatMap(({ leadId }, index): RowResult[] => {
      const reason = missing.has(leadId) ? LEAD_IS_GONE : failed.get(leadId)
      if (reason === undefined && !complete) return []
      return [
        {
          rowNumber: index + 1,
          leadId,
          created: false,
          updated: reason === undefined,
          refusal: reason === undefined ? null : { exceptionType: '', message: reason },
        },
      ]
    }),
  }
}
