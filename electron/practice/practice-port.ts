import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Practice } from '#electron/services/ports/practice.ts'
import { PRACTICE_KEYS } from './practice-server.ts'

export interface PracticePortOptions {
  dataFile: string
  /** The entry of its thread, `.ts` in source and `.js` in a build. */
  thread: string
  /** The origin of a practice server that runs already and is used instead. */
  elsewhere?: string | undefined
}

/** The practice account's server. It is started on first use and keeps its leads in `dataFile`. */
export function createPractice(options: PracticePortOptions): Practice {
  return options.elsewhere === undefined ? practiceHere(options) : practiceElsewhere(options.elsewhere)
}

function practiceHere({ dataFile, thread }: PracticePortOptions): Practice {
  let running: { worker: Worker; server: Promise<Practice> } | null = null

  function start(): { worker: Worker; server: Promise<Practice> } {
    const worker = new Worker(thread, { workerData: { dataFile } })
    // Its end follows; without a listener the error would end the program too.
    worker.on('error', () => undefined)
    // Whatever ends it, the next use starts another.
    worker.once('exit', () => {
      if (running?.worker === worker) running = null
    })
    // An 'error' before the first message rejects.
    const server = once(worker, 'message').then(([origin]) => practiceElsewhere(origin as string))
    return { worker, server }
  }

  function server(): Promise<Practice> {
    running ??= start()
    return running.server
  }

  return {
    credentials: async () => (await server()).credentials(),
    leadCount: async () => (await server()).leadCount(),
    empty: async () => (await server()).empty(),
    async close() {
      if (!running) return
      const { worker, server: started } = running
      const ended = once(worker, 'exit')
      await started.catch(() => undefined)
      worker.postMessage('close')
      await ended
    },
  }
}

function practiceElsewhere(origin: string): Practice {
  async function ask(method: 'GET' | 'POST', path: string): Promise<number> {
    const response = await fetch(`${origin}/practice-control/${path}`, {
      method,
      headers: {
        'x-LSQ-AccessKey': PRACTICE_KEYS.accessKey,
        'x-LSQ-SecretKey': PRACTICE_KEYS.secretKey,
      },
    })
    if (!response.ok) throw new Error(`The practice server at ${origin} answered ${response.status}.`)
    return ((await response.json()) as { leads: number }).leads
  }
  return {
    credentials: async () => ({ origin, ...PRACTICE_KEYS, transport: 'query' }),
    leadCount: () => ask('GET', 'lead-count'),
    empty: () => ask('POST', 'empty'),
    close: async () => undefined,
  }
}
