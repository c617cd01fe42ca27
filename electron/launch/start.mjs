/**
 * `npm start`: from whatever state the folder is in to an open Leadsheet. Plain JavaScript for Node 20, as it runs
 * before anything is installed.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { ensureRuntime, noWindowBecause } from './electron-runtime.mjs'
import { handOver } from './hand-over.mjs'
import { ensureInstalled, node24 } from './install.mjs'

const HELP = `npm start -- [--browser | --desktop] [--port N] [--data-dir DIR]

  --browser       open in the browser, even where there is a desktop window
  --desktop       fetch Electron's runtime now, however long it takes
  --port N        browser mode: listen on this port of 127.0.0.1 (any free one otherwise)
  --data-dir DIR  keep the work in this folder`

/** An Electron that ends this soon, and badly, has not been able to open its window. */
const STILLBORN_MS = 8_000

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    process.exit(2)
  }
}

/**
 * @param {ReturnType<typeof readOptions>} options
 * @returns {Promise<number | string>} the exit code, or why there is no window
 */
async function openWindow(options) {
  if (options.browser) return 'as asked'
  const never = noWindowBecause({ platform: process.platform, env: process.env, uid: process.getuid?.() })
  if (never) return never
  const runtime = await ensureRuntime({ root, node: node24(root), insist: options.desktop, say })
  if (runtime.kind === 'unavailable') return runtime.reason
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const begun = Date.now()
  const { code } = await handOver(runtime.path, [root, ...dataDirOf(options)], { cwd: process.cwd(), env })
  if (code !== 0 && Date.now() - begun < STILLBORN_MS) return `Electron ended with code ${code}`
  return code
}

/** @param {ReturnType<typeof readOptions>} options */
function dataDirOf(options) {
  return options['data-dir'] === undefined ? [] : ['--data-dir', options['data-dir']]
}

/** @param {ReturnType<typeof readOptions>} options */
async function openBrowserMode(options) {
  const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
  const args = [
    join(root, 'out', 'main', 'web-main.js'),
    ...(options.port === undefined ? [] : ['--port', options.port]),
    ...dataDirOf(options),
    ...(display ? ['--open'] : []),
  ]
  return (await handOver(node24(root), args, { cwd: process.cwd(), listens: true })).code
}

const options = readOptions()
if (options.help) {
  say(HELP)
} else {
  try {
    await ensureInstalled(root, say)
    await ensureBuilt(root, say)
    const opened = await openWindow(options)
    if (typeof opened === 'string') {
      say(`No desktop window (${opened}): Leadsheet opens in browser mode.`)
      process.exitCode = await openBrowserMode(options)
    } else {
      process.exitCode = opened
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
  // A fetch of the runtime may still be going on beside us.
  process.exit()
}
