import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from '#electron/process/node-http.ts'
import { outliveSockets } from '#electron/process/outlive-sockets.ts'
import { sendPage } from './answers.ts'
import { CallLog } from './call-log.ts'
import { createControl } from './control.ts'
import { FaultPlan } from './faults.ts'
import { LeadStore } from './lead-store.ts'
import { PRACTICE_KEYS, type PracticeOptions, type PracticeServer } from './practice-server.ts'
import { Tenant } from './tenant.ts'

/**
 * A local LeadSquared on 127.0.0.1: the bulk call as its contract says, the field list, who the keys belong to, the rate
 * limit as a true sliding window at arrival, and faults on demand.
 * @throws where the port is taken or the data file cannot be opened.
 */
export async function startPracticeServer(options: PracticeOptions = {}): Promise<PracticeServer> {
  const keys = options.keys ?? PRACTICE_KEYS
  const store = new LeadStore(options.dataFile ?? null, options.leads ?? null)
  const log = options.log === undefined || options.log === 'none' ? null : new CallLog(options.log === 'rows')
  const closing = new AbortController()
  const tenant = new Tenant({
    store,
    keys,
    log,
    limit: options.limit ?? { calls: 25, seconds: 5 },
    classLimits: options.classLimits ?? {},
    plan: new FaultPlan(options.faults ?? {}),
    clock: options.clock ?? (() => performance.now()),
    closing: closing.signal,
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://practice')
    if (url.pathname.startsWith(control.prefix)) await control.serve(request, response, url)
    else await tenant.serve(request, response, url)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A caller that went away, or this server closing; anything else is a defect of this server and must be seen.
      if (closing.signal.aborted || request.socket.destroyed) return
      process.emitWarning(error instanceof Error ? error : new Error(String(error)))
      if (response.headersSent) response.destroy()
      else sendPage(response, 500, 'Internal Server Error')
    })
  })
  // Longer than a client keeps an idle connection, so that none sends into one that is about to close.
  server.keepAliveTimeout = 75_000
  outliveSockets(server)
  const sockets = socketsOf(server)

  const practice: Omit<PracticeServer, 'origin' | 'controlToken'> = {
    accessKey: keys.accessKey,
    secretKey: keys.secretKey,
    setFaults(faults) {
      tenant.plan = new FaultPlan(faults)
      tenant.endWaits()
    },
    setLimit(limit) {
      tenant.limit = limit
    },
    setClassLimits(limits) {
      tenant.classLimits = limits
    },
    lists: () => tenant.lists.touched().map(({ id, name, members }) => ({ id, name, members: [...members] })),
    activities: () => [...tenant.lists.activities],
    leads: () => store.all(),
    leadCount: () => store.size,
    removeLeads: (ids) => store.remove(ids),
    addActivity(ids, at) {
      store.put(
        ids.flatMap((id) => store.get(id) ?? []).map((lead) => ({ ...lead, touchedAt: at.getTime() })),
      )
    },
    calls: () => log?.all() ?? [],
    summary: () => (log ?? new CallLog(false)).summary(tenant.limit.seconds),
    clearCalls() {
      log?.clear()
      tenant.forgetArrivals()
    },
    empty() {
      tenant.lists.forget()
      store.empty()
      return store.size
    },
    async close() {
      if (closing.signal.aborted) return
      closing.abort()
      await new Promise((resolve) => {
        server.close(resolve)
        for (const socket of sockets) socket.destroy()
      })
      store.close()
    },
  }
  const control = createControl(practice, keys, options.control ?? false)

  try {
    await listen(server, options.port ?? 0)
  } catch (error) {
    store.close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  return Object.assign(practice, { origin: `http://127.0.0.1:${port}`, controlToken: control.token })
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** The server's open connections, kept to be ended with it. */
function socketsOf(server: Server): Set<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return sockets
}
