#!/usr/bin/env node
// Nothing is imported here that an older Node could stumble over: the program itself comes in below, by import().
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The line whose parts the program uses: SQLite among them. */
const NODE_NEEDED = 24

if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) {
  const { runCommandLine } = await import('#electron/cli/run.ts')
  process.exitCode = await runCommandLine(import.meta.url, process.argv.slice(2))
} else {
  runOnOwnNode()
}

/** The Node that was installed with Leadsheet does it instead. */
function runOnOwnNode(): void {
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(import.meta.dirname, '..', '..', 'node_modules', 'node', 'bin', program)
  if (!existsSync(own)) {
    process.stderr.write(
      `Leadsheet needs Node ${NODE_NEEDED} or later; this is ${process.versions.node}. Install a newer Node, or run it in its folder: npm run --silent leadsheet -- …\n`,
    )
    process.exitCode = 2
    return
  }
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' })
  // A terminal's Ctrl+C reaches both; the one that does the work decides.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', (signal) => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code ?? 1
  })
}
