import { PAGE_KEY_FRAGMENT } from '#shared/rpc/carriers.ts'

/**
 * Browser mode's second secret. The cookie reaches every server on 127.0.0.1, whatever its port; what an origin stores
 * reaches that origin's pages alone. All tabs of the browser share it, and a reload keeps it.
 */
const STORED_AS = 'leadsheet-page-key'

/** Where the browser stores nothing it lasts as long as this page. */
let inMemory: string | null = null

/**
 * Takes the key out of the address, which the host sent the browser on to after the one-time address, and keeps it. To be
 * called before anything connects: afterwards the address has no key in it.
 */
export function takePageKey(): void {
  if (!location.hash.startsWith(PAGE_KEY_FRAGMENT)) return
  inMemory = location.hash.slice(PAGE_KEY_FRAGMENT.length)
  history.replaceState(history.state, '', location.pathname + location.search)
  try {
    localStorage.setItem(STORED_AS, inMemory)
  } catch {
    // It stays in memory; a reload needs a new address then.
  }
}

/** Asked for at each attempt: another tab may have been let in meanwhile. */
export function pageKey(): string | null {
  try {
    return localStorage.getItem(STORED_AS) ?? inMemory
  } catch {
    return inMemory
  }
}
