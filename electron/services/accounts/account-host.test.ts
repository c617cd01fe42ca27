import { describe, expect, it } from 'vitest'
import { hostOf, originOf } from './account-host.ts'

describe('hostOf', () => {
  it.each([
    ['api.leadsquared.com', 'api.leadsquared.com'],
    ['  API-in21.LeadSquared.com ', 'api-in21.leadsquared.com'],
    ['https://api-us11.leadsquared.com/v2/LeadManagement.svc/', 'api-us11.leadsquared.com'],
    ['https://tenant.example:8443', 'tenant.example:8443'],
    ['localhost:4000', 'localhost:4000'],
    ['http://127.0.0.1:4000/', '127.0.0.1:4000'],
    ['http://[::1]:4000', '[::1]:4000'],
  ])('reads %s as %s', (typed, host) => {
    expect(hostOf(typed)).toEqual({ ok: true, value: host })
  })

  it.each([
    ['', /is not a host/],
    ['ftp://api.leadsquared.com', /is not a host/],
    ['two words', /is not a host/],
    ['http://api.leadsquared.com', /plain http/],
    ['http://127.0.0.1.evil.example', /plain http/],
    ['app.leadsquared.com', /not its API/],
    ['https://in21.leadsquared.com/Home', /not its API/],
    ['leadsquared.com', /not its API/],
    ['leadsquared', /there is no dot in it/],
    ['api:8443', /there is no dot in it/],
    ['https://127.0.0.1:8443', /plain http with this computer itself/],
    ['https://localhost', /plain http with this computer itself/],
    ['https://me:secret@api.leadsquared.com', /user name and password/],
  ])('refuses %s with a reason', (typed, reason) => {
    const result = hostOf(typed)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.fault.text).toMatch(reason)
  })

  it('never repeats a password back', () => {
    expect(JSON.stringify(hostOf('https://me:hunter2@api.leadsquared.com'))).not.toContain('hunter2')
  })
})

describe('originOf', () => {
  it('speaks plain http to this machine and https to every other', () => {
    expect(originOf('127.0.0.1:4000')).toBe('http://127.0.0.1:4000')
    expect(originOf('localhost')).toBe('http://localhost')
    expect(originOf('[::1]:1')).toBe('http://[::1]:1')
    expect(originOf('api.leadsquared.com')).toBe('https://api.leadsquared.com')
    expect(originOf('127.0.0.1.evil.example')).toBe('https://127.0.0.1.evil.example')
  })
})
