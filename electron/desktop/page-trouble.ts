import { dialog, type BrowserWindow } from 'electron'

/** A page that dies more often than this within `WITHIN_MS` would be loaded again for ever. */
const MOST_RELOADS = 3
const WITHIN_MS = 60_000

export interface PageTroubleOptions {
  log: (line: string) => void
  /** Ends the program as closing its window does. */
  close: () => void
  /** Milliseconds since any moment. @default performance.now */
  now?: () => number
}

/**
 * What becomes of a page that died or hangs. The workspace has every edit the page made, so that it can simply be opened
 * again, unless it dies each time; one that hangs is left or opened again as the person says.
 */
export function standByPage(window: BrowserWindow, options: PageTroubleOptions): void {
  const { log, close, now = () => performance.now() } = options
  const contents = window.webContents
  let reloads: number[] = []
  let asking: AbortController | null = null

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log(`the page's process is gone: ${reason}`)
    asking?.abort()
    reloads = reloads.filter((at) => now() - at < WITHIN_MS)
    if (reloads.length < MOST_RELOADS) {
      reloads.push(now())
      contents.reload()
    } else void giveUp(reason)
  })

  async function giveUp(reason: string): Promise<void> {
    const answer = await ask(
      'The window cannot be shown.',
      `It ended ${MOST_RELOADS + 1} times within a minute (${reason}). Your sheets are saved. If it ends again, restart the computer, or work in the browser: npm start -- --browser.`,
      ['Close Leadsheet', 'Try again'],
    )
    if (answer === 'first') close()
    if (answer !== 'second') return
    reloads = []
    contents.reload()
  }

  window.on('unresponsive', () => {
    log('the page does not respond')
    void (async () => {
      const answer = await ask(
        'The window does not respond.',
        'It may only be busy. Loading it again loses nothing that was saved; a push goes on meanwhile.',
        ['Wait', 'Load it again'],
      )
      // A page that hangs answers no request to go; ended, it is loaded again as after a crash.
      if (answer === 'second') contents.forcefullyCrashRenderer()
    })()
  })
  window.on('responsive', () => asking?.abort())

  /** Which button; `none`: the question went, as it was asked anew or is no longer needed. */
  async function ask(
    message: string,
    detail: string,
    buttons: [string, string],
  ): Promise<'first' | 'second' | 'none'> {
    asking?.abort()
    const own = new AbortController()
    asking = own
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message,
        detail,
        buttons,
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: own.signal,
      })
      if (own.signal.aborted) return 'none'
      return response === 1 ? 'second' : 'first'
    } finally {
      if (asking === own) asking = null
    }
  }
}
