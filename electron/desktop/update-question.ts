import { dialog, type BrowserWindow } from 'electron'

/** True where the person wants the newer version. */
export async function askAboutUpdate(
  window: BrowserWindow,
  version: string,
  changes: string,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Leadsheet ${version} is there.`,
    detail: `${changes === '' ? '' : `${changes}\n\n`}It is fetched now and put in place when you close Leadsheet. You can go on working meanwhile.`,
    buttons: ['Later', 'Fetch it'],
    defaultId: 1,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
