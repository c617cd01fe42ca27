import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { contract, type Events } from '#shared/api/contract.ts'
import {
  keyInProtocols,
  LET_IN_PATH,
  MAX_MESSAGE_BYTES,
  PAGE_KEY_FRAGMENT,
  PAGE_KEY_HEADER,
  SOCKET_PATH,
  SOCKET_PROTOCOL,
  SUPERSEDED_CLOSE_CODE,
} from '#shared/rpc/carriers.ts'
import { serveRpc, type RpcServer } from '#shared/rpc/server.ts'
import type { Connection, Sessions } from '#electron/services/session/sessions.ts'
import type { Downloads } from './downloads.ts'
import { plainPage } from './plain-page.ts'
import { createServer } from '#electron/process/node-http.ts'
import { outliveSockets } from '#electron/process/outlive-sockets.ts'
import { SECURITY_HEADERS } from '#electron/page/page-policy.ts'
import { createSessionGate, type Refusal } from './session-gate.ts'
import { socketChannel } from './socket-channel.ts'
import { openPageFiles } from '#electron/page/page-files.ts'

export interface WebHostOptions {
  /** 0 takes any free port. */
  port: number
  /** The built page. */
  rendererDir: string
  /** Whether no sheet is open just now. */
  hasNoSheetOpen: () => boolean
  sessions: Sessions
  downloads: Downloads
  logSurprise(where: string, error: unknown): string
}

export interface WebHost {
  port: number
  /** A fresh address that lets one browser in. */
  issueAddress(): string
  emit: RpcServer<Events>['emit']
  /** Tells every page goodbye and frees the port. */
  close(): Promise<void>
}

/**
 * Leadsheet's page and its channel on 127.0.0.1. The host outlives its pages: a push goes on while no tab is open, and
 * the next page that opens finds it.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer()
  outliveSockets(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const gate = createSessionGate(port)
  const files = openPageFiles(options.rendererDir, {
    connectTo: `ws://127.0.0.1:${port}`,
    hasNoSheetOpen: options.hasNoSheetOpen,
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // The other protocol a page names is its key, which is not to be repeated.
    handleProtocols: (protocols) => (protocols.has(SOCKET_PROTOCOL) ? SOCKET_PROTOCOL : false),
  })
  const pages = new Map<Connection, RpcServer<Events>>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      say(response, 405, 'not-found')
      return
    }
    const url = addressOf(request)
    const refusal = url.pathname === '/open' ? gate.checkPlace(request, 'page') : gate.check(request, 'page')
    if (refusal) {
      say(response, refusal === 'no-session' ? 401 : 403, refusal)
    } else if (url.pathname === '/open') {
      open(url.searchParams.get('token') ?? '', request, response)
    } else if (url.pathname === LET_IN_PATH) {
      const key = request.headers[PAGE_KEY_HEADER]
      const shut = gate.checkKey(request, 'page', typeof key === 'string' ? key : null)
      response.writeHead(shut ? 401 : 204, SECURITY_HEADERS).end()
    } else if (url.pathname.startsWith('/download/') && request.method === 'GET') {
      const id = url.pathname.slice('/download/'.length)
      if (!(await options.downloads.serve(id, response))) say(response, 410, 'gone')
    } else {
      const file = await files.get(url.pathname)
      if (!file) {
        say(response, 404, 'not-found')
        return
      }
      response.writeHead(200, { ...SECURITY_HEADERS, ...file.headers, 'Content-Length': file.body.length })
      response.end(request.method === 'HEAD' ? undefined : file.body)
    }
  }

  function open(token: string, request: IncomingMessage, response: ServerResponse): void {
    const letIn = gate.redeem(token)
    // The browser that used the address may open it again; it has its key, and nobody else is told it.
    if (!letIn && gate.check(request, 'page')) {
      say(response, 403, 'used-token')
      return
    }
    response.writeHead(303, {
      ...SECURITY_HEADERS,
      Location: letIn ? `/${PAGE_KEY_FRAGMENT}${letIn.key}` : '/',
      ...(letIn && { 'Set-Cookie': letIn.cookie }),
    })
    response.end()
  }

  function serve(socket: WebSocket): void {
    const connection: Connection = {
      supersede() {
        pages.get(connection)?.emit('session.superseded', {})
      },
      end() {
        socket.close(SUPERSEDED_CLOSE_CODE, 'Another page of Leadsheet took over.')
      },
      handedIn() {
        pages.get(connection)?.emit('workspace.handedIn', {})
      },
    }
    pages.set(
      connection,
      serveRpc(socketChannel(socket), contract, options.sessions.connect(connection), {
        logSurprise: (where, error) => options.logSurprise(where, error),
      }),
    )
    socket.on('close', () => {
      pages.delete(connection)
      options.sessions.disconnect(connection)
    })
  }

  /** Answers under way: a download must not be cut off by closing. */
  let answering = 0
  let closing = false

  server.on('request', (request, response) => {
    answering += 1
    response.on('close', () => {
      answering -= 1
      if (closing && answering === 0) server.closeAllConnections()
    })
    answer(request, response).catch((error: unknown) => {
      options.logSurprise('web host', error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500, SECURITY_HEADERS).end()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    const url = addressOf(request)
    const refusal =
      url.pathname === SOCKET_PATH
        ? gate.checkKey(request, 'socket', keyInProtocols(request.headers['sec-websocket-protocol']))
        : 'not-found'
    if (refusal) turnAway(socket, refusal)
    else sockets.handleUpgrade(request, socket, head, serve)
  })

  return {
    port,
    issueAddress: () => gate.issueAddress(),
    emit(name, payload) {
      const current = options.sessions.current()
      if (current) pages.get(current)?.emit(name, payload)
    },
    async close() {
      closing = true
      for (const socket of sockets.clients) socket.close(1001, 'Leadsheet was closed.')
      const closed = new Promise((resolve) => server.close(resolve))
      // Browsers open connections ahead and may never use them: to the server these are not idle, yet nothing is on them.
      if (answering === 0) server.closeAllConnections()
      else server.closeIdleConnections()
      // A page that does not answer the close must not keep the program from ending.
      const stragglers = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
        server.closeAllConnections()
      }, 1000)
      await closed
      clearTimeout(stragglers)
      options.downloads.close()
    },
  }
}

/** Of a request line that is no address, an address where nothing is. */
function addressOf(request: IncomingMessage): URL {
  return URL.parse(`http://127.0.0.1${request.url}`) ?? new URL('http://127.0.0.1/not-an-address')
}

function say(response: ServerResponse, status: number, what: Parameters<typeof plainPage>[0]): void {
  const body = plainPage(what)
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/html; charset=utf-8' })
  response.end(body)
}

function turnAway(socket: Duplex, refusal: Refusal | 'not-found'): void {
  const status =
    refusal === 'not-found'
      ? '404 Not Found'
      : refusal === 'no-session'
        ? '401 Unauthorized'
        : '403 Forbidden'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
