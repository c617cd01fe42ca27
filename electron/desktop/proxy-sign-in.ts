import type { AuthInfo } from 'electron'
import { environmentLogin } from '#electron/gateways/leadsquared/ways.ts'
import type { ProxyLogin, ProxyLogins } from '#electron/services/ports/proxy-logins.ts'

/** Called without a name, it gives the request up. */
export type SignInCallback = (name?: string, password?: string) => void

/** Answers a proxy that stops one of Chromium's own requests; false for a server, which is nobody's to answer here. */
export type SignIn = (info: Pick<AuthInfo, 'isProxy' | 'host' | 'port'>, callback: SignInCallback) => boolean

/**
 * Chromium's side of what calls to accounts do by themselves (`ways.ts`): the same names and passwords, from the same places.
 * It does not say over which scheme it speaks with the proxy, so both are looked for. Chromium asks again where it was not let
 * through, so the same is given once.
 */
export function proxySignIn(
  logins: ProxyLogins,
  env: Readonly<Record<string, string | undefined>> = process.env,
): SignIn {
  const given = new Map<string, ProxyLogin>()

  return ({ isProxy, host, port }, callback) => {
    if (!isProxy) return false
    const authority = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
    const addresses = ['http:', 'https:'].map((scheme) => new URL(`${scheme}//${authority}:${port}`))
    let known = false
    for (const proxy of addresses) {
      const address = proxy.origin
      const own = environmentLogin(proxy, env)
      const entered = logins.of(address)
      const held = own ?? entered
      if (!held) continue
      known = true
      if (!own && entered?.refused) continue
      const before = given.get(address)
      if (before?.name === held.name && before.password === held.password) {
        if (!own) logins.wanted(address, held)
        continue
      }
      given.set(address, { name: held.name, password: held.password })
      callback(held.name, held.password)
      return true
    }
    if (!known) logins.wanted(addresses[0]!.origin, null)
    callback()
    return true
  }
}
