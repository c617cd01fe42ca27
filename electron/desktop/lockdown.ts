import type { App, Session, WebContents } from 'electron'
import { isOurPage, isPageAddress } from './page-protocol.ts'

/** What our own page may ask for: paste and copy by its buttons. */
const GRANTED = new Set(['clipboard-read', 'clipboard-sanitized-write'])

/** For every web contents the program ever makes: no other page, no second window, no embedded one. */
export function lockNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}

function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isPageAddress(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/**
 * No camera, no place, no device, no notification; no download except by the save dialog; and no dictionary, which Chromium
 * fetches from a server of its maker for the languages it is to check, whatever a page's own switch says.
 */
export function lockSession(session: Session): void {
  session.setSpellCheckerLanguages([])
  session.setPermissionRequestHandler((contents, permission, allow) =>
    allow(GRANTED.has(permission) && isOurPage(contents.getURL())),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => GRANTED.has(permission) && isOurPage(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}
