import { announce } from '#renderer/stores/view/ui-store.ts'
import type { Frames } from './frames.ts'
import type { Selection } from './selection.ts'

/** Gone past the last row there is no row yet: what is typed next makes one. Shows the place it will have. */
export function showNewRow(selection: Selection, frames: Frames, root: HTMLElement): () => void {
  const frame = frames.make('new-row-place', { dropped: 1, text: 'New row' })
  let shown = false
  const stop = selection.onChange(() => {
    const { range } = selection
    const past = range?.past
    root.classList.toggle('past-last-row', past !== undefined)
    if (!range || past === undefined) {
      frame.hide()
      shown = false
      return
    }
    const { row } = range.anchor
    const [place] = frame.show([{ top: row, bottom: row, left: past, right: past }])
    place?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (!shown) announce('After the last row. What is typed now goes into a new row.')
    shown = true
  })
  return () => {
    stop()
    frame.hide()
    root.classList.remove('past-last-row')
  }
}
