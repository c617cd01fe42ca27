import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Calls } from '#shared/api/contract.ts'
import { ok } from '#shared/api/faults.ts'
import { MAX_MESSAGE_BYTES, SUPERSEDED_CLOSE_CODE } from '#shared/rpc/carriers.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { createSessions } from '#electron/services/session/sessions.ts'
import { createDownloads, type Downloads } from './downloads.ts'
import { startWebHost, type WebHost } from './host.ts'

interface Started {
  host: WebHost
  downloads: Downloads
  port: number
  surprises: string[]
}

const running: WebHost[] = []
afterEach(async () => {
  for (const host of running.splice(0)) await host.close()
})

/** A host with a page of three files, a secret beside them, and one call that works. */
async function start(noSheet = false): Promise<Started> {
  const dir = mkdtempSync(join(tmpdir(), 'leadsheet-host-'))
  const rendererDir = join(dir, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(dir, 'secret.txt'), 'the secret')
  writeFileSync(
    join(rendererDir, 'index.html'),
    '<style nonce="__LEADSHEET_NONCE__"></style><meta name="leadsheet-open" content="__LEADSHEET_OPEN__">',
  )
  writeFileSync(join(rendererDir, 'assets', 'app-1.js'), 'let a')
  const handlers = { 'workspace.open': () => ok({ sheet: null }) } as unknown as Handlers<Calls>
  const downloads = createDownloads(join(dir, 'downloads'))
  const surprises: string[] = []
  const host = await startWebHost({
    port: 0,
    rendererDir,
    hasNoSheetOpen: () => noSheet,
    sessions: createSessions(handlers, { mode: 'browser', version: '0', locale: 'en' }),
    downloads,
    logSurprise: (where, error) => {
      surprises.push(`${where}: ${String(error)}`)
      return 'ref'
    },
  })
  running.push(host)
  return { host, downloads, port: Number(new URL(host.issueAddress()).port), surprises }
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request as it is on the wire: unlike fetch, any Host, any path, no redirect followed. */
async function get(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port, path, method, headers })
  sent.end()
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  let body = ''
  for await (const chunk of response.setEncoding('utf8')) body += String(chunk)
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}

function pathOf(address: string): string {
  const url = new URL(address)
  return `${url.pathname}${url.search}`
}

/** The two secrets of a browser that was let in. */
interface Secrets {
  cookie: string
  key: string
}

async function letInWithKey({ host, port }: Started): Promise<Secrets> {
  const opened = await get(port, pathOf(host.issueAddress()))
  expect(opened.status).toBe(303)
  const key = /^\/#key=([\w-]{43})$/.exec(String(opened.headers.location))?.[1]
  return { cookie: String(opened.headers['set-cookie']?.[0]).split(';')[0]!, key: key ?? '' }
}

async function letIn(started: Started): Promise<string> {
  return (await letInWithKey(started)).cookie
}

function socket(port: number, headers: Record<string, string>, key: string | null): WebSocket {
  const protocols = ['leadsheet', ...(key === null ? [] : [`key.${key}`])]
  return new WebSocket(`ws://127.0.0.1:${port}/channel`, protocols, { headers })
}

async function statusOf(refused: WebSocket): Promise<string> {
  const [error] = (await once(refused, 'error')) as [Error]
  return error.message
}

async function call(open: WebSocket, name: string, input: unknown): Promise<unknown> {
  open.send(JSON.stringify({ type: 'call', id: 1, name, input }))
  const [data] = (await once(open, 'message')) as [Buffer]
  return JSON.parse(data.toString())
}

describe('letting a browser in', () => {
  it('gives the page to the browser that used the printed address, under a strict policy', async () => {
    const started = await start()
    const opened = await get(started.port, pathOf(started.host.issueAddress()))
    expect(opened.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
    const page = await get(started.port, '/', { cookie: opened.headers['set-cookie']![0]!.split(';')[0]! })
    expect(page.status).toBe(200)
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    const nonce = /<style nonce="([^"]+)">/.exec(page.body)?.[1]
    expect(policy).toContain(`'nonce-${nonce}'`)
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
  })

  it('gives every answer a nonce of its own', async () => {
    const started = await start()
    const cookie = await letIn(started)
    const [one, two] = [await get(started.port, '/', { cookie }), await get(started.port, '/', { cookie })]
    expect(one.body).not.toBe(two.body)
  })

  it.each([
    [true, 'nothing'],
    [false, 'unknown'],
  ])('says on the page whether no sheet is open: %s', async (noSheet, said) => {
    const started = await start(noSheet)
    const page = await get(started.port, '/', { cookie: await letIn(started) })
    expect(page.body).toContain(`<meta name="leadsheet-open" content="${said}">`)
    expect(page.headers['cache-control']).toBe('no-store')
  })

  it('turns away a browser without a session, and says where to get an address', async () => {
    const { port } = await start()
    for (const path of ['/', '/assets/app-1.js', '/download/x']) {
      const answer = await get(port, path)
      expect(answer.status).toBe(401)
      expect(answer.body).toContain('press Enter in the terminal')
    }
    expect((await get(port, '/', { cookie: `leadsheet-${port}=guess` })).status).toBe(401)
  })

  it('takes each address once, and says how to get a new one', async () => {
    const started = await start()
    const path = pathOf(started.host.issueAddress())
    expect((await get(started.port, path)).status).toBe(303)
    const again = await get(started.port, path)
    expect(again.status).toBe(403)
    expect(again.body).toContain('works once')
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('lets the browser that used an address open it again', async () => {
    const started = await start()
    const path = pathOf(started.host.issueAddress())
    const cookie = (await get(started.port, path)).headers['set-cookie']![0]!.split(';')[0]!
    expect((await get(started.port, path, { cookie })).status).toBe(303)
  })

  it('forgets an unused address when a new one is given out', async () => {
    const { host, port } = await start()
    const old = pathOf(host.issueAddress())
    const fresh = pathOf(host.issueAddress())
    expect((await get(port, old)).status).toBe(403)
    expect((await get(port, '/open?token=')).status).toBe(403)
    expect((await get(port, fresh)).status).toBe(303)
  })
})

describe('who may ask', () => {
  it('refuses another Host, as a re-pointed name would send, even with a good token and cookie', async () => {
    const started = await start()
    const cookie = await letIn(started)
    for (const host of [
      'evil.example',
      `evil.example:${started.port}`,
      `localhost:${started.port}`,
      '127.0.0.1',
    ]) {
      expect((await get(started.port, '/', { host, cookie })).status).toBe(403)
      const path = pathOf(started.host.issueAddress())
      expect((await get(started.port, path, { host })).status).toBe(403)
    }
  })

  it('refuses requests that another origin made', async () => {
    const started = await start()
    const cookie = await letIn(started)
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${started.port + 1}`]) {
      expect((await get(started.port, '/', { origin, cookie })).status).toBe(403)
    }
  })

  it('only reads: no other method is answered', async () => {
    const started = await start()
    const cookie = await letIn(started)
    expect((await get(started.port, '/', { cookie }, 'POST')).status).toBe(405)
    expect((await get(started.port, '/', { cookie }, 'DELETE')).status).toBe(405)
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/assets/app-1.js%00',
    '/__proto__',
    '//',
  ])('leads nowhere out of the page’s folder: %s', async (path) => {
    const started = await start()
    const answer = await get(started.port, path, { cookie: await letIn(started) })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('the secret')
  })
})

describe('the channel', () => {
  const own = (port: number) => `http://127.0.0.1:${port}`

  it('opens for our own page in the browser that was let in, and answers its calls', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const open = socket(started.port, { cookie, origin: own(started.port) }, key)
    await once(open, 'open')
    expect(open.protocol).toBe('leadsheet')
    expect(await call(open, 'session.open', { pageId: 'a' })).toMatchObject({ value: { mode: 'browser' } })
    expect(await call(open, 'workspace.open', {})).toMatchObject({ value: { sheet: null } })
  })

  it('stays closed without a session, from another origin, from none, and under another Host', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const { port } = started
    expect(await statusOf(socket(port, { origin: own(port) }, key))).toContain('401')
    expect(await statusOf(socket(port, { cookie, origin: 'http://evil.example' }, key))).toContain('403')
    expect(await statusOf(socket(port, { cookie }, key))).toContain('403')
    expect(
      await statusOf(socket(port, { cookie, origin: own(port), host: `evil.example:${port}` }, key)),
    ).toContain('403')
    const elsewhere = new WebSocket(`ws://127.0.0.1:${port}/other`, {
      headers: { cookie, origin: own(port) },
    })
    expect(await statusOf(elsewhere)).toContain('404')
  })

  it('ends a connection that sends more than the bound, and goes on serving others', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const headers = { cookie, origin: own(started.port) }
    const greedy = socket(started.port, headers, key)
    await once(greedy, 'open')
    greedy.send(Buffer.alloc(MAX_MESSAGE_BYTES + 1, 32))
    const [code] = (await once(greedy, 'close')) as [number]
    expect(code).toBe(1009)
    const polite = socket(started.port, headers, key)
    await once(polite, 'open')
    expect(await call(polite, 'session.open', { pageId: 'a' })).toMatchObject({ type: 'value' })
  })

  it('ends a connection that sends something that is no JSON text', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const headers = { cookie, origin: own(started.port) }
    for (const frame of ['not json', Buffer.from([1, 2, 3])]) {
      const open = socket(started.port, headers, key)
      await once(open, 'open')
      open.send(frame)
      const [code] = (await once(open, 'close')) as [number]
      expect(code).toBe(1003)
    }
  })

  it('answers a call that is not in the contract, or not of its form, with a reference and no details', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const open = socket(started.port, { cookie, origin: own(started.port) }, key)
    await once(open, 'open')
    expect(await call(open, '__proto__', {})).toEqual({ type: 'surprise', id: 1, reference: 'ref' })
    expect(await call(open, 'session.open', { pageId: 7 })).toEqual({
      type: 'surprise',
      id: 1,
      reference: 'ref',
    })
    expect(started.surprises).toHaveLength(2)
  })

  it('tells the older page that a newer one took over, and sends events to the newer one only', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const headers = { cookie, origin: own(started.port) }
    const older = socket(started.port, headers, key)
    await once(older, 'open')
    await call(older, 'session.open', { pageId: 'a' })
    const newer = socket(started.port, headers, key)
    await once(newer, 'open')
    const told = once(older, 'message') as Promise<[Buffer]>
    const closed = once(older, 'close') as Promise<[number]>
    await call(newer, 'session.open', { pageId: 'b' })
    expect(JSON.parse((await told)[0].toString())).toMatchObject({ name: 'session.superseded' })
    expect((await closed)[0]).toBe(SUPERSEDED_CLOSE_CODE)
    const heard = once(newer, 'message') as Promise<[Buffer]>
    started.host.emit('notice', { tone: 'info', text: 'hello' })
    expect(JSON.parse((await heard)[0].toString())).toMatchObject({ name: 'notice' })
  })

  it('closes its pages and frees its port when it ends', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    const open = socket(started.port, { cookie, origin: own(started.port) }, key)
    await once(open, 'open')
    const closed = once(open, 'close') as Promise<[number]>
    await started.host.close()
    expect((await closed)[0]).toBe(1001)
    await expect(get(started.port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

/** A cookie is sent to every server on 127.0.0.1, whatever its port: any of them may have it. */
describe('a stolen cookie', () => {
  const own = (port: number) => `http://127.0.0.1:${port}`

  it('opens no channel: not without the page’s key, nor with a guessed one or that of another session', async () => {
    const started = await start()
    const { port } = started
    const other = await letInWithKey(started)
    const { cookie, key } = await letInWithKey(started)
    const headers = { cookie, origin: own(port) }
    expect(await statusOf(socket(port, headers, null))).toContain('401')
    expect(await statusOf(socket(port, headers, 'A'.repeat(43)))).toContain('401')
    expect(await statusOf(socket(port, headers, other.key))).toContain('401')
    expect(await statusOf(new WebSocket(`ws://127.0.0.1:${port}/channel`, { headers }))).toContain('401')
    const rightful = socket(port, headers, key)
    await once(rightful, 'open')
  })

  it('is not told the key: not by an address that was used, not by any page', async () => {
    const started = await start()
    const path = pathOf(started.host.issueAddress())
    const opened = await get(started.port, path)
    const cookie = opened.headers['set-cookie']![0]!.split(';')[0]!
    const key = String(opened.headers.location).split('=')[1]!
    for (const asked of [path, '/', '/assets/app-1.js', '/let-in']) {
      const answer = await get(started.port, asked, { cookie })
      expect(JSON.stringify([answer.headers, answer.body])).not.toContain(key)
    }
    expect((await get(started.port, path, { cookie })).headers.location).toBe('/')
  })

  it('is not let in where the page asks whether it is', async () => {
    const started = await start()
    const { cookie, key } = await letInWithKey(started)
    expect((await get(started.port, '/let-in', { cookie })).status).toBe(401)
    expect((await get(started.port, '/let-in', { cookie, 'x-leadsheet-key': 'x' })).status).toBe(401)
    expect((await get(started.port, '/let-in', { 'x-leadsheet-key': key })).status).toBe(401)
    expect((await get(started.port, '/let-in', { cookie, 'x-leadsheet-key': key })).status).toBe(204)
  })
})

describe('strangers on this machine', () => {
  /** Sends `bytes` and resets the connection when the first answer comes, as a program that is killed does. */
  async function sendAndReset(port: number, bytes: string, wait: boolean): Promise<void> {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(bytes)
    if (wait) await once(socket, 'readable')
    socket.resetAndDestroy()
    await once(socket, 'close')
  }

  it.each([
    [
      'an upgrade that is refused',
      'GET /channel HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
    [
      'an upgrade to nowhere',
      'GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
    ['a tunnel', 'CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['half a request', 'GET / HTT'],
    ['no HTTP at all', '\0\0\0\0'],
  ])('do not end the host by resetting %s, many times over', async (_name, bytes) => {
    const started = await start()
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        sendAndReset(
          started.port,
          bytes,
          index % 2 === 0 && bytes.startsWith('GET') && bytes.endsWith('\r\n\r\n'),
        ),
      ),
    )
    const { cookie, key } = await letInWithKey(started)
    const open = socket(started.port, { cookie, origin: `http://127.0.0.1:${started.port}` }, key)
    await once(open, 'open')
    expect(await call(open, 'session.open', { pageId: 'a' })).toMatchObject({ value: { mode: 'browser' } })
  })
})

describe('closing', () => {
  it('does not wait for a connection that a browser opened ahead and never used', async () => {
    const started = await start()
    const ahead = connect({ host: '127.0.0.1', port: started.port })
    ahead.on('error', () => undefined)
    await once(ahead, 'connect')
    // The host knows of it once it answers something that came after.
    await get(started.port, '/')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await started.host.close()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('downloads', () => {
  it('hands a report out once, under its name, and then has nothing of it left', async () => {
    const started = await start()
    const cookie = await letIn(started)
    const saved = await started.downloads.save('Müller’s leads (1).csv', async (path) => {
      writeFileSync(path, 'a,b')
      return ok({})
    })
    if (!saved.ok || saved.value.kind !== 'download') throw new Error('expected a download')
    const { url } = saved.value
    expect((await get(started.port, url)).status).toBe(401)
    const file = await get(started.port, url, { cookie })
    expect(file).toMatchObject({ status: 200, body: 'a,b' })
    expect(file.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''M%C3%BCller%E2%80%99s%20leads%20%281%29.csv",
    )
    const again = await get(started.port, url, { cookie })
    expect(again.status).toBe(410)
    expect(again.body).toContain('Export report')
  })
})
