import { UPDATE_PATH, type PracticeServer } from './practice-server.ts'

/**
 * Somebody else changes a lead, behind Leadsheet's back. `values` by schema name, `by` a name. A call like any other: it counts against the limit.
 * @throws where the server did not take it.
 */
export async function changeLead(
  { origin, accessKey, secretKey }: PracticeServer,
  id: string,
  values: Readonly<Record<string, string>>,
  by = 'Asha Somebody',
): Promise<void> {
  const fields = Object.entries({ ProspectId: id, ...values })
  const answer = await fetch(`${origin}${UPDATE_PATH}`, {
    method: 'POST',
    headers: {
      'x-LSQ-AccessKey': accessKey,
      'x-LSQ-SecretKey': secretKey,
      'content-type': 'application/json',
      'x-practice-user': by,
    },
    body: JSON.stringify({
      SearchByKey: 'ProspectId',
      LeadPropertiesList: [{ Fields: fields.map(([Attribute, Value]) => ({ Attribute, Value })) }],
    }),
  })
  const told = await answer.text()
  const taken =
    answer.ok && (JSON.parse(told) as { Status: { SuccessCount: number } }).Status.SuccessCount === 1
  if (!taken) throw new Error(`The practice server refused the change: ${told}`)
}
