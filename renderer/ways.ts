import type { Ways } from '#renderer/features/welcome/welcome.tsx'
import { chooseFile } from '#renderer/flows/choose-file.ts'
import { openGetLeads } from '#renderer/flows/get-leads.ts'
import { openSample } from '#renderer/flows/load-rows.ts'
import { pasteFromClipboard } from '#renderer/flows/paste-sheet.ts'

export const WAYS: Ways = {
  paste: () => void pasteFromClipboard(),
  openFile: chooseFile,
  getLeads: openGetLeads,
  sample: () => void openSample(),
}
