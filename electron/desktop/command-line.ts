import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `--data-dir DIR` among whatever else Electron and Chromium were started with; null where it is not there. */
export function dataDirFrom(argv: readonly string[]): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--data-dir=')) return resolve(argument.slice('--data-dir='.length))
    const next = argv[index + 1]
    if (argument === '--data-dir' && next !== undefined) return resolve(next)
  }
  return null
}

/**
 * The files the program was asked to open, as whole paths. Switches of Chromium's and Node's own stand anywhere among the
 * arguments (`--name=value`, or `--name` alone); Linux may name a file by its address. What is started from its
 * sources is named among them too (`electron .`): `program`, its folder, is no file to open.
 */
export function filesFrom(argv: readonly string[], program: string, cwd: string): string[] {
  const named: string[] = []
  for (let at = 1; at < argv.length; at++) {
    const argument = argv[at]!
    if (argument === '--data-dir') at++
    else if (argument !== '' && !argument.startsWith('-')) named.push(argument)
  }
  return named.map((name) => pathOf(name, cwd)).filter((path) => path !== resolve(program))
}

function pathOf(name: string, cwd: string): string {
  try {
    if (name.startsWith('file:')) return fileURLToPath(name)
  } catch {
    // An address of no file here: opening it says so by its name.
  }
  return resolve(cwd, name)
}

/**
 * What a second start tells the first. Chromium sorts the arguments it hands over, switches first, so that a switch and its
 * value stand apart; this goes beside them, as it was.
 */
export interface StartRequest {
  files: string[]
}

export function filesAskedFor(additionalData: unknown): string[] {
  const files = (additionalData as Partial<StartRequest> | null)?.files
  return Array.isArray(files) ? files.filter((file) => typeof file === 'string') : []
}
