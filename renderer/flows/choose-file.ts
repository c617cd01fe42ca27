import { openFile } from './load-rows.ts'

/** What the reader takes; the host looks at the bytes, so this only helps the file dialog. */
const ACCEPT = '.xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.tsv,.txt'

/** Lets the person pick a file and loads it. */
export function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPT
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void openFile(file)
  })
  input.click()
}
