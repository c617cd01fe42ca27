import { z } from 'zod'

/** A proxy on the way to an account that wants a name and a password, or has some. No password is in it. */
export const ProxyView = z.object({
  /** Scheme, host and port, without what it may want to know: `http://proxy.example:8080`. */
  address: z.string(),
  /**
   * asked: it wants them and none are held · refused: those that are held it did not accept · saved, memory, locked, unusable:
   * what is held, as of an account's keys.
   */
  state: z.enum(['asked', 'refused', 'saved', 'memory', 'locked', 'unusable']),
  /** Whom it is told; '' where that is not known. */
  name: z.string(),
})
export type ProxyView = z.infer<typeof ProxyView>

/** What is entered for a proxy; it goes inward only. A colon would end the name (RFC 7617, 2). */
export const ProxyDraft = z.object({
  address: z.string(),
  name: z.string().trim().min(1).max(255),
  password: z.string().max(1024),
})

const PREFIX = 'proxy '

/** Under which a proxy's name and password lie beside the keys of accounts; no account has such an id. */
export function proxyKeysId(address: string): string {
  return `${PREFIX}${address}`
}

/** The address again; null for what belongs to an account. */
export function proxyOfKeysId(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null
}

/** Where passwords can be read on the way: a proxy that is spoken to without encryption. */
export function isSpokenToInTheClear(address: string): boolean {
  return !address.startsWith('https:')
}
