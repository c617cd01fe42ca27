/** Makes sure there is a browser for the end-to-end specs. Ends with 1, and says what to do, where there is none. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../e2e/fixtures/chromium.ts'

const MINUTES = 60_000

function attempt(command: string, args: readonly string[]): void {
  console.log(`No browser for the end-to-end tests yet. Trying: ${command} ${args.join(' ')}`)
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 4 * MINUTES,
  })
}

function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

/** With a font, as the page would else be measured in boxes. Another install on a new machine is waited for. */
function install(browser: string): void {
  const wait = ['-o', 'DPkg::Lock::Timeout=180']
  attempt('apt-get', [
    ...wait,
    'install',
    '--yes',
    '--quiet',
    '--no-install-recommends',
    browser,
    'fonts-liberation',
  ])
}

if (!findChromium() && canUseApt()) {
  attempt('apt-get', ['update', '--quiet'])
  install('chromium-headless-shell')
  // Not every system has the shell in a package of its own.
  if (!findChromium()) install('chromium')
}
if (!findChromium()) {
  const playwright = join(import.meta.dirname, '..', 'node_modules', '@playwright', 'test', 'cli.js')
  attempt(process.execPath, [playwright, 'install', 'chromium'])
}
const found = findChromium()
if (found) console.log(`End-to-end tests run in ${found}`)
else {
  console.error(
    'There is no browser for the end-to-end tests and none could be installed. Install Chromium, Chrome or Edge, or name one: LEADSHEET_CHROMIUM=/path/to/chrome npm test',
  )
  process.exitCode = 1
}
