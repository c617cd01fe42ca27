import { describe, expect, it, vi } from 'vitest'
import type { ProxyLogins } from '#electron/services/ports/proxy-logins.ts'
import { proxySignIn, type SignInCallback } from './proxy-sign-in.ts'

const ADA = { name: 'ada', password: 's cret' }

function logins(held: Record<string, typeof ADA> = {}) {
  const refused = new Set<string>()
  return {
    of: (address) => (held[address] ? { ...held[address], refused: refused.has(address) } : null),
    wanted: vi.fn((address: string) => void refused.add(address)),
    passed: () => undefined,
  } satisfies ProxyLogins
}

const PROXY = { isProxy: true, host: 'proxy.example', port: 8080 }

function answerOf(signIn: ReturnType<typeof proxySignIn>, info = PROXY): unknown[] {
  const callback = vi.fn<SignInCallback>()
  signIn(info, callback)
  expect(callback).toHaveBeenCalledOnce()
  return callback.mock.calls[0]!
}

describe('a proxy that stops a request of Chromium’s own', () => {
  it('is told what was entered for it', () => {
    expect(answerOf(proxySignIn(logins({ 'http://proxy.example:8080': ADA }), {}))).toEqual(['ada', 's cret'])
    expect(answerOf(proxySignIn(logins({ 'https://proxy.example:8080': ADA }), {}))).toEqual([
      'ada',
      's cret',
    ])
    const usual = { isProxy: true, host: 'proxy.example', port: 80 }
    expect(answerOf(proxySignIn(logins({ 'http://proxy.example': ADA }), {}), usual)).toEqual([
      'ada',
      's cret',
    ])
  })

  it('is told what the environment has for it, and no other’s', () => {
    const env = { HTTPS_PROXY: 'http://eve:a%20b@proxy.example:8080' }
    expect(answerOf(proxySignIn(logins(), env))).toEqual(['eve', 'a b'])
    expect(answerOf(proxySignIn(logins(), env), { ...PROXY, host: 'other.example' })).toEqual([])
  })

  it('is told the same once: asked again, the request is given up and the window says that it was refused', () => {
    const held = logins({ 'http://proxy.example:8080': ADA })
    const signIn = proxySignIn(held, {})
    expect(answerOf(signIn)).toEqual(['ada', 's cret'])
    expect(answerOf(signIn)).toEqual([])
    expect(held.wanted.mock.calls).toMatchObject([['http://proxy.example:8080', ADA]])
    expect(answerOf(signIn)).toEqual([])
  })

  it('is asked for in the window where nothing is held, and the request does not hang', () => {
    const held = logins()
    expect(answerOf(proxySignIn(held, {}))).toEqual([])
    expect(held.wanted.mock.calls).toEqual([['http://proxy.example:8080', null]])
  })

  it('is not mistaken for: a server that wants a password is none of its business', () => {
    const callback = vi.fn()
    expect(
      proxySignIn(logins({ 'http://proxy.example:8080': ADA }), {})({ ...PROXY, isProxy: false }, callback),
    ).toBe(false)
    expect(callback).not.toHaveBeenCalled()
  })
})
