import { create } from 'zustand'
import { runInGrid } from './grid-commands.ts'

/** What the one side panel can show. */
export type Panel =
  | 'sheets'
  | 'problems'
  | 'cleaning'
  | 'shape'
  | 'recipes'
  | 'row'
  | 'compare'
  | 'get-leads'
  | 'review'
  | 'push'
  | 'undo'
  | 'history'
  | 'accounts'
  | 'shortcuts'

export type Tone = 'info' | 'success' | 'warning' | 'error'

/** One line for the person, with at most one thing to do about it. */
export interface Notice {
  id: number
  tone: Tone
  text: string
  action: { label: string; run(): void } | null
  /** What it is about: a later notice about the same takes its place, and it goes when that is settled. */
  about: string | null
}

interface Ui {
  /** The host has told what was open last, so what is on screen is true. */
  ready: boolean
  panel: Panel | null
  /** The line to find and replace in, which stands over the sheet beside any panel. */
  finding: boolean
  notices: readonly Notice[]
  /** The last thing said to a screen reader; `nonce` makes a repeated sentence heard again. */
  announcement: { text: string; nonce: number }
}

export const useUi = create<Ui>(() => ({
  ready: false,
  panel: null,
  finding: false,
  notices: [],
  announcement: { text: '', nonce: 0 },
}))

/**
 * The host wrote on this very page, as it handed it out, that no sheet was open: what there is to see without one is shown at
 * once. What is pressed there waits for the host, as all that changes sheets does.
 */
export const nothingWasOpen =
  typeof document !== 'undefined' &&
  document.querySelector<HTMLMetaElement>('meta[name="leadsheet-open"]')?.content === 'nothing'

/** Settles once the host has told what was open last. What opens a sheet waits for it, or what was open would come over it. */
export function whenReady(): Promise<void> {
  if (useUi.getState().ready) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = useUi.subscribe(({ ready }) => {
      if (!ready) return
      stop()
      resolve()
    })
  })
}

const MOST_NOTICES = 3
/** Errors stay until they are dismissed; what has a button stays long enough to be thought about. */
const NOTICE_MS = 7_000
const NOTICE_WITH_ACTION_MS = 30_000

let lastId = 0
let returnFocusTo: HTMLElement | null = null

export function openPanel(panel: Panel): void {
  // There is no page where only the state is looked at.
  const from = typeof document === 'undefined' ? null : document.activeElement
  // Out of one panel into another the focus goes back where it was before the first.
  const within = from?.closest('.side-panel') !== null
  const isSomewhere = from !== null && from instanceof HTMLElement && from !== document.body
  if (isSomewhere && (useUi.getState().panel === null || !within)) returnFocusTo = from
  useUi.setState({ panel })
}

/** Gives the focus back to where it was before the panel opened; in the sheet, to the cell that is active by now. */
export function closePanel(): void {
  useUi.setState({ panel: null })
  if (!returnFocusTo?.isConnected || returnFocusTo.closest('[role=grid]')) runInGrid('focus')
  else returnFocusTo.focus()
  returnFocusTo = null
}

export function togglePanel(panel: Panel): void {
  if (useUi.getState().panel === panel) closePanel()
  else openPanel(panel)
}

export function openFind(): void {
  useUi.setState({ finding: true })
}

/** The focus goes to the cell that is active by now. */
export function closeFind(): void {
  useUi.setState({ finding: false })
  runInGrid('focus')
}

export function notify(
  tone: Tone,
  text: string,
  action: Notice['action'] = null,
  about: string | null = null,
): number {
  lastId += 1
  const notice: Notice = { id: lastId, tone, text, action, about }
  useUi.setState(({ notices }) => ({
    notices: [
      ...notices.filter((other) => other.text !== text && (about === null || other.about !== about)),
      notice,
    ].slice(-MOST_NOTICES),
  }))
  letFade(notice)
  return notice.id
}

const fading = new Map<number, ReturnType<typeof setTimeout>>()

/** Starts a notice's time anew; `keep` stops it while somebody is at it. */
export function letFade({ id, tone, action }: Notice): void {
  keep(id)
  if (tone === 'error') return
  fading.set(
    id,
    setTimeout(() => dismiss(id), action ? NOTICE_WITH_ACTION_MS : NOTICE_MS),
  )
}

export function keep(id: number): void {
  clearTimeout(fading.get(id))
  fading.delete(id)
}

export function dismiss(id: number): void {
  keep(id)
  useUi.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

/** What they tell of is over. */
export function dismissAbout(about: string): void {
  for (const notice of useUi.getState().notices) if (notice.about === about) dismiss(notice.id)
}

/** Says something through the polite live region, without showing it. */
export function announce(text: string): void {
  useUi.setState(({ announcement }) => ({ announcement: { text, nonce: announcement.nonce + 1 } }))
}
