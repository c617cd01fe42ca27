import { dialog, type BrowserWindow } from 'electron'

export interface Pushes {
  running(): boolean
  /** Lets the calls in flight finish, so that no row is left unclear. */
  pause(): Promise<void>
}

/** Closing the window would end the program in the middle of a push, so it asks first. */
export function askBeforeClosing(window: BrowserWindow, pushes: Pushes): void {
  let asking = false
  let sure = false
  window.on('close', (event) => {
    if (sure || !pushes.running()) return
    event.preventDefault()
    if (asking) return
    asking = true
    void ask(window)
      .then(async (close) => {
        if (!close) return
        await pushes.pause()
        sure = true
        window.close()
      })
      .finally(() => {
        asking = false
      })
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
