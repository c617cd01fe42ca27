import type { SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'

/** The edits of a page, and what its mappings taught. */
export interface PatchStore {
  /** False where the batch was applied before. */
  applyPatches(
    sheetId: SheetId,
    pageId: string,
    batch: number,
    patches: readonly SheetPatch[],
    /** Whether what is chosen for a heading is kept for files to come. @default true */
    remember?: boolean,
  ): boolean
  rememberedMappings(): [heading: string, attribute: string | null][]
}
