import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate, type ShellCommand } from './menu.ts'

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

describe('menuTemplate', () => {
  it('sends each of its commands to the page', () => {
    const sent: ShellCommand[] = []
    for (const item of items(menuTemplate('linux', (command) => sent.push(command)))) {
      item.click?.({} as never, undefined, {})
    }
    expect(sent.sort()).toEqual(
      [
        'accounts',
        'export-report',
        'find',
        'history',
        'open-file',
        'print',
        'redo',
        'shortcuts',
        'undo',
      ].sort(),
    )
  })

  it('leaves its shortcuts to the page, which knows whether a cell is being typed in', () => {
    for (const item of items(menuTemplate('win32', () => undefined))) {
      if (item.accelerator) expect(item.registerAccelerator).toBe(false)
    }
  })

  it('has the menu of the program itself on macOS only', () => {
    expect(menuTemplate('darwin', () => undefined)[0]).toEqual({ role: 'appMenu' })
    expect(menuTemplate('linux', () => undefined)[0]?.label).toBe('File')
  })
})
