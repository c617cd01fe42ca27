import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ProgramFiles {
  version: string
  /** The built page. */
  rendererDir: string
  preload: string
  /** The entry of the process that reads and writes workbooks. */
  workbookProcess: string
  /** The entry of the thread the practice account's server runs in. */
  practiceThread: string
  /** The entry of the thread that reads answers of thousands of leads. */
  readingThread: string
  /** Icons and sample workbooks. */
  resourcesDir: string
  /** What each version brought. */
  changelog: string
}

/**
 * Where the program's own files are, seen from one of its entries (`import.meta.url`): the built one in `out/main/`, or
 * the source under `electron/`, which Node runs as it is.
 */
export function programFiles(entryUrl: string): ProgramFiles {
  const entry = fileURLToPath(entryUrl)
  const root = rootAbove(dirname(entry))
  const extension = entry.endsWith('.ts') ? 'ts' : 'js'
  return {
    version: versionIn(join(root, 'package.json')),
    rendererDir: join(root, 'out', 'renderer'),
    preload: join(root, 'out', 'preload', 'preload.cjs'),
    workbookProcess: join(dirname(entry), 'workbook', `process.${extension}`),
    readingThread: join(dirname(entry), 'reading', `thread.${extension}`),
    practiceThread: join(dirname(entry), 'practice', `thread.${extension}`),
    resourcesDir: join(root, 'resources'),
    changelog: join(root, 'CHANGELOG.md'),
  }
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('Leadsheet cannot find its own package.json.')
  return rootAbove(parent)
}

function versionIn(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown }
  if (typeof version !== 'string') throw new Error(`${file} names no version.`)
  return version
}
