import { basename } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import type { z } from 'zod'
import type { Events } from '#shared/api/contract.ts'

export type ShellCommand = z.infer<Events['shell.command']>['command']

/** What the menu's entries do, and what they go by. */
export interface MenuActions {
  /** To the page. */
  send: (command: ShellCommand) => void
  openFile: () => void
  openRecent: (path: string) => void
  /** Paths, the latest first. */
  recent: readonly string[]
  clearRecent: () => void
  showLog: () => void
  showCrashReports: () => void
  about: () => void
  /** Null where this copy knows no server to ask. */
  updates: { on: boolean; switch: (on: boolean) => void; check: () => void } | null
}

/**
 * The menu bar. Its shortcuts are shown but, except on macOS where that cannot be, left to the page: it alone knows
 * whether Ctrl+Z means the sheet or the text somebody is typing. On macOS the page is asked first; what it does not take
 * comes here and goes back to it as a command.
 */
export function menuTemplate(platform: NodeJS.Platform, actions: MenuActions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'

  function entry(label: string, accelerator: string | null, click: () => void): MenuItemConstructorOptions {
    return { label, ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }), click }
  }
  function item(
    label: string,
    accelerator: string | null,
    command: ShellCommand,
  ): MenuItemConstructorOptions {
    return entry(label, accelerator, () => actions.send(command))
  }

  const recent: MenuItemConstructorOptions = {
    label: 'Open recent',
    submenu:
      actions.recent.length === 0
        ? [{ label: 'No files yet', enabled: false }]
        : [
            ...actions.recent.map((path): MenuItemConstructorOptions => ({
              // An ampersand would underline the letter after it.
              label: basename(path).replaceAll('&', '&&'),
              toolTip: path,
              click: () => actions.openRecent(path),
            })),
            { type: 'separator' },
            { label: 'Clear the list', click: () => actions.clearRecent() },
          ],
  }

  const about = entry('About Leadsheet', null, () => actions.about())
  const { updates } = actions
  const updateItems: MenuItemConstructorOptions[] =
    updates === null
      ? []
      : [
          {
            label: 'Look for newer versions by itself',
            type: 'checkbox',
            checked: updates.on,
            click: ({ checked }) => updates.switch(checked),
          },
          entry('Look for a newer version now…', null, () => updates.check()),
        ]

  return [
    ...(mac
      ? [
          {
            label: 'Leadsheet',
            submenu: [
              about,
              ...separated(updateItems),
              { role: 'services' },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: mac ? 'File' : '&File',
      submenu: [
        entry('Open file…', 'CommandOrControl+O', () => actions.openFile()),
        recent,
        item('Export report…', null, 'export-report'),
        item('Print or save as PDF…', 'CommandOrControl+P', 'print'),
        { type: 'separator' },
        item('Accounts', null, 'accounts'),
        item('History', null, 'history'),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: mac ? 'Edit' : '&Edit',
      submenu: [
        item('Undo', 'CommandOrControl+Z', 'undo'),
        item('Redo', 'CommandOrControl+Shift+Z', 'redo'),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        item('Delete', null, 'delete'),
        // macOS's own panels, such as the one that saves, know the role and not our command.
        mac ? { role: 'selectAll' } : item('Select all', 'CommandOrControl+A', 'select-all'),
        { type: 'separator' },
        item('Find and replace', 'CommandOrControl+F', 'find'),
      ],
    },
    {
      label: mac ? 'View' : '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        item('Keyboard shortcuts', null, 'shortcuts'),
        { type: 'separator' },
        entry('Show the log file', null, () => actions.showLog()),
        entry('Show crash reports', null, () => actions.showCrashReports()),
        ...(mac ? [] : [...separated(updateItems), about]),
      ],
    },
  ]
}

function separated(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return [{ type: 'separator' }, ...items, ...(items.length > 0 ? [{ type: 'separator' } as const] : [])]
}
