import type { AfterStore } from './after-store.ts'
import type { CallStore } from './calls.ts'
import type { ImageStore } from './image-store.ts'
import type { LastPageStore } from './last-page.ts'
import type { PatchStore } from './patches.ts'
import type { PushHistory, PushStore, PushWriting } from './pushes.ts'
import type { SheetStore } from './sheets.ts'

/**
 * All that must survive: sheets, edits, pushes, outcomes, recent calls. Synchronous, one file, one process at a time;
 * a method that returns has its change on disk. A service names the parts it uses, not the whole.
 */
export interface Workspace
  extends
    SheetStore,
    PatchStore,
    LastPageStore,
    PushWriting,
    PushStore,
    PushHistory,
    AfterStore,
    ImageStore,
    CallStore {
  close(): void
}
