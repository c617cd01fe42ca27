import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { node24 } from './install.mjs'
import { run } from './run.mjs'

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  '.config/third-party-notices.ts',
  'package.json',
  'package-lock.json',
]

/** One file each step of a build writes; a build that broke off lacks the later ones or left them old. */
const OUTPUTS = [
  'out/main/main.js',
  'out/main/web-main.js',
  'out/main/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]

/**
 * True where every output is newer than every source. A folder counts with its own time, so a removed file shows.
 *
 * @param {string} root
 */
export function isBuilt(root) {
  const oldestOutput = Math.min(...OUTPUTS.map((path) => timeOf(join(root, path)) ?? -Infinity))
  return SOURCES.every((path) => newestIn(join(root, path)) <= oldestOutput)
}

/**
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function ensureBuilt(root, say) {
  if (isBuilt(root)) return
  say('Building Leadsheet…')
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  await run(node24(root), [builder, 'build', '--logLevel', 'warn'], { cwd: root })
}

/** @param {string} path */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}

/**
 * @param {string} path
 * @returns {number}
 */
function newestIn(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return -Infinity
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path).map((name) => newestIn(join(path, name)))
  return Math.max(stat.mtimeMs, ...inside)
}
