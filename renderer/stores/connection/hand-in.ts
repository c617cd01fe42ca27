import { HandedIn } from '#shared/rpc/handed-in.ts'

/**
 * Gives a file the person chose or dropped to the host by its path, where the desktop's bridge can tell it; `bytes`: it has
 * to be sent over, as in a browser, or because it lies on no disk (dragged out of a mail program, say).
 */
export async function handIn(file: File): Promise<HandedIn> {
  if (!window.leadsheet) return { kind: 'bytes' }
  return HandedIn.parse(await window.leadsheet.handIn(file))
}
