import { describe, expect, it } from 'vitest'
import { ok } from '#shared/api/faults.ts'
import type { LeadPage, ReadLead } from '#electron/services/ports/lead-reads.ts'
import { readPages } from './pages.ts'

const lead = (id: number): ReadLead => ({
  id: String(id).padStart(3, '0'),
  values: new Map(),
  canUpdate: null,
})
const leads = (from: number, to: number): ReadLead[] =>
  Array.from({ length: to - from + 1 }, (_, index) => lead(from + index))

/** Answers page by page what is scripted; a list for one page is told in turn. */
async function read(pages: Record<number, LeadPage | LeadPage[]>, size = 3) {
  const seen: string[] = []
  const asked: number[] = []
  const result = await readPages({
    what: 'the list “Fair”',
    size,
    from: 0,
    ask(page) {
      asked.push(page)
      const scripted = pages[page] ?? { leads: [], recordCount: null }
      const answer = Array.isArray(scripted)
        ? scripted.length > 1
          ? scripted.shift()!
          : scripted[0]!
        : scripted
      return Promise.resolve(ok(answer))
    },
    take: (found) => void seen.push(...found.map(({ id }) => id)),
  })
  return { result, seen, asked }
}

const ids = (from: number, to: number): string[] => leads(from, to).map(({ id }) => id)

describe('pages', () => {
  it('end where the count says so', async () => {
    const { seen, asked } = await read({
      1: { leads: leads(1, 3), recordCount: 4 },
      2: { leads: leads(4, 4), recordCount: 4 },
    })
    expect(seen).toEqual(ids(1, 4))
    expect(asked).toEqual([1, 2])
  })

  it('without a count end where an empty page proves it', async () => {
    const { seen, asked } = await read({
      1: { leads: leads(1, 3), recordCount: null },
      2: { leads: leads(4, 5), recordCount: null },
    })
    expect(seen).toEqual(ids(1, 5))
    expect(asked).toEqual([1, 2, 3])
  })

  it('that come short or repeated once are asked for again', async () => {
    const cut = { leads: leads(1, 1), recordCount: 6 }
    const whole = { leads: leads(1, 3), recordCount: 6 }
    const { seen } = await read({ 1: [cut, whole], 2: [whole, { leads: leads(4, 6), recordCount: 6 }] })
    expect(seen).toEqual(ids(1, 6))
  })

  it.each([
    ['short', { 1: { leads: leads(1, 2), recordCount: 6 } }, 'page 1 has 2 leads where 3 are due'],
    [
      'repeated',
      { 1: { leads: leads(1, 3), recordCount: null }, 2: { leads: leads(1, 3), recordCount: null } },
      'page 2 repeats the page before it',
    ],
    [
      'short without a count',
      { 1: { leads: leads(1, 2), recordCount: null }, 2: { leads: leads(4, 6), recordCount: null } },
      'page 1 has only 2 leads, though more follow',
    ],
  ])('that stay %s are a fault in words, and nothing of them is taken', async (_name, pages, words) => {
    const { result, seen } = await read(pages)
    expect(result).toMatchObject({ ok: false, fault: { text: expect.stringContaining(words) as string } })
    expect(seen.length).toBeLessThanOrEqual(3)
  })

  it('that name one lead twice keep it once', async () => {
    const { seen } = await read({ 1: { leads: [lead(1), lead(1), lead(2)], recordCount: 3 } })
    expect(seen).toEqual(ids(1, 2))
  })
})
