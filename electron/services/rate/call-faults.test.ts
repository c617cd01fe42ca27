import { describe, expect, it } from 'vitest'
import { faultOf } from './call-faults.ts'

const ORIGIN = 'https://api-in21.leadsquared.com'

describe('a question that came to nothing', () => {
  it('tells what was missing of an answer that was none, and where to look', () => {
    const details = 'api-in21.leadsquared.com did not answer in time.'
    expect(faultOf({ kind: 'unclear', details }, ORIGIN).fault).toEqual({
      kind: 'unreachable',
      text: `${details} Check that the host is LeadSquared’s, and that no sign-in page of this network stands in between; then try again.`,
    })
  })

  it('tells the server’s own words where it refused', () => {
    const refused = (details: string) =>
      faultOf({ kind: 'refused', status: 500, exceptionType: null, details }, ORIGIN).fault.text
    expect(refused('Object reference not set')).toContain('(answer 500: “Object reference not set”)')
    expect(refused(' ')).toContain('(answer 500). Check the host')
  })
})
