import { homedir } from 'node:os'
import { join } from 'node:path'

interface Surroundings {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}

/**
 * Where Leadsheet keeps its work unless told otherwise: the place each system has for a program's own data. All three
 * ways in use the same folder, so a push begun in one is found by the others.
 */
export function defaultDataDir(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  if (env.LEADSHEET_DATA_DIR) return env.LEADSHEET_DATA_DIR
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Leadsheet')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Leadsheet')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'leadsheet')
}
