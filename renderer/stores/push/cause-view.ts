import { causesIn, type Cause } from './causes.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'

let version = 0
rowStore.subscribe(({ kind }) => {
  if (kind !== 'cells' && kind !== 'columns') version += 1
})

let seen: { version: number; causes: readonly Cause[] } | null = null

/** The causes as the rows stand now; the same array until some outcome changed, as React's external stores ask. */
export function causesNow(): readonly Cause[] {
  if (seen?.version !== version) seen = { version, causes: causesIn(rowStore.rows) }
  return seen.causes
}
