import type { Practice } from '#electron/services/ports.ts'
import { PRACTICE_KEYS, type PracticeServer } from './practice-server.ts'
import { startPracticeServer } from './server.ts'

/**
 * The practice account's server. It is started on first use and keeps its leads in `dataFile`; where `elsewhere` names the
 * origin of a practice server that runs already, that one is used.
 */
export function createPractice(options: { dataFile: string; elsewhere?: string | undefined }): Practice {
  return options.elsewhere === undefined
    ? practiceHere(options.dataFile)
    : practiceElsewhere(options.elsewhere)
}

function practiceHere(dataFile: string): Practice {
  let starting: Promise<PracticeServer> | null = null
  function server(): Promise<PracticeServer> {
    starting ??= startPracticeServer({ dataFile }).catch((error: unknown) => {
      starting = null
      throw error
    })
    return starting
  }
  return {
    async credentials() {
      const { origin, accessKey, secretKey } = await server()
      return { origin, accessKey, secretKey, transport: 'query' }
    },
    leadCount: async () => (await server()).leads().length,
    empty: async () => (await server()).empty(),
    close: async () => (await starting)?.close(),
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
