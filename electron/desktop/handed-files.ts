import { ipcMain, type WebContents } from 'electron'
import type { Result } from '#shared/api/faults.ts'
import type { HandedIn } from '#shared/rpc/handed-in.ts'
import { isFromPage } from './ipc-channel.ts'

/** Also in preload.ts, which is a file of its own. */
const FILE_CHANNEL = 'leadsheet-file'

/**
 * Takes files by their path from the preload, which alone can tell the path of what a person chose or dropped: a path that
 * the page itself could name would let a page that was taken over read anything on the disk.
 */
export function takeHandedFiles(
  contents: WebContents,
  take: (path: string) => Promise<Result<{ fileId: string }>>,
): void {
  ipcMain.handle(FILE_CHANNEL, async (event, path: unknown): Promise<HandedIn> => {
    if (!isFromPage(event, contents) || typeof path !== 'string' || path === '') return { kind: 'bytes' }
    const taken = await take(path)
    return taken.ok
      ? { kind: 'taken', fileId: taken.value.fileId }
      : { kind: 'refused', problem: taken.fault.text }
  })
  contents.on('destroyed', () => ipcMain.removeHandler(FILE_CHANNEL))
}
