import { homedir } from 'node:os'
import { join } from 'node:path'

interface Surroundings {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}

const THIS_MACHINE: Surroundings = { platform: process.platform, env: process.env, home: homedir() }

/**
 * Where Leadsheet keeps its work unless told otherwise: the place each system has for a program's own data. All three
 * ways in use the same folder, so a push begun in one is found by the others.
 */
export function defaultDataDir(surroundings: Surroundings = THIS_MACHINE): string {
  return surroundings.env.LEADSHEET_DATA_DIR || userDataDir(surroundings)
}

/** The same whatever folder Leadsheet was told to use: for what all of them of one user share. */
export function userDataDir({ platform, env, home }: Surroundings = THIS_MACHINE): string {
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Leadsheet')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Leadsheet')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'leadsheet')
}
