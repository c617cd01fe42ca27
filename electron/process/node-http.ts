import { createRequire } from 'node:module'

/**
 * Node's own HTTP server, required and not imported: an import reads every name `node:http` exports, and behind one of them
 * (`WebSocket`, deferred until it is asked for) Node loads a whole HTTP client. That took 75 of the 120 ms of processor time of
 * a process that imports it and does nothing else.
 */
export const { createServer } = createRequire(import.meta.url)('node:http') as typeof import('node:http')
