import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate, type MenuActions, type ShellCommand } from './menu.ts'

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

function actions(change: Partial<MenuActions> = {}): MenuActions {
  return {
    send: vi.fn(),
    openFile: vi.fn(),
    openRecent: vi.fn(),
    recent: [],
    clearRecent: vi.fn(),
    showLog: vi.fn(),
    showCrashReports: vi.fn(),
    about: vi.fn(),
    updates: null,
    ...change,
  }
}

function click(template: MenuItemConstructorOptions[], label: string, checked = false): void {
  const item = items(template).find((each) => each.label === label)
  item?.click?.({ checked } as never, undefined, {})
}

describe('menuTemplate', () => {
  it('sends each of its commands to the page', () => {
    const sent: ShellCommand[] = []
    const all = actions({ send: (command) => sent.push(command) })
    for (const item of items(menuTemplate('linux', all))) item.click?.({} as never, undefined, {})
    expect(sent.sort()).toEqual(
      [
        'accounts',
        'delete',
        'export-report',
        'find',
        'history',
        'print',
        'redo',
        'select-all',
        'shortcuts',
        'undo',
      ].sort(),
    )
  })

  it('asks for a file in the main process: the page may only within seconds of a click in it', () => {
    const all = actions()
    click(menuTemplate('linux', all), 'Open file…')
    expect(all.openFile).toHaveBeenCalledOnce()
    expect(all.send).not.toHaveBeenCalled()
  })

  it.each(['win32', 'linux', 'darwin'] as const)(
    'leaves its shortcuts on %s to the page, which knows whether a cell is being typed in',
    (platform) => {
      const withKeys = items(menuTemplate(platform, actions())).filter(({ accelerator }) => accelerator)
      expect(withKeys.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['Undo', 'Redo', 'Open file…']),
      )
      for (const item of withKeys) expect(item.registerAccelerator).toBe(false)
    },
  )

  it('has select all, which on macOS is the system’s own for its panels and text boxes', () => {
    const roles = (platform: NodeJS.Platform) =>
      items(menuTemplate(platform, actions())).map(({ role }) => role)
    expect(roles('darwin')).toContain('selectAll')
    expect(roles('linux')).not.toContain('selectAll')
    expect(items(menuTemplate('linux', actions())).map(({ label }) => label)).toContain('Select all')
  })

  it('has the menu of the program itself on macOS only, with About and what quits it', () => {
    const [first] = menuTemplate('darwin', actions())
    expect(first?.label).toBe('Leadsheet')
    expect(items([first!]).map(({ label, role }) => label ?? role)).toEqual(
      expect.arrayContaining(['About Leadsheet', 'services', 'hide', 'quit']),
    )
    expect(menuTemplate('linux', actions())[0]?.label).toBe('&File')
  })

  it('offers the recent files by name, opens them by path, and forgets them when asked', () => {
    const all = actions({ recent: ['/home/ada/R&D leads.xlsx', '/tmp/b.csv'] })
    const template = menuTemplate('linux', all)
    click(template, 'R&&D leads.xlsx')
    expect(all.openRecent).toHaveBeenCalledWith('/home/ada/R&D leads.xlsx')
    click(template, 'Clear the list')
    expect(all.clearRecent).toHaveBeenCalledOnce()
    expect(
      items(menuTemplate('linux', actions())).find(({ label }) => label === 'No files yet')?.enabled,
    ).toBe(false)
  })

  it('names updates only where there is a server to ask', () => {
    const updates = { on: false, switch: vi.fn(), check: vi.fn() }
    const label = 'Look for newer versions by itself'
    const template = menuTemplate('win32', actions({ updates }))
    expect(items(template).find((item) => item.label === label)).toMatchObject({
      type: 'checkbox',
      checked: false,
    })
    click(template, label, true)
    expect(updates.switch).toHaveBeenCalledWith(true)
    expect(items(menuTemplate('win32', actions())).some((item) => item.label === label)).toBe(false)
  })
})
