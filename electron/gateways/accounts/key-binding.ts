import { isLoopback } from '#shared/domain/push/loopback.ts'
import { proxyOfKeysId } from '#shared/domain/push/proxy.ts'
import type { AccountRecord } from '#electron/services/ports/accounts.ts'

/** What keys are sealed for. They open for nothing else: whoever edits the file moves an account, never its keys. */
export interface KeyBinding {
  accountId: string
  /** As in the record: host name, with the port where one is given. */
  host: string
  transport: string
}

/** Of the account as the file has it now; of one that is not there, a binding to nowhere. A proxy's are for its address. */
export function bindingOf(records: readonly AccountRecord[], accountId: string): KeyBinding {
  const proxy = proxyOfKeysId(accountId)
  if (proxy !== null) return { accountId, host: proxy, transport: 'proxy' }
  const record = records.find(({ id }) => id === accountId)
  return { accountId, host: record?.host ?? '', transport: record?.keyTransport ?? '' }
}

export function isSameBinding(a: KeyBinding, b: KeyBinding): boolean {
  return a.accountId === b.accountId && a.host === b.host && a.transport === b.transport
}

/** One text for one binding, whatever stands in its parts. */
export function bindingText({ accountId, host, transport }: KeyBinding): string {
  return JSON.stringify(['leadsheet keys', 2, accountId, host, transport])
}

/**
 * Keys that an earlier version sealed for an account, and not for its host, are bound to the host it has now where that can
 * give them away to nobody: to LeadSquared itself, or to this machine. For any other host nobody can tell any more whether it
 * is the one they were entered for, so they are asked for again.
 */
export function mayBindLate({ host }: KeyBinding): boolean {
  const hostname = URL.parse(`https://${host}`)?.hostname
  if (hostname === undefined || hostname === '') return false
  return /(^|\.)leadsquared\.com$/.test(hostname) || isLoopback(hostname)
}
