import type { Calls } from '#shared/api/contract.ts'
import { fail, ok } from '#shared/api/faults.ts'
import { proxyKeysId, proxyOfKeysId, type ProxyView } from '#shared/domain/push/proxy.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { AccountStore } from '#electron/services/ports/accounts.ts'
import type { ProxyLogin, ProxyLogins } from '#electron/services/ports/proxy-logins.ts'

export interface ProxiesOptions {
  store: Pick<AccountStore, 'keptIds' | 'keysState' | 'keys' | 'putKeys' | 'removeKeys'>
  /** What `list` answers is no longer what it was. */
  onChanged(): void
}

export interface Proxies extends ProxyLogins {
  list(): ProxyView[]
  handlers: Pick<Handlers<Calls>, 'proxies.save' | 'proxies.forget'>
}

/**
 * Proxies that want a name and a password: asked for when one does, kept where the keys of accounts are kept, and given to that
 * proxy alone. What a proxy did not accept is not sent to it again in this run: a directory locks its users out after a few.
 */
export function createProxies({ store, onChanged }: ProxiesOptions): Proxies {
  const asking = new Set<string>()
  const refused = new Set<string>()

  function held(address: string): ProxyLogin | null {
    const keys = store.keys(proxyKeysId(address))
    return keys && { name: keys.accessKey, password: keys.secretKey }
  }

  function viewOf(address: string): ProxyView | null {
    const kept = store.keysState(proxyKeysId(address))
    const name = held(address)?.name ?? ''
    if (kept === 'none') return asking.has(address) ? { address, state: 'asked', name } : null
    const usable = kept === 'saved' || kept === 'memory'
    return { address, state: usable && refused.has(address) ? 'refused' : kept, name }
  }

  function list(): ProxyView[] {
    const kept = store.keptIds().flatMap((id) => proxyOfKeysId(id) ?? [])
    return [...new Set([...asking, ...kept])].sort().flatMap((address) => viewOf(address) ?? [])
  }

  function add(to: Set<string>, address: string): void {
    if (to.has(address)) return
    to.add(address)
    onChanged()
  }

  return {
    list,
    of(address) {
      const login = held(address)
      return login && { ...login, refused: refused.has(address) }
    },
    wanted(address, given) {
      const now = held(address)
      if (!now) add(asking, address)
      // What was given may be what stood here before it was corrected.
      else if (given?.name === now.name && given.password === now.password) add(refused, address)
    },
    passed(address) {
      const asked = asking.delete(address)
      if (refused.delete(address) || asked) onChanged()
    },
    handlers: {
      async 'proxies.save'({ address, name, password }) {
        if (viewOf(address) === null)
          return fail('not-found', 'This proxy did not ask for a name and a password.')
        if (name.includes(':')) {
          return fail('invalid', 'A name that is told to a proxy cannot hold a colon. Enter it without.')
        }
        await store.putKeys(proxyKeysId(address), { accessKey: name, secretKey: password })
        asking.delete(address)
        refused.delete(address)
        onChanged()
        return ok({})
      },
      'proxies.forget'({ address }) {
        store.removeKeys(proxyKeysId(address))
        asking.delete(address)
        refused.delete(address)
        onChanged()
        return ok({})
      },
    },
  }
}
