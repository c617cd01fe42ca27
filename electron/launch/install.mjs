import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

/**
 * True where every package the lock file names is installed in the version it names. npm keeps a record of what it
 * installed; packages for other platforms are in the lock file alone.
 *
 * @param {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} lock
 * @param {{ packages: Record<string, { version?: string }> } | null} installed
 */
export function isCurrent(lock, installed) {
  if (!installed) return false
  return Object.entries(lock.packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed.packages[path]?.version === version,
  )
}

/**
 * Installs what the lock file names, unless it is there. Needs no package and no newer Node than 20.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(root, say) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  if (isCurrent(lock, readInstalled(root)) && existsSync(node24(root))) return
  say('Installing what Leadsheet needs…')
  // `npm ci` empties node_modules first, which Windows refuses while a program in it, such as our own Node, is running.
  const clean = process.platform !== 'win32' || !existsSync(join(root, 'node_modules'))
  await npm(root, [clean ? 'ci' : 'install', '--no-audit', '--no-fund', '--loglevel=error'])
  if (!existsSync(node24(root))) {
    throw new Error(
      'The package "node" was installed without its program. Allow its install script: npm install-scripts approve node; npm rebuild node',
    )
  }
}

/**
 * The Node that Leadsheet runs on, whatever the machine has.
 *
 * @param {string} root
 */
export function node24(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  const cli = process.env.npm_execpath
  return cli?.endsWith('.js')
    ? run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], { cwd: root })
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
        cwd: root,
        shell: process.platform === 'win32',
      })
}

/** @param {string} root */
function readInstalled(root) {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'))
  } catch {
    return null
  }
}
