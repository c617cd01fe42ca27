import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { CallSummary } from '#electron/practice/call-log.ts'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import { PRACTICE_KEYS } from '#electron/practice/practice-server.ts'
import type { Credentials } from '#electron/services/ports/lead-api.ts'

export interface RateServer {
  credentials: Credentials
  /** An empty window, the leads it came with, this limit and these faults. */
  prepare(limit: { calls: number; seconds: number }, faults: PracticeFaultsInput): Promise<void>
  summary(): Promise<CallSummary>
  close(): Promise<void>
}

export async function startRateServer(): Promise<RateServer> {
  const child = spawn(process.execPath, [new URL('./rate-server.ts', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { origin, controlToken } = JSON.parse(line) as { origin: string; controlToken: string }

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${origin}/practice-control/${path}`, {
      method,
      headers: { 'x-practice-control': controlToken },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.json()
  }

  return {
    credentials: { origin, ...PRACTICE_KEYS, transport: 'query' },
    async prepare(limit, faults) {
      await control('PUT', 'faults', faults)
      await control('PUT', 'limit', limit)
      await control('POST', 'empty')
      await control('POST', 'clear-calls')
    },
    summary: async () => (await control('GET', 'summary')) as CallSummary,
    async close() {
      child.stdin.end()
      await exited
    },
  }
}
