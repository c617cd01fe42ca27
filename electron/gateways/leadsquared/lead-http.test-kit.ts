import { createServer as createHttpServer, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import type { PracticeOptions, PracticeServer } from '#electron/practice/practice-server.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import type { CallAnswer, Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import { createLeadHttp, type LeadHttpOptions } from './lead-http.ts'

/** What the tests of the HTTP gateway share: real servers on loopback, closed after each test. */
const closers: (() => Promise<unknown>)[] = []

export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close()
}

export function onClose(close: () => Promise<unknown>): void {
  closers.push(close)
}

export function leadHttp(options: LeadHttpOptions = {}): LeadApi {
  const api = createLeadHttp(options)
  closers.push(() => api.close())
  return api
}

export async function practice(
  options: PracticeOptions = {},
): Promise<{ server: PracticeServer; credentials: Credentials }> {
  const server = await startPracticeServer({ log: 'rows', ...options })
  closers.push(() => server.close())
  const { origin, accessKey, secretKey } = server
  return { server, credentials: { origin, accessKey, secretKey, transport: 'query' } }
}

/** A server that is no LeadSquared at all. */
export async function listenAt(server: Server): Promise<Credentials> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  return credentialsFor((server.address() as AddressInfo).port)
}

export function credentialsFor(port: number): Credentials {
  return {
    origin: `http://127.0.0.1:${port}`,
    accessKey: 'u$rACCESS<&>7',
    secretKey: 'SECRET+key/8==',
    transport: 'query',
  }
}

export async function answering(listener: RequestListener): Promise<Credentials> {
  const server = createHttpServer(listener)
  closers.push(async () => server.closeAllConnections())
  return listenAt(server)
}

export function lead(values: Record<string, string>): Lead {
  return Object.entries(values).map(([Attribute, Value]) => ({ Attribute, Value }))
}

export const THREE = ['one', 'two', 'three'].map((name) => lead({ EmailAddress: `${name}@new.example` }))

export interface Told {
  answer: CallAnswer
  onWire: number
}

export async function send(api: LeadApi, credentials: Credentials, signal?: AbortSignal): Promise<Told> {
  let onWire = 0
  const hooks = { onWire: () => (onWire += 1), ...(signal ? { signal } : {}) }
  return { answer: await api.createOrUpdate(credentials, THREE, hooks), onWire }
}
