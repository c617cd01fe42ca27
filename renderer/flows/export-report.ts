import { ask } from '#renderer/stores/connection/ask.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { useReport } from '#renderer/stores/push/report-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { settleEdits } from './settle-edits.ts'

type Format = 'xlsx' | 'csv'

export function startReportProgress(): void {
  host.on('report.progress', ({ rows, of }) => {
    if (useReport.getState().writing) useReport.setState({ writing: { rows, of } })
  })
}

export function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}

async function exportFrom(
  source: { kind: 'sheet'; sheetId: number } | { kind: 'push'; pushId: number },
  format: Format,
): Promise<void> {
  useReport.setState({ writing: { rows: 0, of: 0 } })
  const answer = await ask('report.export', { source, format })
  useReport.setState({ writing: null })
  if (!answer || answer.kind === 'cancelled') return
  if (answer.kind === 'download') {
    download(answer.url, answer.name)
    notify('success', `The report is downloaded as ${answer.name}.`)
  } else notify('success', `The report is saved as ${answer.path}.`)
}

/** The open sheet as it is now, with what became of its rows. */
export async function exportSheet(format: Format): Promise<void> {
  const { sheet } = sheetStore.getState()
  if (!sheet) return
  const unsaved = await settleEdits()
  if (unsaved) {
    notify('error', unsaved)
    return
  }
  await exportFrom({ kind: 'sheet', sheetId: sheet.id }, format)
}

export function exportPush(pushId: number, format: Format): Promise<void> {
  return exportFrom({ kind: 'push', pushId }, format)
}
