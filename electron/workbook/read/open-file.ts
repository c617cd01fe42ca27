import { readFile, stat } from 'node:fs/promises'
import type { LoadChoices } from '#shared/domain/sheet/workbook.ts'
import { MAX_FILE_BYTES } from '#electron/workbook/bounds.ts'
import { fileKind } from './file-kind.ts'
import type { OpenedFile } from './raw-sheet.ts'
import { formatBytes, Unreadable } from '#electron/workbook/unreadable.ts'

/**
 * Reads a whole file into memory; `onParsing` is told how many bytes are about to be parsed in one go. Only the libraries its
 * kind needs are loaded. @throws {Unreadable}
 */
export async function openFile(
  path: string,
  name: string,
  choices: Pick<LoadChoices, 'encoding' | 'delimiter'>,
  onParsing: (bytes: number) => void = () => undefined,
): Promise<OpenedFile> {
  const { size } = await stat(path)
  if (size > MAX_FILE_BYTES) {
    throw new Unreadable(
      'too-large',
      `This file has ${formatBytes(size)}; Leadsheet opens up to ${formatBytes(MAX_FILE_BYTES)}. Split it.`,
    )
  }
  return openBytes(await readFile(path), name, choices, onParsing)
}

/** @throws {Unreadable} */
export async function openBytes(
  bytes: Buffer,
  name: string,
  choices: Pick<LoadChoices, 'encoding' | 'delimiter'>,
  onParsing: (bytes: number) => void = () => undefined,
): Promise<OpenedFile> {
  const kind = fileKind(bytes, name)
  if (kind !== 'zip') onParsing(bytes.length)
  if (kind === 'text') {
    const { openText } = await import('./delimited-text.ts')
    return openText(bytes, name, choices)
  }
  const { openSpreadsheet } = await import('./spreadsheet.ts')
  return openSpreadsheet(bytes, kind, choices.encoding, onParsing)
}
