import { describe, expect, it } from 'vitest'
import { PRACTICE_FIELDS } from './field-list.ts'
import { SEED_LEAD_COUNT, seedLeads } from './seed-leads.ts'

describe('the leads the practice account comes with', () => {
  it('are the same every time', () => {
    expect(seedLeads()).toEqual(seedLeads())
    expect(seedLeads()).toHaveLength(SEED_LEAD_COUNT)
  })

  it('share no id, email address or phone', () => {
    const leads = seedLeads()
    const phones = leads.flatMap((lead) => lead.fields['Phone'] ?? [])
    expect(new Set(leads.map((lead) => lead.id)).size).toBe(leads.length)
    expect(new Set(leads.map((lead) => lead.fields['EmailAddress'])).size).toBe(leads.length)
    expect(new Set(phones).size).toBe(phones.length)
    expect(phones.length).toBeGreaterThan(200)
    expect(phones.length).toBeLessThan(leads.length)
  })

  it('use reserved domains only, so that no letter ever reaches anybody', () => {
    for (const lead of seedLeads()) {
      expect(lead.fields['EmailAddress']).toMatch(/^[a-z]+\.[a-z]+@[a-z-]+\.example$/)
    }
  })

  it('have only fields of the field list, within their lengths and options', () => {
    const fields = new Map(PRACTICE_FIELDS.map((field) => [field.schemaName, field]))
    for (const lead of seedLeads()) {
      for (const [name, value] of Object.entries(lead.fields)) {
        const field = fields.get(name)
        expect(field, name).toBeDefined()
        expect(value.length).toBeLessThanOrEqual(field?.maxLength ?? Infinity)
        if (field && field.options.length > 0) expect(field.options).toContain(value)
      }
    }
  })
})
