import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startPracticeServer } from '#electron/practice/server.ts'
import { PRACTICE_KEYS, type PracticeServer } from '#electron/practice/practice-server.ts'
import type { ProxyLogin, ProxyLogins } from '#electron/services/ports/proxy-logins.ts'
import { createLeadHttp, type LeadHttpOptions } from './lead-http.ts'

/** A name that only the proxy knows the way to. */
const ORIGIN = 'http://leads.behind-the-proxy.test'

let practice: PracticeServer
let proxy: Server
let asked: { to: string; as: string | undefined }[]
let demand: number | null
/** Who is let through; null: everybody. */
let member: { name: string; password: string } | null
let api: ReturnType<typeof createLeadHttp> | null = null

beforeEach(async () => {
  practice = await startPracticeServer({})
  asked = []
  demand = null
  member = null
  proxy = createServer()
  proxy.on('connect', (request, socket, head) => {
    asked.push({ to: request.url ?? '', as: request.headers['proxy-authorization'] })
    const refusal = member && request.headers['proxy-authorization'] !== basic(member) ? 407 : demand
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const through = connect(Number(new URL(practice.origin).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      through.write(head)
      through.pipe(socket).pipe(through)
    })
    for (const end of [socket, through]) end.on('error', () => undefined)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
})

afterEach(async () => {
  await api?.close()
  api = null
  proxy.closeAllConnections()
  proxy.close()
  await practice.close()
})

const proxyHost = (): string => `127.0.0.1:${(proxy.address() as AddressInfo).port}`

function basic({ name, password }: ProxyLogin): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
}

async function whoAmI(options: LeadHttpOptions, origin = ORIGIN) {
  api = createLeadHttp({ env: {}, ...options })
  const credentials = { ...PRACTICE_KEYS, origin, transport: 'headers' as const }
  return api.whoAmI(credentials, { onWire: () => undefined })
}

describe('an account behind a proxy', () => {
  it('is reached through the one the system names', async () => {
    expect(await whoAmI({ proxyOf: () => Promise.resolve(`http://${proxyHost()}`) })).toMatchObject({
      kind: 'value',
    })
    expect(asked.map(({ to }) => to)).toEqual(['leads.behind-the-proxy.test:80'])
  })

  it.each(['http_proxy', 'HTTP_PROXY'])(
    'is reached through the one that %s names, with its name and password',
    async (name) => {
      expect(await whoAmI({ env: { [name]: `http://ada:s%20cret@${proxyHost()}` } })).toMatchObject({
        kind: 'value',
      })
      expect(asked).toEqual([
        { to: 'leads.behind-the-proxy.test:80', as: `Basic ${Buffer.from('ada:s cret').toString('base64')}` },
      ])
    },
  )

  it('is reached through the system’s with the name and password HTTPS_PROXY has for it, which go to no other', async () => {
    const proxyOf = () => Promise.resolve(`http://${proxyHost()}`)
    const withName = `http://ada:s%20cret@${proxyHost()}`
    expect(await whoAmI({ proxyOf, env: { HTTPS_PROXY: withName } })).toMatchObject({ kind: 'value' })
    expect(
      await whoAmI({ proxyOf, env: { HTTPS_PROXY: 'http://ada:s%20cret@other.example:8080' } }),
    ).toMatchObject({ kind: 'value' })
    expect(asked.map(({ as }) => as)).toEqual([
      `Basic ${Buffer.from('ada:s cret').toString('base64')}`,
      undefined,
    ])
  })

  it('is reached directly where NO_PROXY says so, and this computer always', async () => {
    const env = { HTTP_PROXY: `http://${proxyHost()}`, NO_PROXY: '.test' }
    expect(await whoAmI({ env })).toMatchObject({ kind: 'passing' })
    expect(await whoAmI({ env: { HTTP_PROXY: `http://${proxyHost()}` } }, practice.origin)).toMatchObject({
      kind: 'value',
    })
    expect(asked).toEqual([])
  })

  it('goes another way from the next call on when the network names another proxy', async () => {
    let named: string | null = `http://${proxyHost()}`
    const credentials = { ...PRACTICE_KEYS, origin: ORIGIN, transport: 'headers' as const }
    api = createLeadHttp({ env: {}, proxyOf: () => Promise.resolve(named) })
    expect(await api.whoAmI(credentials, { onWire: () => undefined })).toMatchObject({ kind: 'value' })
    named = null
    expect(await api.whoAmI(credentials, { onWire: () => undefined })).toMatchObject({ kind: 'passing' })
    named = `http://${proxyHost()}`
    expect(await api.whoAmI(credentials, { onWire: () => undefined })).toMatchObject({ kind: 'value' })
  })

  it('is told as such where the proxy wants a password, lets nothing through, or is not there', async () => {
    const proxyOf = () => Promise.resolve(`http://${proxyHost()}`)
    demand = 407
    const unknown = await whoAmI({ proxyOf })
    expect(unknown).toMatchObject({ kind: 'passing', offline: false })
    expect(unknown).toHaveProperty('details', expect.stringMatching(/wants a name and a password.*\(407\)/))
    demand = 403
    expect(await whoAmI({ proxyOf })).toHaveProperty(
      'details',
      expect.stringMatching(/did not let .* through \(403\)/),
    )
    const nobody = await whoAmI({ proxyOf: () => Promise.resolve('http://127.0.0.1:1') })
    expect(nobody).toHaveProperty(
      'details',
      expect.stringMatching(/could not be reached through the proxy 127\.0\.0\.1:1/),
    )
  })

  it('is asked for where its proxy wants a name and a password, told what was entered, and not told it again where refused', async () => {
    member = { name: 'ada', password: 'p%40ss: ü' }
    const address = `http://${proxyHost()}`
    let entered: ProxyLogin | null = null
    const heard: [string, ProxyLogin | null][] = []
    const proxyLogins: ProxyLogins = {
      of: () =>
        entered && { ...entered, refused: heard.some(([, given]) => given?.password === entered?.password) },
      wanted: (...told) => void heard.push(told),
      passed: (told) => void heard.push([`${told} passed`, null]),
    }
    for (const way of [{ proxyOf: () => Promise.resolve(address) }, { env: { HTTP_PROXY: proxyHost() } }]) {
      asked = []
      heard.length = 0
      entered = null
      expect(await whoAmI({ ...way, proxyLogins })).toMatchObject({
        why: 'proxy-login',
        details: expect.stringMatching(
          /^The proxy 127.* wants a name and a password .*Enter or unlock them under Accounts/,
        ),
      })
      entered = { name: 'ada', password: 'wrong' }
      for (let again = 0; again < 2; again++) {
        expect(await whoAmI({ ...way, proxyLogins })).toMatchObject({
          why: 'proxy-login',
          details: expect.stringMatching(
            /did not accept .* were entered .*They are not sent again; correct them under Accounts/,
          ),
        })
      }
      entered = member
      expect(await whoAmI({ ...way, proxyLogins })).toMatchObject({ kind: 'value' })
      expect(asked.map(({ as }) => as)).toEqual([
        undefined,
        basic({ name: 'ada', password: 'wrong' }),
        undefined,
        basic(member),
      ])
      expect(heard).toMatchObject([
        [address, null],
        [address, { name: 'ada', password: 'wrong' }],
        [address, null],
        [`${address} passed`, null],
      ])
    }
  })

  it('is told to correct the environment where that has what its proxy refused, and nobody is asked in the window', async () => {
    member = { name: 'ada', password: 'right' }
    const wanted: string[] = []
    const proxyLogins: ProxyLogins = {
      of: () => null,
      wanted: (told) => void wanted.push(told),
      passed: () => undefined,
    }
    const env = {
      HTTPS_PROXY: `http://ada:wrong@${proxyHost()}`,
      HTTP_PROXY: `http://ada:wrong@${proxyHost()}`,
    }
    for (const way of [{ env }, { env, proxyOf: () => Promise.resolve(`http://${proxyHost()}`) }]) {
      expect(await whoAmI({ ...way, proxyLogins })).toHaveProperty(
        'details',
        expect.stringMatching(
          /did not accept .* HTTPS_PROXY or HTTP_PROXY has for it \(407\)\. Correct them there/,
        ),
      )
    }
    expect(wanted).toEqual([])
  })

  it('names no password of the proxy in what it says, and takes a host and port for an address', async () => {
    demand = 403
    const answer = await whoAmI({ env: { http_proxy: `ada:secret@${proxyHost()}` } })
    expect(asked).toHaveLength(1)
    expect(answer).toHaveProperty('details', expect.stringContaining(proxyHost()))
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(await whoAmI({ env: { http_proxy: 'http://[' } })).toHaveProperty(
      'details',
      expect.stringContaining('no valid address'),
    )
  })
})
