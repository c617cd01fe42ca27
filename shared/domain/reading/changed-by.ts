/** Attributes that tell who changed a lead last, and when. */
export const CHANGED_BY = ['ModifiedOn', 'ModifiedByName'] as const

/** What is said of a field that is not as it was: by whom and when the lead was last changed, as far as LeadSquared tells. */
export function changedBy({ values }: { values: ReadonlyMap<string, string | null> }): string {
  const who = values.get('ModifiedByName') ?? ''
  const when = (values.get('ModifiedOn') ?? '').slice(0, 16)
  const by = who === '' ? '' : ` by ${who}`
  return `Changed since${by}${when === '' ? '' : `; the lead was last changed ${when} UTC`}.`
}
