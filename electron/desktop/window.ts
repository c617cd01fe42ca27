import { BrowserWindow, nativeTheme, type Rectangle } from 'electron'
import { PAGE_ADDRESS } from './page-protocol.ts'
import { SMALLEST } from './window-place.ts'

/** The page's own backgrounds, so that a starting window does not flash. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' }

export interface WindowOptions {
  preload: string
  place: Rectangle
  maximized: boolean
  fullScreen: boolean
  /** Linux takes the window's picture from here; elsewhere it is the program's own. */
  icon: string
}

/** The one window. The page in it is sandboxed and isolated and has no Node; the preload gives it one channel. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Leadsheet',
    fullscreen: options.fullScreen,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(process.platform === 'linux' ? { icon: options.icon } : {}),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    // Maximising shows a window, so not before there is something to see.
    if (options.maximized) window.maximize()
    window.show()
  })
  return window
}

export async function showPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE_ADDRESS)
}
