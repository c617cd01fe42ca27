import type { App, Dialog } from 'electron'

/** How long calls under way may take to finish before the program ends; what they leave open the journal knows. */
const PAUSE_MS = 10_000

export interface UnexpectedEndOptions {
  app: Pick<App, 'exit'>
  dialog: Pick<Dialog, 'showErrorBox'>
  /** Writes it down and answers the reference the person is shown. */
  log: (where: string, error: unknown) => string
  /** Lets the calls under way finish. */
  pause: () => Promise<unknown>
  /** @default 10 s */
  pauseMs?: number
}

/**
 * What nobody caught in the main process ends the program: log, pause, one box in words, exit code 1. Left to itself Electron
 * shows its own box for an exception and goes on in whatever state that left, and says nothing at all of a rejection.
 * Answers how to stop listening.
 */
export function endOnSurprise(options: UnexpectedEndOptions): () => void {
  let ending = false

  async function end(where: string, error: unknown): Promise<void> {
    const reference = options.log(where, error)
    // Whatever follows from the first is in the log and no second box.
    if (ending) return
    ending = true
    await Promise.race([
      Promise.resolve()
        .then(options.pause)
        .catch((second: unknown) => options.log('the pause before the end', second)),
      new Promise((resolve) => setTimeout(resolve, options.pauseMs ?? PAUSE_MS)),
    ])
    options.dialog.showErrorBox(
      'Leadsheet has to close',
      `Something went wrong inside Leadsheet (${reference} in leadsheet.log). Your sheets are saved. A push that was going on is paused: start Leadsheet again and resume it.`,
    )
    options.app.exit(1)
  }

  const onException = (error: unknown): void => void end('the main process', error)
  const onRejection = (error: unknown): void => void end('the main process (a promise)', error)
  process.on('uncaughtException', onException)
  process.on('unhandledRejection', onRejection)
  return () => {
    process.off('uncaughtException', onException)
    process.off('unhandledRejection', onRejection)
  }
}
