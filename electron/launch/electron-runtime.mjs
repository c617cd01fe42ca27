import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How long a start waits for the runtime to come. */
export const FETCH_DEADLINE_MS = 12_000
/** After a fetch that failed or took too long, starts leave it alone for this long. */
const REST_MS = 24 * 60 * 60 * 1000

/**
 * @typedef {{ kind: 'ready', path: string } | { kind: 'unavailable', reason: string }} Runtime
 *
 * @typedef {object} Surroundings
 * @property {NodeJS.Platform} platform
 * @property {Record<string, string | undefined>} env
 * @property {number | undefined} uid
 */

/**
 * Why a window cannot be opened here whatever is installed; null where it can.
 *
 * @param {Surroundings} surroundings
 */
export function noWindowBecause({ platform, env, uid }) {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  if (uid === 0) return 'Electron does not run as root'
  return null
}

/**
 * The path of Electron's program; null where the package is installed without its runtime.
 *
 * @param {string} root
 */
export function installedRuntime(root) {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/**
 * The runtime, fetched where it is missing. A fetch that is slow goes on beside the program for as long as that runs,
 * and a later start finds what it brought; one that failed or stayed slow is remembered and left alone for a day.
 *
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.node the Node to fetch with
 * @param {boolean} options.insist `--desktop`: fetch whatever is remembered, and wait for it
 * @param {(line: string) => void} options.say
 * @param {number} [options.deadlineMs]
 * @param {number} [options.now]
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime({
  root,
  node,
  insist,
  say,
  deadlineMs = FETCH_DEADLINE_MS,
  now = Date.now(),
}) {
  const there = installedRuntime(root)
  if (there) return { kind: 'ready', path: there }
  const memory = join(root, 'node_modules', '.cache', 'leadsheet', 'electron-fetch.json')
  const version = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  ).version
  if (!insist && isResting(memory, version, now)) {
    return {
      kind: 'unavailable',
      reason: "Electron's runtime could not be fetched lately (npm start -- --desktop tries again)",
    }
  }
  say("Fetching Electron's runtime…")
  remember(memory, version, now)
  const outcome = await fetchRuntime(root, node, insist ? null : deadlineMs)
  const path = installedRuntime(root)
  if (path) {
    rmSync(memory, { force: true })
    return { kind: 'ready', path }
  }
  return {
    kind: 'unavailable',
    reason:
      outcome === 'slow'
        ? "Electron's runtime is slow to come; it goes on while Leadsheet runs, for the next start"
        : "Electron's runtime could not be fetched",
  }
}

/**
 * @param {string} root
 * @param {string} node
 * @param {number | null} deadlineMs
 * @returns {Promise<'ended' | 'slow'>}
 */
function fetchRuntime(root, node, deadlineMs) {
  return new Promise((resolve) => {
    const script = join(root, 'node_modules', 'electron', 'install.js')
    const child = spawn(node, [script], { cwd: root, stdio: 'ignore' })
    const timer =
      deadlineMs === null
        ? undefined
        : setTimeout(() => {
            child.unref()
            process.once('exit', () => child.kill())
            resolve('slow')
          }, deadlineMs)
    function end() {
      clearTimeout(timer)
      resolve('ended')
    }
    child.on('error', end)
    child.on('exit', end)
  })
}

/**
 * @param {string} memory
 * @param {string} version
 * @param {number} now
 */
function isResting(memory, version, now) {
  try {
    const last = JSON.parse(readFileSync(memory, 'utf8'))
    return last.version === version && now - last.at < REST_MS && now >= last.at
  } catch {
    return false
  }
}

/**
 * Written before the fetch begins: a start that is ended in the middle of it has had its try too.
 *
 * @param {string} memory
 * @param {string} version
 * @param {number} at
 */
function remember(memory, version, at) {
  mkdirSync(dirname(memory), { recursive: true })
  writeFileSync(memory, JSON.stringify({ version, at }))
}
