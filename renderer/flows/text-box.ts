/** True where keys are text: a box or an editor, not a button of a form. */
export function isTyping(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

/** What the menu's commands are called by a text box (W3C, "execCommand", the only way to its own steps back and forward). */
const BOX_COMMANDS: Readonly<Record<string, string>> = {
  undo: 'undo',
  redo: 'redo',
  'select-all': 'selectAll',
  delete: 'delete',
}

/** Does what a command of the menu means to the text box that has the focus. False where there is none: it means the sheet. */
export function editTextBox(command: string, focused: Element | null): boolean {
  const known = BOX_COMMANDS[command]
  if (known === undefined || !isTyping(focused)) return false
  // oxlint-disable-next-line typescript/no-deprecated
  focused.ownerDocument.execCommand(known)
  return true
}
