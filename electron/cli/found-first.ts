import type { CompareCounts } from './compare-first.ts'
import type { ChangesResult } from './push-changes.ts'

/** What was read of LeadSquared before a push: `--json` gains it. */
export interface FoundFirst {
  compare?: CompareCounts
  changes?: ChangesResult
}
