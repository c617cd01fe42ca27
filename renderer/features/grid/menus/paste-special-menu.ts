import { pasteFromClipboard } from '#renderer/features/grid/actions/clipboard.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import type { MenuEntry } from '#renderer/features/grid/logic/popup-store.ts'

/** What is on the clipboard, pasted otherwise than Ctrl+V does. What was cut is copied by it. */
export function pasteSpecialMenu(context: SheetContext): MenuEntry[] {
  return [
    { label: 'Values', run: () => void pasteFromClipboard(context, {}) },
    { label: 'Transposed', run: () => void pasteFromClipboard(context, { transpose: true }) },
    { label: 'Without empty cells', run: () => void pasteFromClipboard(context, { skipBlanks: true }) },
    {
      label: 'Transposed, without empty cells',
      run: () => void pasteFromClipboard(context, { transpose: true, skipBlanks: true }),
    },
  ]
}
