import { notify } from '#renderer/stores/ui-store.ts'
import { openFile } from './load-rows.ts'

const HOW = 'Press Ctrl+V instead: your browser lets Leadsheet read the clipboard only then.'

/**
 * A whole sheet out of the clipboard, where there is none on screen yet. It goes the way of a file, so headings,
 * mapping and questions are found as in one.
 */
export function pasteAsSheet(text: string): void {
  if (text.trim() === '') {
    notify('info', 'The clipboard holds no cells. Copy them in Excel first, headings included.')
    return
  }
  void openFile(new File([text], 'Pasted leads.tsv', { type: 'text/tab-separated-values' }))
}

/** For the button; the keyboard's paste brings its text along. */
export async function pasteFromClipboard(): Promise<void> {
  let text: string
  try {
    text = await navigator.clipboard.readText()
  } catch {
    notify('info', HOW)
    return
  }
  pasteAsSheet(text)
}
