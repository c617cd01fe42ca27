#!/usr/bin/env node
// Nothing is imported here that an older Node (20) could stumble over: the program itself comes in below, by import().
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from '#electron/launch/hand-over.mjs'

/** The line whose parts the program uses: SQLite among them. */
const NODE_NEEDED = 24

if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) {
  const { runCommandLine } = await import('#electron/cli/run.ts')
  process.exitCode = await runCommandLine(import.meta.url, process.argv.slice(2))
} else {
  await runOnOwnNode()
}

/** The Node that was installed with Leadsheet does it instead. */
async function runOnOwnNode(): Promise<void> {
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(import.meta.dirname, '..', '..', 'node_modules', 'node', 'bin', program)
  if (!existsSync(own)) {
    process.stderr.write(
      `Leadsheet needs Node ${NODE_NEEDED} or later; this is ${process.versions.node}. Install a newer Node, or run it in its folder: npm run --silent leadsheet -- …\n`,
    )
    process.exitCode = 2
    return
  }
  const { code, signal } = await handOver(own, process.argv.slice(1), { listens: true })
  if (signal) process.kill(process.pid, signal)
  else process.exitCode = code
}
