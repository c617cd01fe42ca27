import { dialog, type BrowserWindow } from 'electron'
import { extname } from 'node:path'
import type { SaveTarget } from '#electron/services/ports/save-target.ts'

const KINDS: Readonly<Record<string, string>> = { '.xlsx': 'Excel workbook', '.csv': 'CSV file' }

/** The desktop's way to save: the system's own dialog, which also asks before it replaces a file. */
export function createSaveDialog(window: () => BrowserWindow | null): SaveTarget {
  return {
    async save(suggestedName, write) {
      const extension = extname(suggestedName)
      const options = {
        title: 'Export report',
        defaultPath: suggestedName,
        filters: [{ name: KINDS[extension] ?? 'File', extensions: [extension.slice(1)] }],
      }
      const parent = window()
      const chosen = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options)
      if (chosen.canceled || chosen.filePath === '') return { ok: true, value: { kind: 'cancelled' } }
      const path = extname(chosen.filePath) === '' ? `${chosen.filePath}${extension}` : chosen.filePath
      const written = await write(path)
      return written.ok ? { ok: true, value: { kind: 'saved', path } } : written
    },
  }
}
