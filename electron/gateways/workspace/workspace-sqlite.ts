import { ok, type Result } from '#shared/api/faults.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import { afterStore } from './after.ts'
import { callStore } from './calls.ts'
import { comparisonStore } from './comparisons.ts'
import { openWorkspaceFile } from './database-file.ts'
import { sheetFromPush } from './history.ts'
import { imageStore } from './images.ts'
import { linkStore } from './links.ts'
import { lastPageStore } from './last-page.ts'
import { patchStore } from './patches.ts'
import { pullStore } from './pulls.ts'
import { pushWriting } from './push-writing.ts'
import { pushStore } from './pushes.ts'
import { RowVersions } from './row-versions.ts'
import { sheetStore } from './sheets.ts'

export interface OpenedWorkspace {
  workspace: Workspace & ReadingStore & ImageStore
  /** One sentence for the person where the old file had to be set aside; else ''. */
  notice: string
}

/**
 * The workspace in one SQLite file (write-ahead log, `synchronous=FULL`: what a method wrote survives a power cut).
 * Faults: 'busy' where another process has it open, 'cannot-write', 'invalid' where a newer Leadsheet wrote it.
 */
export function openWorkspace(path: string, now: () => Date): Result<OpenedWorkspace> {
  const file = openWorkspaceFile(path, now)
  if (!file.ok) return file
  const { db, notice } = file.value
  const versions = new RowVersions()
  const sheets = sheetStore(db, now, versions)
  const writing = pushWriting(db)
  const pushes = pushStore(db)
  const workspace: Workspace & ReadingStore & ImageStore = {
    ...sheets,
    ...lastPageStore(db),
    ...patchStore(db, versions),
    ...writing,
    ...afterStore(db),
    ...pushes,
    ...callStore(db),
    ...comparisonStore(db, versions),
    ...imageStore(db, now),
    ...linkStore(db),
    ...pullStore(db, sheets),
    sheetFromPush: sheetFromPush(db, pushes, sheets),
    close: () => db.close(),
  }
  return ok({ workspace, notice })
}
