import { dialog, type BrowserWindow } from 'electron'
import { dirname, extname, join } from 'node:path'
import type { SaveTarget } from '#electron/services/ports/save-target.ts'

const KINDS: Readonly<Record<string, string>> = { '.xlsx': 'Excel workbook', '.csv': 'CSV file' }

export interface LastFolder {
  /** Where files were last opened or saved; the documents' folder before that. */
  get(): string
  set(folder: string): void
}

/**
 * The desktop's way to save: the system's own dialog, which also asks before it replaces a file. It is given a whole path: a
 * bare name would open it in the folder the program was started from, which from an icon is the system's own.
 */
export function createSaveDialog(window: () => BrowserWindow | null, folder: LastFolder): SaveTarget {
  return {
    async save(suggestedName, write) {
      const extension = extname(suggestedName)
      const options = {
        title: 'Export report',
        defaultPath: join(folder.get(), suggestedName),
        filters: [{ name: KINDS[extension] ?? 'File', extensions: [extension.slice(1)] }],
      }
      const parent = window()
      const chosen = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options)
      if (chosen.canceled || chosen.filePath === '') return { ok: true, value: { kind: 'cancelled' } }
      const path = extname(chosen.filePath) === '' ? `${chosen.filePath}${extension}` : chosen.filePath
      const written = await write(path)
      if (!written.ok) return written
      folder.set(dirname(path))
      return { ok: true, value: { kind: 'saved', path } }
    },
  }
}
