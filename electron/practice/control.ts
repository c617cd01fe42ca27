import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson } from './answers.ts'
import { PracticeFaults } from './faults.ts'
import type { ClassLimits as Limits, PracticeServer } from './practice-server.ts'
import { carriesKeys } from './tenant.ts'

const Limit = z.object({ calls: z.number().int().positive(), seconds: z.number().positive() })

const ClassLimits = z.object({ bulk: Limit, ordinary: Limit }).partial() as z.ZodType<Limits>
const Ids = z.object({ ids: z.array(z.string()) })

/** The server's methods for another process, beside the API: JSON both ways, asked with a token of its own. */
export interface Control {
  prefix: string
  /** For the header `x-practice-control`; null where only the practice account's own two questions are answered. */
  token: string | null
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>
}

/** What the practice account itself may ask with its keys: how many leads there are, and to start afresh. */
const WITH_KEYS = ['GET lead-count', 'POST empty']

export function createControl(
  practice: Omit<PracticeServer, 'origin' | 'controlToken'>,
  keys: { accessKey: string; secretKey: string },
  full: boolean,
): Control {
  const prefix = '/practice-control/'
  const token = full ? randomBytes(16).toString('hex') : null

  const routes: Record<string, (body: unknown) => unknown> = {
    'GET lead-count': () => ({ leads: practice.leadCount() }),
    'POST empty': () => ({ leads: practice.empty() }),
    'GET leads': () => practice.leads(),
    'GET lists': () => practice.lists(),
    'GET activities': () => practice.activities(),
    'GET calls': () => practice.calls(),
    'GET summary': () => practice.summary(),
    'POST clear-calls': () => practice.clearCalls(),
    'PUT faults': (body) => practice.setFaults(PracticeFaults.parse(body)),
    'PUT limit': (body) => practice.setLimit(Limit.parse(body)),
    'PUT class-limits': (body) => practice.setClassLimits(ClassLimits.parse(body)),
    'POST remove-leads': (body) => practice.removeLeads(Ids.parse(body).ids),
    'POST add-activity': (body) => practice.addActivity(Ids.parse(body).ids, new Date()),
  }

  function allowed(route: string, request: IncomingMessage, url: URL): boolean {
    if (token !== null && request.headers['x-practice-control'] === token) return true
    return WITH_KEYS.includes(route) && carriesKeys(request, url, keys)
  }

  return {
    prefix,
    token,
    async serve(request, response, url) {
      const name = `${request.method ?? ''} ${url.pathname.slice(prefix.length)}`
      if (!allowed(name, request, url)) {
        sendJson(response, 401, { error: 'not allowed' })
        return
      }
      const route = Object.hasOwn(routes, name) ? routes[name] : undefined
      if (!route) {
        sendJson(response, 404, { error: 'no such control' })
        return
      }
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      try {
        const text = Buffer.concat(chunks).toString('utf8')
        sendJson(response, 200, route(text === '' ? undefined : JSON.parse(text)) ?? {})
      } catch (error) {
        sendJson(response, 400, { error: error instanceof Error ? error.message : 'bad request' })
      }
    },
  }
}
