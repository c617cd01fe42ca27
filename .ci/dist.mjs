/**
 * `npm run dist -- [--win] [--mac] [--linux] [--dir]`: builds the packages for this system, or for those that are named, into
 * `dist/`, and checks what came out where it can be looked into.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Fetched when packages are made and not installed with the rest: its 279 packages took 58 s to install beside 30 s for
 * everything else the project needs, and no check of the gate needs them.
 */
const BUILDER = 'electron-builder@26.17.0'

const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}

/**
 * @param {string} command
 * @param {string[]} rest
 */
function run(command, rest) {
  const windows = process.platform === 'win32'
  return spawnSync(command, rest, { cwd: root, stdio: 'inherit', shell: windows }).status ?? 1
}

/** @param {string[]} names */
function missing(names) {
  return names.filter((name) => !process.env[name])
}

function sayWhatIsUnsigned() {
  const windows = args.includes('--win') || process.platform === 'win32'
  const mac = args.includes('--mac') || process.platform === 'darwin'
  if (windows && !process.env.CSC_LINK && !process.env.WIN_CSC_LINK) {
    say(
      'Not signed for Windows: SmartScreen will warn. Set WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD (docs/desktop.md).',
    )
  }
  if (mac && !process.env.CSC_LINK && !process.env.CSC_NAME) {
    say(
      'Not signed for macOS: Gatekeeper will not open it. Set CSC_LINK and CSC_KEY_PASSWORD (docs/desktop.md).',
    )
  }
  const notary = missing(['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'])
  if (mac && notary.length > 0) say(`Not notarised by Apple: ${notary.join(', ')} missing.`)
  if (!process.env.LEADSHEET_UPDATE_URL) {
    say('Without updates: LEADSHEET_UPDATE_URL names no server to ask for newer versions.')
  }
}

if (run('npm', ['run', '--silent', 'build']) !== 0) process.exit(1)
sayWhatIsUnsigned()
const code = run('npx', [
  '--yes',
  BUILDER,
  '--config',
  '.config/electron-builder.mjs',
  '--publish',
  'never',
  ...args,
])
if (code !== 0) {
  say(
    existsSync(join(root, 'node_modules', 'electron', 'dist'))
      ? 'The packages could not be made; the reason stands above.'
      : "The packages could not be made. Electron's runtime is not installed here: electron-builder fetches it from github.com, which this computer may not reach. LEADSHEET_ELECTRON_DIST can name a folder with an unpacked one.",
  )
  process.exit(1)
}
const unpacked = readdirSync(join(root, 'dist'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    if (name.endsWith('unpacked')) return [join('dist', name)]
    return name.startsWith('mac') ? [join('dist', name, 'Leadsheet.app')] : []
  })
process.exit(unpacked.length === 0 ? 0 : run(process.execPath, ['.ci/check-package.ts', ...unpacked]))
