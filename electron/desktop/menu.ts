import type { MenuItemConstructorOptions } from 'electron'
import type { z } from 'zod'
import type { Events } from '#shared/api/contract.ts'

export type ShellCommand = z.infer<Events['shell.command']>['command']

/**
 * The menu bar. Its shortcuts are shown but, except on macOS where that cannot be, left to the page: it alone knows
 * whether Ctrl+Z means the sheet or the text somebody is typing.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  send: (command: ShellCommand) => void,
): MenuItemConstructorOptions[] {
  function item(
    label: string,
    accelerator: string | null,
    command: ShellCommand,
  ): MenuItemConstructorOptions {
    return {
      label,
      ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
      click: () => send(command),
    }
  }
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        item('Open file…', 'CommandOrControl+O', 'open-file'),
        item('Export report…', null, 'export-report'),
        item('Print or save as PDF…', 'CommandOrControl+P', 'print'),
        { type: 'separator' },
        item('Accounts', null, 'accounts'),
        item('History', null, 'history'),
        { type: 'separator' },
        { role: platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        item('Undo', 'CommandOrControl+Z', 'undo'),
        item('Redo', 'CommandOrControl+Shift+Z', 'redo'),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { type: 'separator' },
        item('Find and replace', 'CommandOrControl+F', 'find'),
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('Keyboard shortcuts', null, 'shortcuts')] },
  ]
}
