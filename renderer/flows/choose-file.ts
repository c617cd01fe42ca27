import { READABLE_EXTENSIONS } from '#shared/domain/sheet/file-kinds.ts'
import { openFile } from './load-rows.ts'

/** Lets the person pick a file and loads it. */
export function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = READABLE_EXTENSIONS.map((extension) => `.${extension}`).join(',')
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void openFile(file)
  })
  input.click()
}
