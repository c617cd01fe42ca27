import { dialog, type App, type BrowserWindow } from 'electron'

export interface Pushes {
  running(): boolean
  /** Lets the calls in flight finish, so that no row is left unclear. */
  pause(): Promise<void>
  /** The person keeps the window open. */
  stay?: () => void
}

/** Closing the window would end the program in the middle of a push, so it asks first. */
export function askBeforeClosing(window: BrowserWindow, pushes: Pushes): void {
  let asking = false
  let sure = false
  window.on('close', (event) => {
    if (event.defaultPrevented || sure || !pushes.running()) return
    event.preventDefault()
    if (asking) return
    asking = true
    void ask(window)
      .then(async (close) => {
        if (!close) {
          pushes.stay?.()
          return
        }
        await pushes.pause()
        sure = true
        window.close()
      })
      .finally(() => {
        asking = false
      })
  })
}

/**
 * On macOS a program outlives its window: closing puts the window away, and quitting ends the program. Before the listeners
 * below, which leave a window alone that stays. `stay`: a question kept the program open, so closing is closing again.
 */
export function hideInsteadOfClosing(
  app: App,
  window: BrowserWindow,
  platform: NodeJS.Platform,
): { stay: () => void } {
  let quitting = platform !== 'darwin'
  if (platform === 'darwin') app.on('before-quit', () => (quitting = true))
  window.on('close', (event) => {
    if (quitting) return
    event.preventDefault()
    window.hide()
  })
  return {
    stay() {
      if (platform === 'darwin') quitting = false
    },
  }
}

/**
 * A page that holds changes it could not save yet (a full disk, say) asks to stay; Electron would then leave the window open
 * without a word.
 */
export function askBeforeLosingEdits(window: BrowserWindow, stay: () => void): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const response = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'Some changes are not saved yet.',
      detail: 'The status bar says what keeps them from being saved. Closed now, Leadsheet forgets them.',
      buttons: ['Keep open', 'Close without them'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    // What is prevented is the page's staying.
    if (response === 1) event.preventDefault()
    else stay()
  })
}

async function ask(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'A push is still going on.',
    detail:
      'Leadsheet can pause it and close: rows that were sent keep their status, and you can resume the push next time.',
    buttons: ['Keep pushing', 'Pause and close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
