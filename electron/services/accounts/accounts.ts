import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import {
  DEFAULT_CALL_DAY,
  DEFAULT_LIMIT,
  type AccountCheck,
  type AccountDraft,
  type Accounts,
  type AccountView,
  type CallClass,
  type CallDay,
  type RateLimit,
} from '#shared/domain/push/account.ts'
import type { ProxyView } from '#shared/domain/push/proxy.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { hostOf, originOf } from './account-host.ts'
import type { AccountRecord, AccountStore } from '#electron/services/ports/accounts.ts'
import type { Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import type { Practice } from '#electron/services/ports/practice.ts'
import { faultOf, type SideCalls } from '#electron/services/rate/call-faults.ts'

export interface AccountsOptions {
  store: AccountStore
  practice: Practice
  api: Pick<LeadApi, 'whoAmI'>
  sideCalls: SideCalls
  newId(): string
  /** True while a push of this account is running or waits to be resumed. */
  inUse(accountId: string): boolean
  /** Proxies on the way to accounts. */
  proxies(): ProxyView[]
  emit(name: 'accounts.changed', payload: Accounts): void
  /** What is kept of an account changed: its limit, its host or its keys. */
  onChanged(accountId: string): void
  /** What else is kept of the account goes with it. */
  onRemoved?(accountId: string): void
  /** Somebody is about to call the account with these. */
  onCredentials?(accountId: string, credentials: Credentials): void
}

/** What calls of one class have to keep to: the account's limit, what the server taught, and the class's own. */
export interface LimitsOfClass {
  limit: RateLimit
  learned: AccountView['learnedLimit']
  own?: { calls: number; seconds: number }
}

export interface AccountService {
  list(): Accounts
  /** What `list` answers changed. */
  tell(): void
  view(accountId: string): AccountView | null
  /** Where and as whom to call; a fault in words where the keys are missing or locked. */
  credentials(accountId: string): Promise<Result<Credentials>>
  /** @default kind 'bulk' */
  limitOf(accountId: string, kind?: CallClass): LimitsOfClass
  /** What a throttled call taught belongs to the class of that call. */
  learn(accountId: string, limit: NonNullable<AccountView['learnedLimit']>, kind?: CallClass): void
  callDay(accountId: string): CallDay
  /** Adds or changes an account; keys left out stay as they are. */
  save(draft: AccountDraft): Promise<Result<AccountView>>
  test(accountId: string): Promise<Result<AccountCheck>>
  handlers: Pick<
    Handlers<Calls>,
    | 'accounts.list'
    | 'accounts.save'
    | 'accounts.remove'
    | 'accounts.test'
    | 'accounts.forgetLimit'
    | 'vault.unlock'
    | 'vault.reset'
  >
}

const PRACTICE_RECORD: AccountRecord = {
  id: PRACTICE_ACCOUNT_ID,
  label: 'Practice account',
  host: '127.0.0.1',
  colour: 'grey',
  live: false,
  keyTransport: 'query',
  limit: DEFAULT_LIMIT,
  learnedLimit: null,
}

const NO_SUCH_ACCOUNT = 'This account is no longer here. Choose another one.'

/**
 * The accounts rows can be pushed to. Records may be shown; keys go into the store and come out towards the server only.
 * The practice account is always there and cannot be changed or removed; of it, only a learned limit is kept.
 */
export function createAccounts(options: AccountsOptions): AccountService {
  const { store } = options

  function records(): AccountRecord[] {
    const kept = store.load()
    const practice = kept.find((record) => record.id === PRACTICE_ACCOUNT_ID)
    return [
      {
        ...PRACTICE_RECORD,
        learnedLimit: practice?.learnedLimit ?? null,
        ...(practice?.learnedOrdinaryLimit ? { learnedOrdinaryLimit: practice.learnedOrdinaryLimit } : {}),
      },
      ...kept.filter((record) => record.id !== PRACTICE_ACCOUNT_ID),
    ]
  }

  function viewOf(record: AccountRecord): AccountView {
    const practice = record.id === PRACTICE_ACCOUNT_ID
    return { ...record, practice, keys: practice ? 'saved' : store.keysState(record.id) }
  }

  function view(accountId: string): AccountView | null {
    const record = records().find(({ id }) => id === accountId)
    return record ? viewOf(record) : null
  }

  function list(): Accounts {
    return { accounts: records().map(viewOf), vault: store.vaultState(), proxies: options.proxies() }
  }

  function put(record: AccountRecord): AccountView {
    const kept = store.load()
    const known = kept.some(({ id }) => id === record.id)
    store.save(known ? kept.map((other) => (other.id === record.id ? record : other)) : [...kept, record])
    return viewOf(record)
  }

  function tell(): void {
    options.emit('accounts.changed', list())
  }

  function setLearned(accountId: string, learned: Partial<AccountRecord>): AccountView | null {
    const record = records().find(({ id }) => id === accountId)
    if (!record) return null
    const changed = put({ ...record, ...learned })
    options.onChanged(accountId)
    tell()
    return changed
  }

  async function credentials(accountId: string): Promise<Result<Credentials>> {
    const held = await heldCredentials(accountId)
    if (held.ok) options.onCredentials?.(accountId, held.value)
    return held
  }

  async function heldCredentials(accountId: string): Promise<Result<Credentials>> {
    if (accountId === PRACTICE_ACCOUNT_ID) return ok(await options.practice.credentials())
    const record = records().find(({ id }) => id === accountId)
    if (!record) return fail('not-found', NO_SUCH_ACCOUNT)
    const keys = store.keys(accountId)
    if (!keys) {
      return fail('locked', noKeys(record, store.keysState(accountId)))
    }
    return ok({ origin: originOf(record.host), ...keys, transport: record.keyTransport })
  }

  async function save(draft: AccountDraft): Promise<Result<AccountView>> {
    if (draft.id === PRACTICE_ACCOUNT_ID) {
      return fail('invalid', 'The practice account cannot be changed. Add an account of your own.')
    }
    const before = draft.id === null ? null : (records().find(({ id }) => id === draft.id) ?? null)
    if (draft.id !== null && !before) return fail('not-found', NO_SUCH_ACCOUNT)
    const host = hostOf(draft.host)
    if (!host.ok) return host
    const twin = records().find(({ id, label }) => id !== draft.id && sameLabel(label, draft.label))
    if (twin)
      return fail('invalid', `There is already an account called “${twin.label}”. Choose another name.`)
    const accessKey = draft.accessKey?.trim() ?? ''
    const secretKey = draft.secretKey?.trim() ?? ''
    if ((accessKey === '') !== (secretKey === '')) {
      return fail(
        'invalid',
        'Enter both keys: the access key and the secret key. LeadSquared shows them together.',
      )
    }
    // Keys are meant for one server; sending them to another because the host was edited would hand them out.
    if (before && before.host !== host.value && accessKey === '' && store.keepsKeys(before.id)) {
      return fail(
        'invalid',
        'The host changed, so enter both keys again: keys are never sent to another host unasked.',
      )
    }
    // They are sealed for the way they travel, too, and have to be sealed anew for another one.
    const travelAnew = before !== null && before.keyTransport !== draft.keyTransport && accessKey === ''
    const resealed = travelAnew ? store.keys(before.id) : null
    if (travelAnew && !resealed && store.keysState(before.id) === 'locked') {
      return fail(
        'invalid',
        'To change how the keys travel, unlock the saved keys first, or enter both keys again.',
      )
    }

    const { accessKey: _access, secretKey: _secret, ...shown } = draft
    const sameLimit =
      before !== null &&
      before.limit.calls === draft.limit.calls &&
      before.limit.seconds === draft.limit.seconds
    const sameServer = before !== null && before.host === host.value && sameLimit
    const {
      classLimits = before?.classLimits,
      callDay = before?.callDay,
      choiceSeparator = before?.choiceSeparator,
      ...plain
    } = shown
    const record: AccountRecord = {
      ...plain,
      ...(classLimits ? { classLimits } : {}),
      ...(callDay ? { callDay } : {}),
      ...(choiceSeparator ? { choiceSeparator } : {}),
      id: draft.id ?? options.newId(),
      host: host.value,
      learnedLimit: sameServer ? before.learnedLimit : null,
      ...(sameServer && before.learnedOrdinaryLimit
        ? { learnedOrdinaryLimit: before.learnedOrdinaryLimit }
        : {}),
    }
    put(record)
    if (accessKey !== '') await store.putKeys(record.id, { accessKey, secretKey })
    else if (resealed) await store.putKeys(record.id, resealed)
    options.onChanged(record.id)
    tell()
    return ok(viewOf(record))
  }

  async function test(accountId: string): Promise<Result<AccountCheck>> {
    const held = await credentials(accountId)
    if (!held.ok) return held
    const answer = await options.sideCalls(accountId, (hooks) => options.api.whoAmI(held.value, hooks))
    return answer.kind === 'value' ? ok(answer.value) : faultOf(answer, held.value.origin)
  }

  return {
    list,
    tell,
    view,
    credentials,
    limitOf(accountId, kind = 'bulk') {
      const found = view(accountId)
      const own = found?.classLimits?.[kind]
      return {
        limit: found?.limit ?? DEFAULT_LIMIT,
        learned: (kind === 'bulk' ? found?.learnedLimit : found?.learnedOrdinaryLimit) ?? null,
        ...(own ? { own } : {}),
      }
    },
    learn(accountId, limit, kind = 'bulk') {
      setLearned(accountId, kind === 'bulk' ? { learnedLimit: limit } : { learnedOrdinaryLimit: limit })
    },
    callDay: (accountId) => view(accountId)?.callDay ?? DEFAULT_CALL_DAY,
    save,
    test,
    handlers: {
      'accounts.list': () => ok(list()),
      'accounts.save': (draft) => save(draft),
      'accounts.remove': ({ accountId }) => {
        if (accountId === PRACTICE_ACCOUNT_ID) {
          return fail('invalid', 'The practice account comes with Leadsheet and stays.')
        }
        if (options.inUse(accountId)) {
          return fail('busy', 'A push to this account has not ended. Finish or cancel it first.')
        }
        store.save(store.load().filter(({ id }) => id !== accountId))
        store.removeKeys(accountId)
        options.onRemoved?.(accountId)
        tell()
        return ok({})
      },
      'accounts.test': ({ accountId }) => test(accountId),
      'accounts.forgetLimit': ({ accountId }) => {
        const changed = setLearned(accountId, { learnedLimit: null, learnedOrdinaryLimit: null })
        return changed ? ok(changed) : fail('not-found', NO_SUCH_ACCOUNT)
      },
      'vault.unlock': async ({ passphrase }) => {
        const opened = await store.unlock(passphrase)
        if (opened.ok) tell()
        return opened
      },
      'vault.reset': () => {
        const state = store.reset()
        tell()
        return ok(state)
      },
    },
  }
}

/** Why an account's keys cannot be used, and what to do. */
function noKeys({ label, host }: AccountRecord, state: AccountView['keys']): string {
  if (state === 'locked') {
    return `The keys of “${label}” are locked. Enter your passphrase under Accounts, then go on.`
  }
  if (state === 'unusable') {
    return `The saved keys of “${label}” were not given for ${host}: the account was changed outside this window, or its file was damaged. Look whether that is the right host, and enter both keys again under Accounts.`
  }
  return `Leadsheet holds no keys for “${label}”. Enter them under Accounts, then go on.`
}

function sameLabel(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
