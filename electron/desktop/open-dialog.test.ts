import type { BrowserWindow } from 'electron'
import { describe, expect, it, vi } from 'vitest'

const showOpenDialog =
  vi.fn<(window: unknown, options: unknown) => Promise<{ canceled: boolean; filePaths: string[] }>>()
vi.mock('electron', () => ({ dialog: { showOpenDialog } }))
const { askForFile } = await import('./open-dialog.ts')

describe('askForFile', () => {
  it('opens where the last file was, and remembers the folder of the next', async () => {
    let last = '/home/ada/Documents'
    const folder = { get: () => last, set: (next: string) => (last = next) }
    showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
    expect(await askForFile({} as BrowserWindow, folder)).toBeNull()
    expect(last).toBe('/home/ada/Documents')
    showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/mnt/sales/march.xlsx'] })
    expect(await askForFile({} as BrowserWindow, folder)).toBe('/mnt/sales/march.xlsx')
    expect(showOpenDialog.mock.calls[0]?.[1]).toMatchObject({
      defaultPath: '/home/ada/Documents',
      properties: ['openFile'],
      filters: [{ extensions: expect.arrayContaining(['xlsx', 'csv']) as string[] }, { extensions: ['*'] }],
    })
    expect(last).toBe('/mnt/sales')
  })
})
