import { spawn } from 'node:child_process'

/** Set for a program that listens to its starter over the channel (`process-signals.ts`). */
export const STARTED_BY_US = 'LEADSHEET_STARTED_BY_US'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program that the person works with, as if it were this process: it has the terminal, what asks this process to
 * end asks it, and its end is the answer. `listens`: it hears over a channel, so that a Ctrl+C which a terminal sends to
 * both is told from two of them, and so that it ends with this process whatever ends that.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { listens?: boolean }} [options]
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null }>}
 */
export function handOver(command, args, { listens = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      env: { ...(options.env ?? process.env), ...(listens ? { [STARTED_BY_US]: '1' } : {}) },
      stdio: listens ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    })
    function pass(/** @type {NodeJS.Signals} */ signal) {
      if (child.connected) child.send({ signal }, () => undefined)
      // A terminal has sent its Ctrl+C to the child as well.
      else if (listens || signal !== 'SIGINT') child.kill(signal)
    }
    for (const signal of SIGNALS) process.on(signal, pass)
    function done() {
      for (const signal of SIGNALS) process.off(signal, pass)
    }
    child.on('error', (error) => {
      done()
      reject(error)
    })
    child.on('exit', (code, signal) => {
      done()
      resolve({ code: code ?? 1, signal })
    })
  })
}
