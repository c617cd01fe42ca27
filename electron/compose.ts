import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import type { Events } from '#shared/api/contract.ts'
import { ok, type Result } from '#shared/api/faults.ts'
import type { CallClass, CallDay, RateLimit } from '#shared/domain/push/account.ts'
import { openCallLedger } from '#electron/gateways/ledger/call-ledger.ts'
import { openFileLog, type FileLog } from '#electron/gateways/file-log.ts'
import { createInbox } from '#electron/gateways/inbox-folder.ts'
import { createLeadHttp } from '#electron/gateways/leadsquared/lead-http.ts'
import type { ProxyOf } from '#electron/gateways/leadsquared/ways.ts'
import { createLeadIndexes } from '#electron/gateways/index/lead-index.ts'
import { userDataDir } from '#electron/process/data-dir.ts'
import { callTimes } from '#electron/process/call-deadline.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { createReadingThread } from '#electron/gateways/reading-thread.ts'
import { openRecipeFolder } from '#electron/gateways/recipes/recipe-folder.ts'
import { openValueMemory } from '#electron/gateways/recipes/value-memory.ts'
import { openSharedCalls } from '#electron/gateways/shared-calls.ts'
import { storageFault } from '#electron/gateways/storage-fault.ts'
import { systemClock } from '#electron/gateways/system-clock.ts'
import { unfinishedFiles } from '#electron/gateways/unfinished-files.ts'
import { createWorkbooks } from '#electron/gateways/workbook-process.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { openDataDir } from '#electron/process/private-files.ts'
import { createPractice } from '#electron/practice/practice-port.ts'
import { createAccounts, type AccountService } from '#electron/services/accounts/accounts.ts'
import { createProxies } from '#electron/services/accounts/proxies.ts'
import { createPeople } from '#electron/services/accounts/people.ts'
import { createAttributes, type AttributeService } from '#electron/services/accounts/attributes.ts'
import { createFiles, type FileService } from '#electron/services/sheets/files.ts'
import { priorityCall } from '#electron/services/rate/limited-call.ts'
import { createGovernors } from '#electron/services/rate/governors.ts'
import { Comparer } from '#electron/services/reading/compare/comparer.ts'
import { indexFinder, lookUpFinder } from '#electron/services/reading/finders.ts'
import { readingHandlers } from '#electron/services/reading/handlers.ts'
import { isUsable } from '#electron/services/reading/index-filler.ts'
import { createLists, type ListService } from '#electron/services/reading/lists.ts'
import { findValues } from '#electron/services/reading/find-values.ts'
import { Puller } from '#electron/services/reading/pull/puller.ts'
import { Reader } from '#electron/services/reading/reader.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { ChoiceSeparator } from '#shared/domain/sheet/choices.ts'
import { proxyOfKeysId } from '#shared/domain/push/proxy.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import { mappingDigest } from '#shared/domain/reading/compare-row.ts'
import { Spending } from '#electron/services/rate/spending.ts'
import { joinHandlers, type HostHandlers } from '#electron/services/session/handlers.ts'
import { historyHandlers } from '#electron/services/sheets/history.ts'
import type { AccountStore } from '#electron/services/ports/accounts.ts'
import type { ProxyLogins } from '#electron/services/ports/proxy-logins.ts'
import type { SaveTarget } from '#electron/services/ports/save-target.ts'
import type { Workbooks } from '#electron/services/ports/workbooks.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { SharedCalls } from '#electron/services/ports/shared-calls.ts'
import { practiceHandlers } from '#electron/services/accounts/practice-account.ts'
import { pushHandlers } from '#electron/services/push/handlers.ts'
import { undoHandlers } from '#electron/services/undo/handlers.ts'
import { listCreated } from '#electron/services/undo/created-list.ts'
import { createActivityTypes } from '#electron/services/after/activity-types.ts'
import { AfterRunner } from '#electron/services/after/after-runner.ts'
import { afterHandlers } from '#electron/services/after/handlers.ts'
import { resolveAfter } from '#electron/services/after/resolve.ts'
import { knownLeads } from '#electron/services/undo/known-leads.ts'
import { createLookBack, type LookBack } from '#electron/services/undo/look-back.ts'
import { phoneOwners } from '#electron/services/undo/phone-owners.ts'
import { Undoer } from '#electron/services/undo/undoer.ts'
import { PushRunner } from '#electron/services/push/runner.ts'
import type { RecipeStore } from '#electron/services/ports/recipes.ts'
import { recipeHandlers } from '#electron/services/sheets/recipes.ts'
import { createReports, type ReportService } from '#electron/services/sheets/reports.ts'
import type { SideCalls } from '#electron/services/rate/call-faults.ts'
import { workspaceHandlers } from '#electron/services/sheets/workspace-handlers.ts'
import type { ProcessCarrier } from '#electron/workbook/protocol.ts'

export interface ComposeOptions {
  dataDir: string
  /** Where several Leadsheets of one user keep together what they share. @default dataDir */
  sharedDir?: string
  files: ProgramFiles
  /** `onDamaged`: a file could not be understood and was kept under another name; the log and the page are told. */
  accountStore: (onDamaged: (keptAs: string) => void) => AccountStore | Promise<AccountStore>
  saveTarget: SaveTarget
  /** Starts the workbook process from its entry. */
  workbookCarrier: (entry: string) => ProcessCarrier
  /** For this run, in place of what the account is set to. */
  limit?: RateLimit
  /** Beside it, of one class of calls. */
  classLimits?: Partial<Record<CallClass, { calls: number; seconds: number }>>
  callDay?: CallDay
  /** What parts several choices of a field, likewise. */
  choiceSeparator?: ChoiceSeparator
  /** The page shows itself in this theme; the desktop's title bar goes with it. */
  onTheme?: (theme: 'system' | 'light' | 'dark') => void
  /** The proxy the system names for an origin. @default what the environment says */
  proxyOf?: ProxyOf
  /** Where all Leadsheets of this user tell what they send. @default recent-calls.sqlite in the user's data folder */
  sharedCallsFile?: string
}

export type Emit = <Name extends keyof Events>(name: Name, payload: z.infer<Events[Name]>) => void

export interface Program {
  handlers: HostHandlers
  accounts: AccountService
  proxyLogins: ProxyLogins
  attributes: AttributeService
  files: FileService
  pushes: PushRunner
  /** What follows pushes. */
  after: AfterRunner
  undoer: Undoer
  listCreated(pushId: number, name: string): ReturnType<typeof listCreated>
  lookBack: LookBack
  phoneOwners(pushId: number, most: number): ReturnType<typeof phoneOwners>
  reports: ReportService
  recipes: RecipeStore
  workbooks: Workbooks
  workspace: Workspace & ReadingStore & ImageStore
  comparer: Comparer
  puller: Puller
  lists: ListService
  log: FileLog
  /** A page was opened: tells it, once, what the person should know about how the workspace was found. */
  welcome(): void
  /** One listener: whoever carries the events on. */
  onEvent(listener: Emit): void
  /** A read waits for the account's next day, which begins then (ms since 1970). */
  onDayOver(listener: (endsAt: number) => void): void
  /** Lets calls under way finish, then closes everything. */
  close(): Promise<void>
}

/** How long a question about an account waits for its limit before the person is told to try again. */
const SIDE_CALL_PATIENCE_MS = 30_000

const SAMPLE = 'sample-leads.xlsx'

/**
 * Puts services and adapters together. The three ways in differ only in what they pass in here. Faults are those of
 * opening the workspace: the folder is open elsewhere, cannot be written to, or belongs to a newer Leadsheet.
 */
export async function compose(options: ComposeOptions): Promise<Result<Program>> {
  try {
    openDataDir(options.dataDir)
  } catch {
    // What is in the way there is in the way of the workspace, too, which says so in words.
  }
  const opened = openWorkspace(join(options.dataDir, 'workspace.sqlite'), () => new Date(systemClock.wall()))
  if (!opened.ok) return opened
  try {
    return ok(await putTogether(options, opened.value))
  } catch (error) {
    const fault = storageFault(error)
    if (!fault) throw error
    opened.value.workspace.close()
    return { ok: false, fault }
  }
}

async function putTogether(
  options: ComposeOptions,
  { workspace, notice: found }: { workspace: Workspace & ReadingStore & ImageStore; notice: string },
): Promise<Program> {
  const clock = systemClock
  const notices = found === '' ? [] : [found]
  let welcomed = false
  let listener: Emit = () => undefined
  const emit: Emit = (name, payload) => listener(name, payload)
  const log = openFileLog(join(options.dataDir, 'leadsheet.log'), {
    secrets: () => heldSecrets(store),
    now: () => clock.wall(),
  })
  const store = await options.accountStore((keptAs) => {
    log.write(`a damaged file was kept as ${keptAs}`)
    const text = damagedFileNotice(keptAs)
    if (welcomed) emit('notice', { tone: 'warning', text })
    else notices.push(text)
  })
  const recipes = openRecipeFolder(join(options.sharedDir ?? options.dataDir, 'recipes'))
  const values = openValueMemory(join(options.sharedDir ?? options.dataDir, 'values.json'), (keptAs) =>
    log.write(`a damaged file was kept as ${keptAs}`),
  )
  const times = callTimes(process.env)
  const proxies = createProxies({ store, onChanged: () => accounts.tell() })
  const api = createLeadHttp({ ...times, proxyOf: options.proxyOf, proxyLogins: proxies })
  const practice = createPractice({
    dataFile: join(options.dataDir, 'practice.sqlite'),
    thread: options.files.practiceThread,
    elsewhere: process.env.LEADSHEET_PRACTICE_ORIGIN,
  })
  const unfinished = unfinishedFiles(options.dataDir)
  unfinished.clear()
  const workbooks = createWorkbooks({
    spawn: () => options.workbookCarrier(options.files.workbookProcess),
    unfinished,
  })

  const ledger = openCallLedger(join(options.sharedDir ?? options.dataDir, 'calls.sqlite'), (reason) =>
    log.write(`calls of the day are not counted: ${reason}`),
  )
  const dayListeners = new Set<(endsAt: number) => void>()
  /** Of a read that waits for the next day, as the account's has no calls left. */
  function tellOfDay(accountId: string): void {
    const over = reader.isWaiting(accountId) ? spending.over(accountId) : null
    if (over) for (const tell of dayListeners) tell(over.endsAt)
  }
  const spending = new Spending({
    clock,
    ledger,
    callDay: (accountId) => options.callDay ?? accounts.callDay(accountId),
    notice: (text) => emit('notice', { tone: 'warning', text }),
    onUsedUp(accountId) {
      tellOfDay(accountId)
      pushes.checkDay(accountId)
      comparer.checkDay(accountId)
      puller.checkDay(accountId)
      after.checkDay(accountId)
    },
  })
  const sharedCalls = openSharedCalls({
    path: options.sharedCallsFile ?? join(userDataDir(), 'recent-calls.sqlite'),
    home: options.dataDir,
    onUnavailable: (text) => {
      log.write(text)
      emit('notice', { tone: 'warning', text })
    },
  })
  const callsOf = new Map<string, SharedCalls>()
  const governors = createGovernors({
    clock,
    workspace,
    shared: (accountId) => callsOf.get(accountId) ?? null,
    limitOf(accountId, kind) {
      const limits = accounts.limitOf(accountId, kind)
      const own = options.classLimits?.[kind]
      return { ...limits, limit: options.limit ?? limits.limit, ...(own ? { own } : {}) }
    },
    onLearned: (accountId, limit, kind) => accounts.learn(accountId, limit, kind),
    spending,
    notice: (text) => emit('notice', { tone: 'info', text }),
  })
  const sideCalls: SideCalls = (accountId, call) =>
    priorityCall(governors.of(accountId, 'ordinary'), call, { clock, patienceMs: SIDE_CALL_PATIENCE_MS })
  const accounts = createAccounts({
    store,
    practice,
    api,
    sideCalls,
    newId: randomUUID,
    proxies: () => proxies.list(),
    inUse: (accountId) => pushes.usesAccount(accountId) || after.usesAccount(accountId),
    emit,
    // From here on it is known which other programs share its calls.
    onCredentials: (accountId, keys) => callsOf.set(accountId, sharedCalls.of(keys, accountId)),
    onChanged(accountId) {
      callsOf.delete(accountId)
      governors.refresh(accountId)
      attributes.forget(accountId)
      lists.forget(accountId)
      types.forget(accountId)
    },
    onRemoved(accountId) {
      comparer.forget(accountId)
      values.forget(accountId)
    },
  })
  const people = createPeople({
    credentials: (accountId) => accounts.credentials(accountId),
    api,
    sideCalls,
  })
  const attributes = createAttributes({
    people,
    credentials: (accountId) => accounts.credentials(accountId),
    known: (accountId) => accounts.view(accountId) !== null,
    valuesOf: (accountId) => values.of(accountId),
    separatorOf: (accountId) => options.choiceSeparator ?? accounts.view(accountId)?.choiceSeparator,
    api,
    sideCalls,
  })
  const pushes = new PushRunner({
    workspace,
    api,
    governors,
    accounts,
    attributes: (accountId, columns) => attributes.listFor(accountId, columns),
    findValues: (...sought) => findValues({ api, reader }, ...sought),
    compared: {
      comparison: (sheetId) => workspace.toldComparison(sheetId),
      rows: (sheet, accountId, rows) =>
        workspace.comparedRowsById(sheet.id, accountId, mappingDigest(sheet), rows),
      links: (sheetId, accountId, rows) => workspace.linksOf(sheetId, accountId, rows),
    },
    after: (...wanted) => resolveAfter({ lists, types }, ...wanted),
    onEnded: (pushId, phase) => after.pushEnded(pushId, phase),
    spending: (accountId) => spending.of(accountId),
    dayOver: (accountId) => spending.over(accountId),
    clock,
    log,
    emit,
    limit: options.limit ?? null,
    policy: { atWorkMs: times.connectTimeoutMs + times.answerTimeoutMs },
  })
  const reader = new Reader({
    governors,
    credentials: (accountId) => accounts.credentials(accountId),
    clock,
    onWaiting: tellOfDay,
  })
  const indexes = createLeadIndexes(join(options.dataDir, 'lead-index'))
  const lists = createLists({ api, reader })
  const types = createActivityTypes({ api, reader })
  const bulk = createReadingThread({
    thread: options.files.readingThread,
    onEnded: (reason) => log.write(`the reading thread ended: ${reason}`),
  })
  const reading = {
    workspace,
    api,
    bulk,
    reader,
    clock,
    log,
    emit,
    account: (accountId: string) => accounts.view(accountId),
    spending: (accountId: string) => spending.of(accountId),
    dayOver: (accountId: string) => spending.over(accountId),
    pace: (accountId: string) => governors.of(accountId, 'ordinary').pace(),
  }
  const comparer = new Comparer({
    ...reading,
    indexes,
    attributes: async (accountId) => (await attributes.list(accountId)).attributes,
    attributesFor: async (accountId, columns) => (await attributes.listFor(accountId, columns)).attributes,
  })
  const puller = new Puller({
    ...reading,
    attributes: (accountId) => attributes.list(accountId),
    emailFinder(account, job) {
      const index = comparer.indexOf(account)
      return isUsable(index, '', clock.wall()) ? indexFinder(index, '') : lookUpFinder({ api, reader, job })
    },
  })
  const credentials = (accountId: string) => accounts.credentials(accountId)
  const undoer = new Undoer({
    ...{ workspace, api, reader, governors, credentials, clock },
    runner: pushes,
    account: (accountId) => accounts.view(accountId),
    attributes: (accountId) => attributes.list(accountId),
  })
  const files = createFiles({
    inbox: createInbox(options.dataDir),
    workbooks,
    workspace,
    attributesOf: async (accountId) => (await attributes.list(accountId)).attributes,
    sample: { path: join(options.files.resourcesDir, SAMPLE), name: SAMPLE },
    emit,
  })
  const reports = createReports({ workspace, workbooks, saveTarget: options.saveTarget, emit })

  const after = new AfterRunner({
    ...{ workspace, api, lists, governors, credentials, clock, log, emit },
    failedLeads: (record) => knownLeads({ workspace, phones: { workspace, api, reader } }, record),
    dayOver: (accountId) => spending.over(accountId),
    limit: options.limit ?? null,
    policy: { atWorkMs: times.connectTimeoutMs + times.answerTimeoutMs },
  })

  const created = { workspace, api, lists, governors, credentials, clock }
  const phones = { workspace, api, reader }
  const lookBack = createLookBack({
    ...{ workspace, api, reader },
    attributes: async (accountId) => (await attributes.list(accountId)).attributes,
  })
  const handlers = joinHandlers(
    {
      accounts: accounts.handlers,
      after: afterHandlers(after, types),
      attributes: attributes.handlers,
      files: files.handlers,
      history: historyHandlers(workspace),
      practice: practiceHandlers({
        leadCount: () => practice.leadCount(),
        empty() {
          comparer.forget(PRACTICE_ACCOUNT_ID)
          return practice.empty()
        },
      }),
      proxies: proxies.handlers,
      push: pushHandlers(pushes),
      undo: undoHandlers({
        undoer,
        lookBack,
        created,
        phones,
      }),
      reading: readingHandlers({
        workspace,
        comparer,
        puller,
        lists,
        spending,
        mappingOf(sheetId) {
          const head = workspace.head(sheetId)
          return head ? mappingDigest(head) : ''
        },
      }),
      recipes: recipeHandlers(recipes, options.saveTarget),
      reports: reports.handlers,
      shell: {
        'shell.theme': ({ theme }) => {
          options.onTheme?.(theme)
          return ok({})
        },
      },
      workspace: workspaceHandlers({
        workspace,
        inUse: (sheetId) => pushes.usesSheet(sheetId),
        onDeleted: (sheetId, rows) => pushes.withdraw(sheetId, rows),
        onSaid: (...said) => values.remember(...said),
      }),
    },
    storageFault,
  )

  return {
    handlers,
    accounts,
    proxyLogins: proxies,
    attributes,
    files,
    pushes,
    after,
    undoer,
    listCreated: (pushId, name) => listCreated(created, pushId, name),
    lookBack,
    phoneOwners: (pushId, most) => phoneOwners(phones, pushId, most),
    reports,
    recipes,
    workbooks,
    workspace,
    comparer,
    puller,
    lists,
    log,
    welcome() {
      const open = welcomed || after.isRunning ? null : after.open()
      welcomed = true
      const push = open && workspace.push(open.pushId)
      if (push)
        notices.push(
          `What was to follow the push of “${push.summary.sheetName}” is not done yet. Go on with it under History.`,
        )
      for (const text of notices.splice(0)) emit('notice', { tone: 'warning', text })
    },
    onEvent: (next) => {
      listener = next
    },
    onDayOver: (next) => void dayListeners.add(next),
    async close() {
      lists.close()
      await Promise.all([pushes.close(), after.close(), comparer.close(), puller.close()])
      await bulk.close()
      indexes.close()
      workbooks.close()
      await api.close()
      await practice.close()
      ledger.close()
      sharedCalls.close()
      workspace.close()
    },
  }
}

/** What the person is told, wherever they are. */
export function damagedFileNotice(keptAs: string): string {
  const kept = basename(keptAs)
  const name = kept.replace(/\.damaged.*$/, '')
  return `The file ${name} was damaged and could not be read. It was kept as “${kept}”, and a new one was begun. Add your accounts and their keys again, or close Leadsheet and put a good copy of ${name} in its place.`
}

/** Every key that could stray into a log line right now. */
function heldSecrets(store: AccountStore): string[] {
  const ids = new Set([...store.load().map(({ id }) => id), ...store.keptIds()])
  return [...ids].flatMap((id) => {
    const keys = store.keys(id)
    if (!keys) return []
    // A proxy is told who calls; its password may be so short that half of all words would be struck out with it.
    if (proxyOfKeysId(id) !== null) return keys.secretKey.length < 4 ? [] : [keys.secretKey]
    return [keys.accessKey, keys.secretKey]
  })
}
