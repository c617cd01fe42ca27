import { readFileSync } from 'node:fs'
import type { Events } from '#shared/api/contract.ts'
import type { z } from 'zod'
import type { AuthInfo } from 'electron'
import type { SignIn, SignInCallback } from './proxy-sign-in.ts'
import type { Memory } from './remembered.ts'

type Notice = z.infer<Events['notice']>

/** As much of electron-updater's `AppUpdater` as this needs. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  checkForUpdates(): Promise<{
    isUpdateAvailable: boolean
    updateInfo: { version: string; releaseNotes?: unknown }
  } | null>
  downloadUpdate(): Promise<unknown>
  /** A proxy wants a name and a password; until it is answered the request waits, without end. */
  on(
    event: 'login',
    listener: (info: AuthInfo, answer: (name: string, password: string) => void) => void,
  ): unknown
}

export interface UpdatesOptions {
  /** Loaded when it is needed first: most starts never do. */
  load: () => Promise<Updater>
  memory: Memory
  version: string
  /** True while asking anything would disturb, or fetching take from, a push. */
  pushing: () => boolean
  /** Whether the newer version should be fetched. */
  ask: (version: string, changes: string) => Promise<boolean>
  signIn: SignIn
  notice: (notice: Notice) => void
  log: (line: string) => void
}

export interface Updates {
  /** At a start, where the person switched it on. Says nothing unless there is a newer version. */
  lookByItself: () => Promise<void>
  /** Because somebody asked: also says that there is none, or why it cannot be found out. */
  look: () => Promise<void>
}

/**
 * Newer versions: looked for only where the person switched that on or asks, fetched only after a yes, and put in place when
 * the program is closed the next time. Closing asks about a push that runs and about changes that are not saved, so neither
 * is ever cut off by one. A server may hold a version back for a part of its users (electron-updater's `stagingPercentage`).
 */
export function createUpdates(options: UpdatesOptions): Updates {
  const { memory, notice, log } = options
  let looking = false
  let prepared: Updater | null = null
  /** Fetched in this run: it waits for the program to be closed. */
  let waiting: string | null = null

  async function find(byHand: boolean): Promise<void> {
    if (waiting !== null) {
      if (byHand) notice({ tone: 'info', text: ready(waiting) })
      return
    }
    const updater = await options.load()
    if (prepared !== updater) {
      updater.on('login', (info, answer) => void options.signIn(info, answer as SignInCallback))
      prepared = updater
    }
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = true
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) {
      if (byHand) notice({ tone: 'info', text: `Leadsheet ${options.version} is the newest version.` })
      return
    }
    const { version } = found.updateInfo
    if (options.pushing()) {
      notice({
        tone: 'info',
        text: `Leadsheet ${version} is there. Look for it again when the push is through.`,
      })
      return
    }
    if (!(await options.ask(version, plainNotes(found.updateInfo.releaseNotes)))) return
    await updater.downloadUpdate()
    waiting = version
    notice({ tone: 'info', text: ready(version) })
  }

  async function look(byHand: boolean): Promise<void> {
    if (looking) return
    looking = true
    try {
      await find(byHand)
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
      log(`newer versions could not be looked for: ${why}`)
      if (byHand) {
        notice({
          tone: 'warning',
          text: 'It could not be found out whether there is a newer version, or it could not be fetched. Help has the log, which says why. Nothing was changed.',
        })
      }
    } finally {
      looking = false
    }
  }

  return {
    lookByItself: async () => {
      if (memory.get().updates && !options.pushing()) await look(false)
    },
    look: () => look(true),
  }
}

function ready(version: string): string {
  return `Leadsheet ${version} is ready. It is put in place when you close Leadsheet.`
}

/** A server may send its notes as HTML; a message box shows text. */
function plainNotes(notes: unknown): string {
  return typeof notes === 'string'
    ? notes
        .replaceAll(/<[^>]*>/g, '')
        .trim()
        .slice(0, 1000)
    : ''
}

const MOST_CHANGES = 5

/**
 * What to say after an update: null on the first start ever and where the same version runs again. `changelog` is the path of
 * the file that comes with the program; without it the new version is told all the same.
 */
export function whatChanged(before: string | null, version: string, changelog: string): string | null {
  if (before === null || before === version) return null
  const section = read(changelog)
    .split(/^## /m)
    .find((part) => part.startsWith(`[${version}]`) || part.startsWith(version))
  const changes = [...(section ?? '').matchAll(/^[-*] (.+(?:\n {2,}(?!-).+)*)/gm)].map(([, text = '']) =>
    text.replaceAll(/\s+/g, ' ').replaceAll(/[*`]/g, ''),
  )
  const head = `Leadsheet is now ${version}; it was ${before}.`
  if (changes.length === 0) return head
  const more = changes.length > MOST_CHANGES ? ` And ${changes.length - MOST_CHANGES} more.` : ''
  return `${head} New: ${changes.slice(0, MOST_CHANGES).join(' ')}${more}`
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
