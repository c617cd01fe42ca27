import { dialog, type BrowserWindow } from 'electron'
import { dirname } from 'node:path'
import { READABLE_EXTENSIONS } from '#shared/domain/sheet/file-kinds.ts'
import type { LastFolder } from './save-dialog.ts'

/**
 * Asks for a file with the system's dialog; null where the person cancels. The page's own chooser opens only within some
 * seconds of a click in the page (HTML, "transient activation"), which choosing from the menu bar is not.
 */
export async function askForFile(window: BrowserWindow, folder: LastFolder): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open file',
    defaultPath: folder.get(),
    properties: ['openFile'],
    filters: [
      { name: 'Workbooks and lists', extensions: [...READABLE_EXTENSIONS] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  const [path] = filePaths
  if (canceled || path === undefined) return null
  folder.set(dirname(path))
  return path
}
