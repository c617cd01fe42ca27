import { resolve } from 'node:path'

/** `--data-dir DIR` among whatever else Electron and Chromium were started with; null where it is not there. */
export function dataDirFrom(argv: readonly string[]): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--data-dir=')) return resolve(argument.slice('--data-dir='.length))
    const next = argv[index + 1]
    if (argument === '--data-dir' && next !== undefined) return resolve(next)
  }
  return null
}
