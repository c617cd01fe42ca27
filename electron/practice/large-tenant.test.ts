import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { LeadSearch } from './lead-search.ts'
import { LeadStore, OtherTenant } from './lead-store.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const every = { name: 'every', matches: () => true }

describe('a tenant of many leads', () => {
  it('comes with as many as it was asked for: one, a thousand, a million', () => {
    expect(new LeadStore(null, 1).size).toBe(1)
    expect(new LeadStore(null, 1).nextNumber).toBe(2)
    expect(new LeadStore(null, 1000).all()).toHaveLength(1000)
    const million = new LeadStore(null, 1_000_000)
    expect(million.size).toBe(1_000_000)
    const found = new LeadSearch(million).run(every)
    expect(found.total).toBe(1_000_000)
    const last = found.slice(999_000, 1_000_000)
    expect(last).toHaveLength(1000)
    const ids = last.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort())
  })

  it('has every lead once, in order of id, also after some were changed and deleted', () => {
    const store = new LeadStore(null, 2000)
    const leads = store.all()
    const changed = leads[1500]!
    const deleted = leads[700]!
    store.put([{ ...changed, fields: { ...changed.fields, mx_City: 'Nowhere' } }])
    store.remove([deleted.id, leads[3]!.id])
    const found = new LeadSearch(store).run(every)
    expect(found.total).toBe(1998)
    const pages = [0, 500, 1000, 1500].flatMap((from) => found.slice(from, from + 500).map(({ id }) => id))
    const expected = leads.map(({ id }) => id).filter((id) => id !== deleted.id && id !== leads[3]!.id)
    expect(pages).toEqual(expected.sort())
    expect(store.get(deleted.id)).toBeNull()
    expect(store.find('EmailAddress', deleted.fields['EmailAddress']!)).toBeNull()
    expect(store.get(changed.id)!.fields['mx_City']).toBe('Nowhere')
  })

  it('knows without a look at each among which numbers the leads touched in a time are', () => {
    const { generated } = new LeadStore(null, 5000)
    const numbers = Array.from({ length: generated.size }, (_, at) => generated.first + at)
    for (const [after, minutes] of [
      [0, 0],
      [29, 1],
      [700, 3],
      [4000, 10_000],
    ] as const) {
      const from = generated.touchedAt(generated.first) + after * 60_000
      const to = from + minutes * 60_000
      const { first, last } = generated.touchedBetween(from, to)
      const touched = numbers.filter((number) => {
        const at = generated.touchedAt(number)
        return at >= from && at <= to
      })
      expect(touched.length).toBeGreaterThan(0)
      expect(touched.filter((number) => number < first || number > last)).toEqual([])
      expect(last - first).toBeLessThan(minutes + 40)
    }
  })

  it('finds a lead by its email, phone, id and customer number', () => {
    const store = new LeadStore(null, 5000)
    const lead = store.all().find(({ number, fields }) => number > 3000 && fields['Phone'] !== undefined)!
    for (const attribute of ['EmailAddress', 'Phone', 'mx_Customer_Number']) {
      expect(store.find(attribute, ` ${lead.fields[attribute]!.toUpperCase()} `)?.id).toBe(lead.id)
    }
    expect(store.find('ProspectID', lead.id)?.id).toBe(lead.id)
    expect(store.find('EmailAddress', 'nobody.4000@new.example')).toBeNull()
  })

  it('keeps what was changed and deleted over a restart, and refuses to become another tenant', () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-'))
    folders.push(folder)
    const file = join(folder, 'practice.sqlite')
    const first = new LeadStore(file, 1000)
    const [changed, deleted] = [first.all()[500]!, first.all()[600]!]
    first.put([{ ...changed, fields: { mx_City: 'Nowhere' } }])
    first.remove([deleted.id])
    first.close()
    const second = new LeadStore(file)
    expect(second.size).toBe(999)
    expect(second.get(changed.id)?.fields).toEqual({ mx_City: 'Nowhere' })
    expect(second.get(deleted.id)).toBeNull()
    second.close()
    expect(() => new LeadStore(file, 300)).toThrow(OtherTenant)
    const third = new LeadStore(file, 1000)
    third.empty()
    expect(third.size).toBe(1000)
    third.close()
  })
})
