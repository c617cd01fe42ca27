import { afterEach, describe, expect, it } from 'vitest'
import { endOnSurprise } from './unexpected-end.ts'

let stop = (): void => undefined
afterEach(() => stop())

function listening(pause: () => Promise<unknown>, pauseMs?: number) {
  // The test runner listens too, and would take these for its own.
  const others = {
    uncaughtException: process.listeners('uncaughtException'),
    unhandledRejection: process.listeners('unhandledRejection'),
  }
  process.removeAllListeners('uncaughtException')
  process.removeAllListeners('unhandledRejection')
  const told: string[] = []
  const logged: [string, unknown][] = []
  const ended = new Promise<number | undefined>((resolve) => {
    const end = endOnSurprise({
      app: {
        exit(code) {
          told.push('exit')
          resolve(code)
        },
      },
      dialog: { showErrorBox: (title, text) => told.push(`${title}: ${text}`) },
      log(where, error) {
        logged.push([where, error])
        return `ref${logged.length}`
      },
      pause: () => {
        told.push('pause')
        return pause()
      },
      ...(pauseMs === undefined ? {} : { pauseMs }),
    })
    stop = () => {
      end()
      for (const listener of others.uncaughtException) process.on('uncaughtException', listener)
      for (const listener of others.unhandledRejection) process.on('unhandledRejection', listener)
    }
  })
  return { told, logged, ended }
}

function raise(error: Error): void {
  for (const listener of process.listeners('uncaughtException')) listener(error, 'uncaughtException')
}

const BOX = /^Leadsheet has to close: .*\(ref1 in leadsheet\.log\).*resume it\.$/

describe('endOnSurprise', () => {
  it('logs a rejection nobody caught, pauses the push, tells it in one box and ends with code 1', async () => {
    const { told, logged, ended } = listening(() => Promise.resolve())
    const error = new Error('nobody waits for this')
    void Promise.reject(error)
    expect(await ended).toBe(1)
    expect(logged).toEqual([['the main process (a promise)', error]])
    expect(told).toEqual(['pause', expect.stringMatching(BOX) as string, 'exit'])
  })

  it('ends after an exception too, once however many follow, each of which is in the log', async () => {
    const { told, logged, ended } = listening(() => Promise.resolve())
    raise(new Error('first'))
    raise(new Error('second'))
    expect(await ended).toBe(1)
    expect(logged.map(([, error]) => (error as Error).message)).toEqual(['first', 'second'])
    expect(told.filter((line) => line !== 'pause' && line !== 'exit')).toHaveLength(1)
  })

  it('ends though the pause fails or never comes to an end', async () => {
    const failing = listening(() => Promise.reject(new Error('the disk is full')))
    raise(new Error('first'))
    expect(await failing.ended).toBe(1)
    expect(failing.logged.map(([where]) => where)).toContain('the pause before the end')
    stop()
    const hanging = listening(() => new Promise(() => undefined), 1)
    raise(new Error('first'))
    expect(await hanging.ended).toBe(1)
  })
})
