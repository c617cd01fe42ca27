import type { DatabaseSync } from 'node:sqlite'
import type { LastPageStore } from '#electron/services/ports/last-page.ts'

/** Which page opened last. It outlives the program, since a page may: see `services/session/sessions.ts`. */
export function lastPageStore(db: DatabaseSync): LastPageStore {
  const select = db.prepare("SELECT value FROM meta WHERE key = 'last_page'")
  const put = db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('last_page', ?)")
  return {
    lastPage: () => (select.get()?.['value'] as string | undefined) ?? null,
    rememberPage(pageId) {
      put.run(pageId)
    },
  }
}
