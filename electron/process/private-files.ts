import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, parse, resolve } from 'node:path'

/** For this user alone. Windows has no such bits; there the profile's own rights hold. */
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600
const OTHERS = 0o077
/** A folder that everybody may write to on purpose, as /tmp is. */
const STICKY = 0o1000

/** What Leadsheet keeps in its data folder, with the companions SQLite and the atomic writer put beside it. */
const OURS =
  /^(workspace\.sqlite|practice\.sqlite|calls\.sqlite|recent-calls\.sqlite|leadsheet\.log|accounts\.json|values\.json|command-line\.json|port)([.-].*)?$/
const OUR_FOLDERS = ['inbox', 'downloads', 'lead-index', 'recipes', 'desktop']

/**
 * Makes the data folder where it is missing, and shuts others out of it and of what an earlier version left in it. Where it
 * belongs to somebody else, or is a place for more than Leadsheet, the folder stays as it is and the files are shut alone.
 * @throws where it cannot be made.
 */
export function openDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE })
  if (process.platform === 'win32') return
  if (!isSharedPlace(dataDir)) shut(dataDir, FOLDER_MODE)
  for (const name of readdirSync(dataDir)) {
    if (OURS.test(name)) shut(join(dataDir, name), FILE_MODE)
    else if (OUR_FOLDERS.includes(name)) shut(join(dataDir, name), FOLDER_MODE)
  }
}

/** Makes an empty file for this user alone where there is none yet: a library would make it for everybody. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', FILE_MODE))
}

function isSharedPlace(folder: string): boolean {
  const path = resolve(folder)
  return path === parse(path).root || path === resolve(homedir()) || (statSync(path).mode & STICKY) !== 0
}

function shut(path: string, mode: number): void {
  try {
    const found = lstatSync(path)
    if (found.isSymbolicLink() || (found.mode & OTHERS) === 0) return
    chmodSync(path, mode)
  } catch {
    // It is another user's, or gone by now. Whether it can be worked with is found out by working with it.
  }
}
