import { BrowserWindow, nativeTheme, type WebContents } from 'electron'
import { PAGE_ADDRESS } from './page-protocol.ts'

/** The page's own backgrounds, so that a starting window does not flash. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' }

/** The one window. The page in it is sandboxed and isolated and has no Node; the preload gives it one channel. */
export function createWindow(preload: string): BrowserWindow {
  return new BrowserWindow({
    width: 1400,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Leadsheet',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
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
}

export async function showPage(window: BrowserWindow): Promise<void> {
  window.once('ready-to-show', () => window.show())
  await window.loadURL(PAGE_ADDRESS)
}

/** The workspace has every edit the page made, so a page that died can simply be opened again. */
export function reloadAfterCrash(contents: WebContents, onCrash: (reason: string) => void): void {
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onCrash(reason)
    contents.reload()
  })
}
