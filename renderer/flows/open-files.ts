import { notify } from '#renderer/stores/view/ui-store.ts'
import { openFile } from './load-rows.ts'

/** Opens the first of the files that were dropped or pasted, and says so where there are others; false where there is none. */
export function openFiles(files: readonly File[]): boolean {
  const [first] = files
  if (!first) return false
  if (files.length > 1) notify('info', 'One file at a time: the first one is being opened.')
  void openFile(first)
  return true
}
