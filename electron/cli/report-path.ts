import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/**
 * Before anything is sent: a report that cannot be written should not be found out after the leads went in.
 * @throws {Ending}
 */
export function checkReportPath(report: PushArguments['report'], option = '--report'): void {
  if (!report) return
  const path = resolve(report.path)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Ending(WRONG_USAGE, `${option}: ${report.path} is a folder. Give the name of a file in it.`)
  }
  const folder = dirname(path)
  if (!isFolder(folder)) {
    throw new Ending(
      WRONG_USAGE,
      `${option}: there is no folder ${folder}. Nothing was sent. Make it, or choose another place.`,
    )
  }
  if (isHeld(path)) {
    throw new Ending(
      WRONG_USAGE,
      `${option}: ${report.path} is open in another program such as Excel, or locked. Nothing was sent. Close it there, or ` +
        'choose another name.',
    )
  }
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Ending(
      WRONG_USAGE,
      `${option}: ${folder} cannot be written to. Nothing was sent. Choose another place.`,
    )
  }
}

/** What a program that has the file open, or a lock on it, answers; a file that is only read-only can be replaced. */
const HELD = ['EBUSY', 'EPERM', 'ETXTBSY']

function isHeld(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'))
    return false
  } catch (error) {
    return HELD.includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
