import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '#shared/api/faults.ts'

const showSaveDialog = vi.fn<(options: unknown) => Promise<{ canceled: boolean; filePath: string }>>()
vi.mock('electron', () => ({ dialog: { showSaveDialog } }))

const { createSaveDialog } = await import('./save-dialog.ts')

let lastFolder = '/home/ada/Documents'
const folder = { get: () => lastFolder, set: (next: string) => (lastFolder = next) }

beforeEach(() => {
  showSaveDialog.mockReset()
  lastFolder = '/home/ada/Documents'
})

describe('createSaveDialog', () => {
  it('writes where the person said, with the ending of the format where they left it out', async () => {
    showSaveDialog.mockResolvedValue({ canceled: false, filePath: '/home/ada/march' })
    const write = vi.fn(() => Promise.resolve(ok({})))
    const saved = await createSaveDialog(() => null, folder).save('leads report.xlsx', write)
    expect(write).toHaveBeenCalledWith('/home/ada/march.xlsx')
    expect(saved).toEqual(ok({ kind: 'saved', path: '/home/ada/march.xlsx' }))
    expect(showSaveDialog.mock.calls[0]?.[0]).toMatchObject({
      defaultPath: '/home/ada/Documents/leads report.xlsx',
      filters: [{ name: 'Excel workbook', extensions: ['xlsx'] }],
    })
  })

  it('opens where the last report went, and not where the program was started', async () => {
    showSaveDialog.mockResolvedValue({ canceled: false, filePath: '/mnt/sales/march.csv' })
    const target = createSaveDialog(() => null, folder)
    await target.save('march.csv', () => Promise.resolve(ok({})))
    await target.save('april.csv', () => Promise.resolve(ok({})))
    expect(
      showSaveDialog.mock.calls.map(([options]) => (options as { defaultPath: string }).defaultPath),
    ).toEqual(['/home/ada/Documents/march.csv', '/mnt/sales/april.csv'])
  })

  it('writes nothing when the person cancels', async () => {
    showSaveDialog.mockResolvedValue({ canceled: true, filePath: '' })
    const write = vi.fn(() => Promise.resolve(ok({})))
    expect(await createSaveDialog(() => null, folder).save('r.csv', write)).toEqual(ok({ kind: 'cancelled' }))
    expect(write).not.toHaveBeenCalled()
  })

  it('passes on why it could not be written', async () => {
    showSaveDialog.mockResolvedValue({ canceled: false, filePath: '/r.csv' })
    const fault = fail('cannot-write', 'The file is open in Excel.')
    expect(await createSaveDialog(() => null, folder).save('r.csv', () => Promise.resolve(fault))).toEqual(
      fault,
    )
  })
})
