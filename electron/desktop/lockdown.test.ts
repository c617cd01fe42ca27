import { EventEmitter } from 'node:events'
import type { App, Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))

const { lockNavigation, lockSession } = await import('./lockdown.ts')

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** Web contents as they are right after they were made. */
function newContents() {
  const app = new EventEmitter()
  lockNavigation(app as App)
  let openHandler: OpenHandler | undefined
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => (openHandler = handler),
  })
  app.emit('web-contents-created', {}, contents)
  function prevented(event: string, details: object): boolean {
    let stopped = false
    contents.emit(event, { ...details, preventDefault: () => (stopped = true) })
    return stopped
  }
  return { prevented, open: (url: string) => openHandler?.({ url } as Parameters<OpenHandler>[0]) }
}

describe('lockNavigation', () => {
  it.each([
    'https://evil.example/',
    'http://127.0.0.1:4000/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'leadsheet://other/',
    'leadsheet://app/nowhere',
    'leadsheet://app.evil.example/',
    'not an address',
  ])('keeps the window from going to %s', (url) => {
    const { prevented } = newContents()
    expect(prevented('will-navigate', { url })).toBe(true)
    expect(prevented('will-frame-navigate', { url, isMainFrame: true })).toBe(true)
  })

  it('lets the page load itself again', () => {
    const { prevented } = newContents()
    expect(prevented('will-navigate', { url: 'leadsheet://app/' })).toBe(false)
    expect(prevented('will-frame-navigate', { url: 'leadsheet://app/', isMainFrame: true })).toBe(false)
  })

  it('has no frames, no embedded views, no redirects and no second window', () => {
    const { prevented, open } = newContents()
    expect(prevented('will-frame-navigate', { url: 'leadsheet://app/', isMainFrame: false })).toBe(true)
    expect(prevented('will-attach-webview', {})).toBe(true)
    expect(prevented('will-redirect', { url: 'leadsheet://app/' })).toBe(true)
    expect(open('leadsheet://app/')).toEqual({ action: 'deny' })
    expect(open('https://evil.example/')).toEqual({ action: 'deny' })
  })
})

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>

function lockedSession() {
  const handlers: { request?: RequestHandler; check?: CheckHandler; device?: DeviceHandler } = {}
  const spelling: string[][] = []
  const session = Object.assign(new EventEmitter(), {
    setSpellCheckerLanguages: (languages: string[]) => spelling.push(languages),
    setPermissionRequestHandler: (handler: RequestHandler) => (handlers.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => (handlers.check = handler),
    setDevicePermissionHandler: (handler: DeviceHandler) => (handlers.device = handler),
  })
  lockSession(session as unknown as Session)
  function asked(permission: string, url: string): boolean {
    let answer = true
    const contents = { getURL: () => url } as unknown as WebContents
    handlers.request?.(contents, permission as never, (granted) => (answer = granted), {} as never)
    return answer
  }
  function checked(permission: string, origin: string): boolean | undefined {
    return handlers.check?.(null, permission as never, origin, {} as never)
  }
  return { session, spelling, asked, checked, device: () => handlers.device?.({} as never) }
}

describe('lockSession', () => {
  it.each(['media', 'geolocation', 'notifications', 'usb', 'hid', 'serial', 'openExternal', 'fileSystem'])(
    'refuses %s even to our own page',
    (permission) => {
      const { asked, checked } = lockedSession()
      expect(asked(permission, 'leadsheet://app/')).toBe(false)
      expect(checked(permission, 'leadsheet://app/')).toBe(false)
    },
  )

  it('grants the clipboard to our own page alone', () => {
    const { asked, checked } = lockedSession()
    for (const permission of ['clipboard-read', 'clipboard-sanitized-write']) {
      expect(asked(permission, 'leadsheet://app/')).toBe(true)
      expect(checked(permission, 'leadsheet://app/')).toBe(true)
      expect(asked(permission, 'https://evil.example/')).toBe(false)
      expect(checked(permission, 'https://evil.example/')).toBe(false)
    }
  })

  it('asks no server for a spelling dictionary: there is no language to check', () => {
    expect(lockedSession().spelling).toEqual([[]])
  })

  it('refuses devices and downloads', () => {
    const { session, device } = lockedSession()
    expect(device()).toBe(false)
    let stopped = false
    session.emit('will-download', { preventDefault: () => (stopped = true) })
    expect(stopped).toBe(true)
  })
})
