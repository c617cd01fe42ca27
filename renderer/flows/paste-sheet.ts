import { notify } from '#renderer/stores/view/ui-store.ts'
import { fillEmptySheet } from './fill-empty-sheet.ts'
import { newSheet } from './open-sheet.ts'
import { tableFrom } from '#renderer/clipboard/read-table.ts'

const HOW = 'Press Ctrl+V instead: your browser lets Leadsheet read the clipboard only then.'

/** A whole sheet out of the clipboard, where there is none on screen yet. */
export async function pasteAsSheet(text: string, html: string): Promise<void> {
  const pasted = tableFrom(text, () => html)
  if (!pasted || (text.trim() === '' && html.trim() === '')) {
    notify('info', 'The clipboard holds no cells. Copy them in Excel first, headings included.')
    return
  }
  if (await newSheet('Pasted leads')) await fillEmptySheet(pasted)
}

/** For the button; the keyboard's paste brings its text along. */
export async function pasteFromClipboard(): Promise<void> {
  try {
    const [item] = await navigator.clipboard.read()
    const get = async (type: string): Promise<string> =>
      item?.types.includes(type) ? (await item.getType(type)).text() : ''
    const [text, html] = [await get('text/plain'), await get('text/html')]
    await pasteAsSheet(text, html)
  } catch {
    notify('info', HOW)
  }
}
