import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMIT, type AccountDraft, type Accounts } from '#shared/domain/push/account.ts'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { createLeadHttp } from '#electron/gateways/leadsquared/lead-http.ts'
import { createPractice } from '#electron/practice/practice-port.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import { createAccounts } from './accounts.ts'
import { createAttributes } from './attributes.ts'
import { createPeople } from './people.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Accounts over a real file, a real HTTP client and a real practice server that stands for the tenant's. */
async function setUp() {
  const dir = mkdtempSync(join(tmpdir(), 'leadsheet-accounts-'))
  const server = await startPracticeServer({ log: 'calls' })
  const api = createLeadHttp()
  const practice = createPractice({
    dataFile: join(dir, 'practice.sqlite'),
    thread: join(import.meta.dirname, '..', '..', 'practice', 'thread.ts'),
  })
  closing.push(
    () => api.close(),
    () => practice.close(),
    () => server.close(),
  )
  const path = join(dir, 'accounts.json')
  const changed: string[] = []
  const told: Accounts[] = []
  let id = 0
  let used = ''
  const accounts = createAccounts({
    proxies: () => [],
    store: createFileAccountStore(
      openAccountFile(path, () => undefined),
      { N: 2 ** 10, r: 8, p: 1 },
    ),
    practice,
    api,
    sideCalls: (_accountId, call) => call({ onWire: () => undefined }),
    newId: () => `id-${++id}`,
    inUse: (accountId) => accountId === used,
    emit: (_name, payload) => told.push(payload),
    onChanged: (accountId) => changed.push(accountId),
  })
  const people = createPeople({
    credentials: (accountId) => accounts.credentials(accountId),
    api,
    sideCalls: (_accountId, call) => call({ onWire: () => undefined }),
  })
  const attributes = createAttributes({
    people,
    credentials: (accountId) => accounts.credentials(accountId),
    known: (accountId) => accounts.view(accountId) !== null,
    separatorOf: (accountId) => accounts.view(accountId)?.choiceSeparator,
    api,
    sideCalls: (_accountId, call) => call({ onWire: () => undefined }),
  })
  const draft: AccountDraft = {
    id: null,
    label: 'Acme',
    host: server.origin,
    colour: 'red',
    live: true,
    keyTransport: 'query',
    limit: DEFAULT_LIMIT,
    accessKey: server.accessKey,
    secretKey: server.secretKey,
  }
  return {
    accounts,
    attributes,
    server,
    draft,
    changed,
    told,
    use: (accountId: string) => (used = accountId),
    path,
  }
}

function textOf(result: { ok: boolean; fault?: { text: string } }): string {
  return result.ok ? '' : (result.fault?.text ?? '')
}

describe('accounts', () => {
  it('begin with the practice account, which needs nothing and cannot be changed or removed', async () => {
    const { accounts, draft } = await setUp()
    expect(accounts.list().accounts).toMatchObject([
      { id: 'practice', practice: true, live: false, keys: 'saved' },
    ])
    expect(await accounts.credentials('practice')).toMatchObject({ ok: true })
    expect(textOf(await accounts.save({ ...draft, id: 'practice' }))).toContain('cannot be changed')
    expect(textOf(await accounts.handlers['accounts.remove']({ accountId: 'practice' }))).toContain('stays')
  })

  it('are saved, told to the page without their keys, and know where and as whom to call', async () => {
    const { accounts, draft, server, told } = await setUp()
    const saved = await accounts.save(draft)
    expect(saved).toMatchObject({ ok: true, value: { id: 'id-1', label: 'Acme', keys: 'memory' } })
    expect(told).toHaveLength(1)
    expect(JSON.stringify([told, saved, accounts.list()])).not.toContain(server.secretKey)
    expect(await accounts.credentials('id-1')).toEqual({
      ok: true,
      value: {
        origin: server.origin,
        accessKey: server.accessKey,
        secretKey: server.secretKey,
        transport: 'query',
      },
    })
  })

  it('keep the keys they have when a form leaves them out', async () => {
    const { accounts, draft, server } = await setUp()
    await accounts.save(draft)
    const { accessKey: _a, secretKey: _s, ...rest } = draft
    const saved = await accounts.save({ ...rest, id: 'id-1', label: 'Acme EU', keyTransport: 'headers' })
    expect(saved).toMatchObject({ ok: true, value: { label: 'Acme EU' } })
    expect(await accounts.credentials('id-1')).toMatchObject({
      value: { accessKey: server.accessKey, transport: 'headers' },
    })
  })

  it('never send keys to another host because the host was edited', async () => {
    const { accounts, draft, server } = await setUp()
    await accounts.save(draft)
    const { accessKey: _a, secretKey: _s, ...rest } = draft
    const moved = await accounts.save({ ...rest, id: 'id-1', host: 'evil.example' })
    expect(textOf(moved)).toContain('enter both keys again')
    expect(await accounts.credentials('id-1')).toMatchObject({ value: { origin: server.origin } })
  })

  it.each<[Partial<AccountDraft>, RegExp]>([
    [{ host: 'http://api.leadsquared.com' }, /plain http/],
    [{ host: 'not a host' }, /is not a host/],
    [{ secretKey: '' }, /both keys/],
    [{ label: 'practice ACCOUNT' }, /already an account called/],
    [{ id: 'gone' }, /no longer here/],
  ])('refuse %j with a reason and save nothing', async (change, reason) => {
    const { accounts, draft } = await setUp()
    expect(textOf(await accounts.save({ ...draft, ...change }))).toMatch(reason)
    expect(accounts.list().accounts).toHaveLength(1)
  })

  it('tell whose keys they are, and in words why not', async () => {
    const { accounts, draft, server } = await setUp()
    await accounts.save(draft)
    const good = await accounts.test('id-1')
    expect(good).toMatchObject({ ok: true, value: { email: expect.stringContaining('@') as string } })
    server.setFaults({ always: { kind: 'status', status: 401 } })
    expect(await accounts.test('id-1')).toMatchObject({ ok: false, fault: { kind: 'account-refused' } })
    server.setFaults({ always: { kind: 'status', status: 404 } })
    expect(await accounts.test('id-1')).toMatchObject({ ok: false, fault: { kind: 'unreachable' } })
    await server.close()
    expect(await accounts.test('id-1')).toMatchObject({ ok: false, fault: { kind: 'unreachable' } })
  })

  it('ask for keys where none are held', async () => {
    const { accounts, draft } = await setUp()
    const { accessKey: _a, secretKey: _s, ...rest } = draft
    await accounts.save(rest)
    expect(await accounts.credentials('id-1')).toMatchObject({ ok: false, fault: { kind: 'locked' } })
    expect(await accounts.credentials('gone')).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
  })

  it('remember a limit the server taught, until it is taken back or the setting is changed', async () => {
    const { accounts, draft, changed } = await setUp()
    await accounts.save(draft)
    accounts.learn('id-1', { calls: 5, seconds: 5 })
    accounts.learn('practice', { calls: 3, seconds: 1 })
    expect(accounts.limitOf('id-1')).toEqual({ limit: DEFAULT_LIMIT, learned: { calls: 5, seconds: 5 } })
    expect(accounts.limitOf('practice').learned).toEqual({ calls: 3, seconds: 1 })
    await accounts.save({ ...draft, id: 'id-1', colour: 'blue' })
    expect(accounts.limitOf('id-1').learned).toEqual({ calls: 5, seconds: 5 })
    await accounts.save({ ...draft, id: 'id-1', limit: { calls: 10, seconds: 5, share: 0 } })
    expect(accounts.limitOf('id-1').learned).toBeNull()
    await accounts.handlers['accounts.forgetLimit']({ accountId: 'practice' })
    expect(accounts.limitOf('practice').learned).toBeNull()
    expect(changed).toEqual(['id-1', 'id-1', 'practice', 'id-1', 'id-1', 'practice'])
  })

  it('go with their keys when removed, but not while a push uses them', async () => {
    const { accounts, draft, use } = await setUp()
    await accounts.save(draft)
    use('id-1')
    expect(textOf(await accounts.handlers['accounts.remove']({ accountId: 'id-1' }))).toContain(
      'has not ended',
    )
    use('')
    expect(await accounts.handlers['accounts.remove']({ accountId: 'id-1' })).toMatchObject({ ok: true })
    expect(accounts.view('id-1')).toBeNull()
    expect(await accounts.credentials('id-1')).toMatchObject({ fault: { kind: 'not-found' } })
  })
})

describe('attributes', () => {
  it('part several choices as the account is set, which a form that does not say leaves as it is', async () => {
    const { accounts, attributes, draft } = await setUp()
    await accounts.save(draft)
    const several = async () =>
      (await attributes.list('id-1')).attributes.flatMap((field) => field.several ?? [])
    expect(await several()).toEqual([';'])
    await accounts.save({ ...draft, id: 'id-1', choiceSeparator: '|' })
    expect(await several()).toEqual(['|'])
    await accounts.save({ ...draft, id: 'id-1', label: 'Acme & Co' })
    expect(await several()).toEqual(['|'])
  })

  it('are the account’s own, asked for once and again only on request', async () => {
    const { accounts, attributes, draft, server } = await setUp()
    await accounts.save(draft)
    const [one, two] = await Promise.all([attributes.list('id-1'), attributes.list('id-1')])
    expect(one).toBe(two)
    expect(one.source).toBe('account')
    expect(one.note).toBe('')
    expect(one.attributes.find(({ schemaName }) => schemaName === 'EmailAddress')?.dataType).toBe('Email')
    await attributes.list('id-1')
    expect(server.calls()).toHaveLength(1)
    await attributes.list('id-1', { refresh: true })
    expect(server.calls()).toHaveLength(2)
    attributes.forget('id-1')
    await attributes.list('id-1')
    expect(server.calls()).toHaveLength(3)
  })

  it('are the standard ones, with the reason, where the account’s own cannot be had; then they are asked for again', async () => {
    const { accounts, attributes, draft, server } = await setUp()
    await accounts.save(draft)
    server.setFaults({ next: [{ kind: 'status', status: 401 }] })
    const standIn = await attributes.list('id-1')
    expect(standIn).toMatchObject({ source: 'built-in', attributes: STANDARD_ATTRIBUTES })
    expect(standIn.note).toContain('did not accept these keys')
    expect(await attributes.list('id-1')).toMatchObject({ source: 'account', note: '' })
  })

  it('have the account’s users once a column of people asks for them: one call, and none for any other column', async () => {
    const { accounts, attributes, draft, server } = await setUp()
    await accounts.save(draft)
    const usersRead = () => server.calls().filter(({ path }) => path.endsWith('Users.Get')).length
    const ownersIn = ({ attributes: all }: Awaited<ReturnType<typeof attributes.list>>) =>
      all.find(({ schemaName }) => schemaName === 'OwnerId')?.people
    expect(ownersIn(await attributes.listFor('id-1', [{ attribute: 'EmailAddress' }]))).toBeUndefined()
    expect(usersRead()).toBe(0)
    server.setFaults({ next: [{ kind: 'status', status: 403 }] })
    expect(ownersIn(await attributes.listFor('id-1', [{ attribute: 'OwnerId' }]))).toMatchObject({
      problem: expect.stringContaining('did not accept') as string,
    })
    expect(ownersIn(await attributes.list('id-1'))).toBeUndefined()
    const [one] = await Promise.all([1, 2].map(() => attributes.listFor('id-1', [{ attribute: 'OwnerId' }])))
    expect(ownersIn(one!)).toMatchObject({ users: expect.arrayContaining([]) as unknown[] })
    expect(ownersIn(await attributes.list('id-1'))).toEqual(ownersIn(one!))
    expect(usersRead()).toBe(2)
    attributes.forget('id-1')
    expect(ownersIn(await attributes.list('id-1'))).toBeUndefined()
  })

  it('of an account that is not there are a fault', async () => {
    const { attributes } = await setUp()
    const answer = await attributes.handlers['attributes.list']({ accountId: 'gone', refresh: false })
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
  })
})

describe('keys and the host they were given for', () => {
  it('asks for the keys again where the host changes, although only another way in holds them', async () => {
    const { accounts, draft, path } = await setUp()
    const made = await accounts.save({ ...draft, accessKey: '', secretKey: '' })
    if (!made.ok) throw new Error(made.fault.text)
    const { id } = made.value
    const content = JSON.parse(readFileSync(path, 'utf8')) as object
    writeFileSync(path, JSON.stringify({ ...content, systemKeys: { [id]: 'c2VhbGVk' } }))
    const moved = { ...draft, id, host: 'api.leadsquared.com', accessKey: '', secretKey: '' }
    const answer = await accounts.save(moved)
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
    expect(answer.ok || answer.fault.text).toContain('enter both keys again')
    expect(await accounts.save({ ...moved, accessKey: 'AK', secretKey: 'SK' })).toMatchObject({ ok: true })
  })

  it('keeps them where only the way they travel changes', async () => {
    const { accounts, draft, server } = await setUp()
    const made = await accounts.save(draft)
    if (!made.ok) throw new Error(made.fault.text)
    const { id } = made.value
    await accounts.save({ ...draft, id, keyTransport: 'headers', accessKey: '', secretKey: '' })
    expect(await accounts.credentials(id)).toMatchObject({
      ok: true,
      value: { transport: 'headers', secretKey: server.secretKey },
    })
    expect(await accounts.test(id)).toMatchObject({ ok: true })
  })

  it('sends nothing to a host that was written into the file, and says which it is', async () => {
    const { accounts, draft, path } = await setUp()
    const elsewhere = await startPracticeServer({ log: 'calls' })
    closing.push(() => elsewhere.close())
    const made = await accounts.save(draft)
    if (!made.ok) throw new Error(made.fault.text)
    const [from, to] = [draft.host, elsewhere.origin].map((origin) => new URL(origin).host)
    writeFileSync(path, readFileSync(path, 'utf8').replace(from!, to!))
    const answer = await accounts.test(made.value.id)
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'locked' } })
    expect(answer.ok || answer.fault.text).toContain(`not given for ${to}`)
    expect(accounts.view(made.value.id)).toMatchObject({ keys: 'unusable' })
    expect(elsewhere.calls()).toEqual([])
  })
})
