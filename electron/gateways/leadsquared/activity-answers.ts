import { z } from 'zod'
import type { ActivityEnd, ActivityType } from '#electron/services/ports/lead-lists.ts'

/** Numbers sometimes arrive as text. */
const Whole = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)])

const Row = z.object({
  RowNumber: Whole,
  ActivityCreated: z.boolean().nullish(),
  ErrorMessage: z.string().nullish(),
  ExceptionMessage: z.string().nullish(),
})
/** The rows stand alone or under `Response`; one client was told no more than how many were taken. */
const Rows = z.union([
  z.array(z.unknown()),
  z.object({ Response: z.array(z.unknown()) }).transform(({ Response }) => Response),
])
const Counted = z.object({ Status: z.literal('Success'), Message: z.object({ Count: Whole }) })

/**
 * What became of `sent` activities. A row that is missing, named twice, or says neither that it was created nor that it
 * was not, is not told. Null where it is no such answer.
 */
export function activityEndsOf(json: unknown, sent: number): ActivityEnd[] | null {
  const rows = Rows.safeParse(json).data
  if (!rows) {
    const counted = Counted.safeParse(json).data?.Message.Count
    return counted === sent ? Array.from({ length: sent }, () => ({ kind: 'posted' as const })) : null
  }
  const ends = Array.from({ length: sent }, (): ActivityEnd => ({ kind: 'not-told' }))
  const seen = new Set<number>()
  for (const element of rows) {
    const row = Row.safeParse(element).data
    if (!row || row.RowNumber < 1 || row.RowNumber > sent) continue
    ends[row.RowNumber - 1] = seen.has(row.RowNumber) ? { kind: 'not-told' } : endOf(row)
    seen.add(row.RowNumber)
  }
  return ends
}

function endOf({ ActivityCreated, ErrorMessage, ExceptionMessage }: z.infer<typeof Row>): ActivityEnd {
  const reason = ErrorMessage || ExceptionMessage || ''
  if (ActivityCreated === true && reason === '') return { kind: 'posted' }
  if (ActivityCreated !== true && (ActivityCreated === false || reason !== ''))
    return { kind: 'refused', reason: reason || 'LeadSquared gave no reason.' }
  return { kind: 'not-told' }
}

const Type = z.object({
  ActivityEvent: Whole,
  DisplayName: z.string().nullish(),
  ActivityEventName: z.string().nullish(),
})

/** By name; entries without a number or a name are left out. Null where it is no list of them. */
export function activityTypesOf(json: unknown): ActivityType[] | null {
  if (!Array.isArray(json)) return null
  const types = json.flatMap((element): ActivityType[] => {
    const type = Type.safeParse(element).data
    const name = (type?.DisplayName || type?.ActivityEventName || '').trim()
    return type && name !== '' ? [{ event: type.ActivityEvent, name }] : []
  })
  return types.sort((one, other) => one.name.localeCompare(other.name) || one.event - other.event)
}
