import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallAnswer, Credentials } from '#electron/services/ports/lead-api.ts'
import { wrongAddress } from '#electron/services/push/pause-messages.ts'
import { faultOf } from '#electron/services/rate/call-faults.ts'
import { failedExchange } from './failed-exchange.ts'
import { answering, closeAll, credentialsFor, leadHttp, listenAt, send } from './lead-http.test-kit.ts'

afterEach(closeAll)

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
}

/** A server with a certificate that nobody vouches for; tells what reached it. */
async function selfSigned(): Promise<{ credentials: Credentials; reached: string[] }> {
  const reached: string[] = []
  const server = createServer(
    { key: fixture('self-signed.key.pem'), cert: fixture('self-signed.cert.pem') },
    (request, response) => {
      reached.push(request.url ?? '')
      response.end('[]')
    },
  )
  const credentials = await listenAt(server)
  return { credentials: { ...credentials, origin: credentials.origin.replace('http:', 'https:') }, reached }
}

/** What a push and what a side call says of it. */
function said(answer: CallAnswer, { origin }: Credentials): string[] {
  if (answer.kind === 'results') throw new Error('that went well')
  const asked = faultOf(answer, origin).fault.text
  return answer.kind === 'wrong-address' ? [wrongAddress(answer), asked] : [asked]
}

describe('what stands where LeadSquared should', () => {
  it('is told as a certificate that nobody vouches for, and no key reaches it', async () => {
    const { credentials, reached } = await selfSigned()
    const { answer, onWire } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject({ kind: 'wrong-address', why: 'certificate' })
    for (const text of said(answer, credentials)) {
      expect(text).toContain('could not prove who it is')
      expect(text).toContain('The keys were not sent')
      expect(text).not.toContain('404')
    }
    expect(onWire).toBe(0)
    expect(reached).toEqual([])
  })

  it('is asked nothing where the environment switched the check of certificates off, and that is said', async () => {
    const { credentials, reached } = await selfSigned()
    const { answer } = await send(leadHttp({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }), credentials)
    expect(answer).toMatchObject({ kind: 'wrong-address', why: 'unverified' })
    for (const text of said(answer, credentials)) {
      expect(text).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0')
      expect(text).toContain('Nothing was sent')
    }
    expect(reached).toEqual([])
  })

  it('is told as another address it sends on to, without the keys that stood in the first', async () => {
    const credentials = await answering((request, response) => {
      response.writeHead(302, { Location: `https://login.example/start${request.url ?? ''}` }).end()
    })
    const { answer } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject({ kind: 'wrong-address', why: 'redirect' })
    for (const text of said(answer, credentials)) {
      expect(text).toContain('sends callers on to login.example.')
      expect(text).not.toContain('404')
      expect(text).not.toContain(credentials.accessKey)
    }
  })

  it('is told as no https where it speaks none', async () => {
    const credentials = await answering((_request, response) => response.end('[]'))
    const secure = { ...credentials, origin: credentials.origin.replace('http:', 'https:') }
    const { answer } = await send(leadHttp(), secure)
    expect(answer).toMatchObject({ kind: 'wrong-address', why: 'no-tls' })
    for (const text of said(answer, secure)) expect(text).toContain('does not speak https')
  })

  it('is told as a service that is not there, with its answer', async () => {
    const credentials = await answering((_request, response) => response.writeHead(410).end('gone'))
    const { answer } = await send(leadHttp(), credentials)
    for (const text of said(answer, credentials)) expect(text).toContain('(answer 410)')
  })
})

describe('a host that is not reached', () => {
  it('is told as a name that is none', () => {
    const lost = { kind: 'failed', sent: false, cause: 'network', code: 'ENOTFOUND' } as const
    const failure = failedExchange(lost, 'api.leadsqared.com', false)
    expect(failure).toMatchObject({
      kind: 'passing',
      why: 'no-name',
      details: 'api.leadsqared.com could not be reached: there is no host of that name (ENOTFOUND).',
    })
    expect(failedExchange(lost, 'api.leadsqared.com', true)).toMatchObject({ offline: true })
    // On a machine without a network no name is found, and that is told as being offline.
    const answer = { ...failure, offline: false } as CallAnswer
    expect(said(answer, { ...credentialsFor(1), origin: 'https://api.leadsqared.com' })[0]).toMatch(
      /^There is no host named api\.leadsqared\.com\. Check its spelling/,
    )
  })

  it('is told as a connection that was refused', async () => {
    const credentials = credentialsFor(1)
    const { answer } = await send(leadHttp(), credentials)
    expect(said(answer, credentials)[0]).toMatch(
      /^127\.0\.0\.1:1 refused the connection: no service listens there/,
    )
  })

  it('is told by its own fault where it answers with one', async () => {
    const credentials = await answering((_request, response) =>
      response.writeHead(503).end('Service Unavailable'),
    )
    const { answer } = await send(leadHttp(), credentials)
    expect(said(answer, credentials)[0]).toContain('Answer 503: Service Unavailable. Try again in a moment.')
  })
})
