import type { App } from 'electron'

/** The same in the packages (`.config/electron-builder.mjs`): Windows groups a program's windows and notifications by it. */
export const APP_ID = 'io.leadsheet.desktop'

const COPYRIGHT = 'Copyright © 2026 The Leadsheet team. MIT licence.'

/** Who the program is to the system, and what About says. Before the app is ready. */
export function introduce(app: App, version: string): void {
  app.setAppUserModelId(APP_ID)
  const { electron, chrome, node } = process.versions
  app.setAboutPanelOptions({
    applicationName: 'Leadsheet',
    applicationVersion: version,
    version: `Electron ${electron}`,
    copyright: `${COPYRIGHT}\nElectron ${electron} · Chromium ${chrome} · Node ${node}`,
  })
}
