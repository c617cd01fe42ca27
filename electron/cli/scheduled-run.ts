import {
  appendFileSync,
  copyFileSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { PushSummary } from '#shared/domain/push/outcome.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/** Signs that make a name a pattern. */
const PATTERN = /[*?[\]{}]/

/** What Excel keeps beside a workbook that is open, and what browsers and copying programs have not finished. */
const NOT_A_FILE_YET = /^(~\$|\.)|\.(tmp|part|partial|crdownload|download|filepart)$/i

export interface ScheduleOptions {
  file: string
  newest: boolean
}

/**
 * The file a name or pattern stands for; null where the folder is there and no file in it fits.
 * @throws {Ending} where several fit and nobody said which, or the folder is not there
 */
export function fileFor({ file, newest }: ScheduleOptions): string | null {
  if (!PATTERN.test(file) || existsSync(file)) return file
  const found = globSync(file)
    .filter((path) => !NOT_A_FILE_YET.test(basename(path)))
    .flatMap((path) => {
      const stat = statSync(path, { throwIfNoEntry: false })
      return stat?.isFile() ? [{ path, at: stat.mtimeMs }] : []
    })
    .toSorted((one, other) => other.at - one.at || other.path.localeCompare(one.path))
  if (found.length === 0) {
    const folder = dirname(file)
    if (!PATTERN.test(folder) && !existsSync(folder))
      throw new Ending(WRONG_USAGE, `There is no folder ${folder}. Nothing was sent.`)
    return null
  }
  if (found.length > 1 && !newest) {
    throw new Ending(
      WRONG_USAGE,
      `${found.length} files fit ${file}. Say which one, or take the newest with --newest. Nothing was sent.`,
    )
  }
  return found[0]!.path
}

/** Says whether a file is still what it was when it was pushed. */
export function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.size} ${stat.mtimeMs}` : ''
}

/**
 * Moves a file that was dealt with; answers where it is now. Nothing there is overwritten: a second one of the name gets the time in its
 * name.
 * @throws {Ending} where it cannot be moved, as the next run would take it again
 */
export function moveTo(path: string, folder: string, now: Date): string {
  try {
    mkdirSync(folder, { recursive: true })
    const extension = extname(path)
    const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-')
    const base = basename(path, extension)
    let target = join(folder, basename(path))
    for (let copy = 1; existsSync(target); copy++)
      target = join(folder, `${base} ${stamp}${copy > 1 ? ` ${copy}` : ''}${extension}`)
    moveFile(path, target)
    return target
  } catch (error) {
    throw new Ending(
      WRONG_USAGE,
      `${path} could not be moved to ${folder}: ${error instanceof Error ? error.message : String(error)}. Move it by hand, or the next run takes it again.`,
    )
  }
}

function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    rmSync(from)
  }
}

export interface RunLine {
  at: Date
  exitCode: number
  /** The file; '' where none was there. */
  file: string
  recipe: string | null
  /** The push; null where nothing was sent. */
  push: PushSummary | null
  /** Where the file is now; null: where it was. */
  movedTo: string | null
  /** Why it ended before its time; '' otherwise. */
  text: string
}

/** One line, to be read by people and by programs: `key=value`, texts as JSON. */
export function lineOf({ at, exitCode, file, recipe, push, movedTo, text }: RunLine): string {
  const quoted = (value: string): string => JSON.stringify(value)
  const parts = [
    at.toISOString(),
    `exit=${exitCode}`,
    ...(file === '' ? [] : [`file=${quoted(file)}`]),
    ...(recipe === null ? [] : [`recipe=${quoted(recipe)}`]),
    ...(push === null
      ? []
      : [
          `account=${quoted(push.accountLabel)}`,
          `rows=${push.rows}`,
          ...(['created', 'updated', 'failed', 'unknown', 'skipped', 'cancelled'] as const).map(
            (state) => `${state}=${push.counts[state]}`,
          ),
          `calls=${push.calls}`,
          `seconds=${Math.round(push.seconds * 1000) / 1000}`,
        ]),
    ...(movedTo === null ? [] : [`moved=${quoted(movedTo)}`]),
    ...(text === '' ? [] : [`said=${quoted(text)}`]),
  ]
  return `${parts.join(' ')}\n`
}

/** Appends it; a log that cannot be written takes nothing from the push. */
export function writeLine(path: string, line: RunLine): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true })
    appendFileSync(path, lineOf(line), { mode: 0o600 })
  } catch (error) {
    process.stderr.write(
      `The line of this run was not written to ${path}: ${error instanceof Error ? error.message : String(error)}\n`,
    )
  }
}
