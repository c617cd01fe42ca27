import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Calls, Events } from '#shared/api/contract.ts'
import { ok, type Result } from '#shared/api/faults.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { openFileLog, type FileLog } from '#electron/gateways/file-log.ts'
import type { ProgramFiles } from '#electron/gateways/program-files.ts'
import { systemClock } from '#electron/gateways/system-clock.ts'
import { openWorkspace } from '#electron/gateways/workspace-sqlite.ts'
import { createPractice } from '#electron/practice/practice-port.ts'
import { createAccounts } from '#electron/services/accounts.ts'
import { createAttributes } from '#electron/services/attributes.ts'
import { sideCall } from '#electron/services/governed-call.ts'
import { createGovernors } from '#electron/services/governors.ts'
import type { AccountStore, LeadApi, SaveTarget } from '#electron/services/ports.ts'
import type { SideCalls } from '#electron/services/side-calls.ts'

export interface ComposeOptions {
  dataDir: string
  files: ProgramFiles
  accountStore: (log: FileLog) => AccountStore
  saveTarget: SaveTarget
}

export type Emit = <Name extends keyof Events>(name: Name, payload: z.infer<Events[Name]>) => void

export interface Program {
  handlers: Omit<Handlers<Calls>, 'session.open'>
  log: FileLog
  /** One listener: whoever carries the events to the page. */
  onEvent(listener: Emit): void
  close(): Promise<void>
}

/** How long a question about an account waits for its limit before the person is told to try again. */
const SIDE_CALL_PATIENCE_MS = 30_000

/** Puts services and adapters together. The three ways in differ only in what they pass in here. */
export function compose(options: ComposeOptions): Result<Program> {
  const clock = systemClock
  const opened = openWorkspace(join(options.dataDir, 'workspace.sqlite'), () => new Date(clock.wall()))
  if (!opened.ok) return opened
  const { workspace } = opened.value

  let listener: Emit = () => undefined
  const emit: Emit = (name, payload) => listener(name, payload)
  const log = openFileLog(join(options.dataDir, 'leadsheet.log'), {
    secrets: () => heldSecrets(store),
    now: () => clock.wall(),
  })
  const store = options.accountStore(log)

  const practice = createPractice({
    dataFile: join(options.dataDir, 'practice.sqlite'),
    elsewhere: process.env.LEADSHEET_PRACTICE_ORIGIN,
  })
  const api: LeadApi = NO_API_YET
  const governors = createGovernors({
    clock,
    workspace,
    limitOf: (accountId) => accounts.limitOf(accountId),
    onLearned: (accountId, limit) => accounts.learn(accountId, limit),
    notice: (text) => emit('notice', { tone: 'info', text }),
  })
  const sideCalls: SideCalls = (accountId, call) =>
    sideCall(governors.of(accountId), call, {
      monotonic: () => clock.monotonic(),
      patienceMs: SIDE_CALL_PATIENCE_MS,
    })
  const accounts = createAccounts({
    store,
    practice,
    api,
    sideCalls,
    newId: randomUUID,
    inUse: (accountId) => workspace.unfinishedPush()?.accountId === accountId,
    emit,
    onLimitChanged: (accountId) => governors.refresh(accountId),
  })
  const attributes = createAttributes({
    credentials: (accountId) => accounts.credentials(accountId),
    known: (accountId) => accounts.view(accountId) !== null,
    api,
    sideCalls,
  })

  return ok({
    handlers: { ...accounts.handlers, ...attributes.handlers } as unknown as Program['handlers'],
    log,
    onEvent: (next) => {
      listener = next
    },
    async close() {
      await practice.close()
      await api.close()
      workspace.close()
    },
  })
}

const NO_API_YET: LeadApi = {
  createOrUpdate: async () => ({ kind: 'passing', offline: true, details: '' }),
  whoAmI: async () => ({ kind: 'passing', offline: true, details: '' }),
  attributes: async () => ({ kind: 'passing', offline: true, details: '' }),
  close: async () => undefined,
}

/** Every key that could stray into a log line right now. */
function heldSecrets(store: AccountStore): string[] {
  return store.load().flatMap(({ id }) => {
    const keys = store.keys(id)
    return keys ? [keys.accessKey, keys.secretKey] : []
  })
}
