import { utilityProcess } from 'electron'
import { childEnvironment } from '#electron/process/child-environment.ts'
import type { FromWorkbook, ProcessCarrier } from '#electron/workbook/protocol.ts'

/**
 * The workbook process as Electron's utility process: sandboxed off from the window and the main process alike. V8's flags
 * reach no utility process, so the bound of its memory is the one it watches itself (`workbook/memory-watch.ts`).
 */
export function utilityCarrier(path: string): ProcessCarrier {
  const child = utilityProcess.fork(path, [], {
    stdio: 'ignore',
    env: childEnvironment(),
    serviceName: 'Leadsheet workbook reader',
  })
  let ended = false
  return {
    send: (message) => {
      if (!ended) child.postMessage(message)
    },
    onMessage: (listener) => child.on('message', (message: FromWorkbook) => listener(message)),
    onExit: (listener) =>
      child.on('exit', () => {
        if (ended) return
        ended = true
        listener()
      }),
    kill: () => child.kill(),
  }
}
