import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoggedCall } from '#electron/practice/call-log.ts'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'

const HOST = fileURLToPath(new URL('./practice-host.ts', import.meta.url))

/** A practice server in another process, told what to do over its control endpoint. */
export interface PracticeProcess {
  origin: string
  setFaults(faults: PracticeFaultsInput): Promise<void>
  leads(): Promise<PracticeLead[]>
  calls(): Promise<LoggedCall[]>
  /** Arrivals since it was asked before may have been stamped this much late, in milliseconds. */
  latenessMs(): Promise<number>
  close(): Promise<void>
}

export async function startPracticeProcess(limit: {
  calls: number
  seconds: number
}): Promise<PracticeProcess> {
  const host = fork(HOST, [`${limit.calls}/${limit.seconds}`])
  const [ready] = (await once(host, 'message')) as [{ origin: string; controlToken: string }]

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${ready.origin}/practice-control/${path}`, {
      method,
      headers: { 'x-practice-control': ready.controlToken },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }

  return {
    origin: ready.origin,
    async setFaults(faults) {
      await ask('PUT', 'faults', faults)
    },
    leads: async () => (await ask('GET', 'leads')) as PracticeLead[],
    calls: async () => (await ask('GET', 'calls')) as LoggedCall[],
    async latenessMs() {
      const told = once(host, 'message')
      host.send('lateness')
      const [{ latestMs }] = (await told) as [{ latestMs: number }]
      return latestMs
    },
    async close() {
      const gone = once(host, 'exit')
      host.disconnect()
      await gone
    },
  }
}
