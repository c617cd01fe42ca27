import { fail, type Result } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { SheetId } from '#shared/domain/sheet/sheet.ts'
import type { InputOf, OutputOf } from '#shared/rpc/contract-shape.ts'
import { besideNewer, noteWritten, type Written } from './written.ts'

type Patch = InputOf<Calls, 'workspace.patch'>
type Answer = Result<OutputOf<Calls, 'workspace.patch'>>
export type TakenIn = OutputOf<Calls, 'workspace.takeIn'>

const CLASH =
  'The sheet was changed in another tab before these edits arrived, and the two do not fit together, so they were not saved. Copy what you need from here into the other tab.'

/** Pages whose writes are remembered; of an older one nobody can say any more what was written since. */
const MOST_PAGES = 50

/**
 * What pages that no longer hold the sheets hand in. It waits until the holder asks for it, since only the holder knows when
 * it has nothing unsaved of its own; where nobody holds the sheets it is applied at once.
 */
export function createHandIns(
  apply: (patch: Patch) => Promise<Answer> | Answer,
  /** The page that opened last before this run; null where none is known. */
  lastPage: string | null,
) {
  /** In the order they opened. The first one's writes of an earlier run are in the workspace, and it is the newest of that. */
  let pages: { pageId: string; written: Written }[] =
    lastPage === null ? [] : [{ pageId: lastPage, written: new Map() }]
  let waiting: { patch: Patch; pageId: string; answer: (result: Answer) => void }[] = []
  /** Taken in, and not yet told to the page that holds the sheets or will come back to them. */
  let untold = { sheetIds: new Set<SheetId>(), cellsKept: 0 }
  let late: Written = new Map()

  /** Null where it cannot be told any more. */
  function writtenSince(pageId: string): Written[] | null {
    const at = pages.findLastIndex((page) => page.pageId === pageId)
    return at < 0 ? null : pages.slice(at + 1).map(({ written }) => written)
  }

  async function takeOne({ patch, pageId, answer }: (typeof waiting)[number]): Promise<void> {
    const newer = writtenSince(pageId)
    const fitting = newer && besideNewer(patch.patches, newer, patch.sheetId)
    if (!fitting) {
      answer(fail('changed', CLASH))
      return
    }
    const applied = await apply({ ...patch, patches: fitting.patches })
    if (applied.ok) {
      untold.sheetIds.add(patch.sheetId)
      untold.cellsKept += fitting.cellsKept
    }
    answer(applied)
  }

  return {
    /** The page that opened last, be it still there or not. */
    newest: (): string | null => pages.at(-1)?.pageId ?? null,
    arrived(pageId: string): void {
      pages = [...pages.filter((page) => page.pageId !== pageId), { pageId, written: new Map() }].slice(
        -MOST_PAGES,
      )
    },
    /**
     * The holder is about to write. Null where it may; a fault where something was taken in while it was not connected that
     * does not fit together with what it wrote meanwhile. Of one cell both wrote, the holder's value stays.
     */
    refusesHolder(pageId: string, { sheetId, patches }: Patch): Answer | null {
      if (late.has(sheetId) && besideNewer(patches, [late], sheetId) === null) return fail('changed', CLASH)
      const page = pages.findLast((other) => other.pageId === pageId)
      if (page) noteWritten(page.written, sheetId, patches)
      return null
    },
    /** Resolves when the holder has let it in. */
    wait(pageId: string, patch: Patch): Promise<Answer> {
      return new Promise((resolve) => {
        waiting.push({ patch, pageId, answer: resolve })
      })
    },
    /** The holder has something to take in, or to hear of. */
    get due(): boolean {
      return waiting.length > 0 || untold.sheetIds.size > 0
    },
    waitsFor: (pageId: string): boolean => waiting.some((entry) => entry.pageId === pageId),
    /** Its connection is gone: it will hand in again. */
    forget(pageId: string): void {
      waiting = waiting.filter((entry) => entry.pageId !== pageId)
    },
    /** Nobody holds the sheets now: what waits is applied, and told to the page that comes back to them. */
    async takeUnattended(): Promise<void> {
      for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
        noteWritten(late, entry.patch.sheetId, entry.patch.patches)
        await takeOne(entry)
      }
    },
    /** The holder is ready for it. */
    async takeIn(): Promise<TakenIn> {
      for (let entry = waiting.shift(); entry; entry = waiting.shift()) await takeOne(entry)
      const told = { sheetIds: [...untold.sheetIds], cellsKept: untold.cellsKept }
      untold = { sheetIds: new Set(), cellsKept: 0 }
      late = new Map()
      return told
    },
  }
}
