/** As much of a clipboard's data as is looked at. */
interface Clipboard {
  files: Iterable<File>
  getData(type: string): string
}

/**
 * The files somebody copied to paste them. Spreadsheets and word processors put a picture of what was copied beside its text: that one is
 * no file to be opened.
 */
export function pastedFiles(clipboard: Clipboard): File[] {
  const files = [...clipboard.files]
  const isText = clipboard.getData('text/plain') !== '' || clipboard.getData('text/html') !== ''
  return isText ? files.filter(({ type }) => !type.startsWith('image/')) : files
}
