import { describe, expect, it } from 'vitest'
import { settled } from '#electron/services/manual-clock.test-kit.ts'
import { Arrivals } from './arrivals.ts'
import type { RunRow } from './row.ts'

function row(seq: number): RunRow {
  return { seq } as RunRow
}

describe('answers that come in together', () => {
  it('are journalled in one write, and nobody hears of them before it.', async () => {
    const written: number[][] = []
    const heard: boolean[] = []
    const arrivals = new Arrivals((rows) => {
      expect(heard).toEqual([])
      written.push(rows.map(({ seq }) => seq))
      return true
    })
    for (const rows of [[row(1), row(2)], [row(3)], []]) {
      void arrivals.land(rows).then((could) => heard.push(could))
    }
    await Promise.resolve()
    expect(written).toEqual([])
    await settled()
    expect(written).toEqual([[1, 2, 3]])
    expect(heard).toEqual([true, true, true])
  })

  it('that cannot be written are all told so, and later ones are tried by themselves.', async () => {
    let full = true
    const arrivals = new Arrivals(() => !full)
    const together = [arrivals.land([row(1)]), arrivals.land([row(2)])]
    expect(await Promise.all(together)).toEqual([false, false])
    full = false
    expect(await arrivals.land([row(3)])).toBe(true)
  })
})
