import { describe, expect, it } from 'vitest'
import type { Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { createSessions, type Connection } from './sessions.ts'

function setUp() {
  const handlers = {
    'workspace.open': () => ({ ok: true, value: { sheet: null } }),
  } as unknown as Handlers<Calls>
  return createSessions(handlers, { mode: 'browser', version: '1.2.3', locale: 'en-GB' })
}

function page(): Connection & { superseded: number; ended: number; told: number } {
  return {
    superseded: 0,
    ended: 0,
    told: 0,
    supersede() {
      this.superseded += 1
    },
    end() {
      this.ended += 1
    },
    handedIn() {
      this.told += 1
    },
  }
}

const arrives = (pageId: string) => ({ pageId, resumed: false })
const comesBack = (pageId: string) => ({ pageId, resumed: true })

describe('createSessions', () => {
  it('refuses every call of a page that has not opened a session', async () => {
    const sessions = setUp()
    const answer = await sessions.connect(page())['workspace.open']({})
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'busy' } })
  })

  it('serves a page once it has opened a session, and tells it where it runs', async () => {
    const sessions = setUp()
    const own = sessions.connect(page())
    expect(await own['session.open'](arrives('a'))).toEqual({
      ok: true,
      value: { mode: 'browser', version: '1.2.3', locale: 'en-GB', superseded: false },
    })
    expect(await own['workspace.open']({})).toEqual({ ok: true, value: { sheet: null } })
  })

  it('lets a newer page win: the older one is told and refused from then on', async () => {
    const sessions = setUp()
    const [first, second] = [page(), page()]
    const older = sessions.connect(first)
    const newer = sessions.connect(second)
    await older['session.open'](arrives('a'))
    await newer['session.open'](arrives('b'))
    expect(first.superseded).toBe(1)
    expect(sessions.current()).toBe(second)
    expect(await older['workspace.open']({})).toMatchObject({ ok: false, fault: { kind: 'busy' } })
    expect(await newer['workspace.open']({})).toMatchObject({ ok: true })
  })

  it('does not tell a page that it superseded itself when it reconnects', async () => {
    const sessions = setUp()
    const [before, after] = [page(), page()]
    await sessions.connect(before)['session.open'](arrives('a'))
    await sessions.connect(after)['session.open'](arrives('a'))
    expect(before.superseded).toBe(0)
    expect(sessions.current()).toBe(after)
  })

  it('keeps the newer page when the older one disconnects late', async () => {
    const sessions = setUp()
    const [first, second] = [page(), page()]
    await sessions.connect(first)['session.open'](arrives('a'))
    await sessions.connect(second)['session.open'](arrives('b'))
    sessions.disconnect(first)
    expect(sessions.current()).toBe(second)
    sessions.disconnect(second)
    expect(sessions.current()).toBeNull()
  })

  it('takes a page that comes back for what it is: it holds on, unless a newer one has opened since', async () => {
    const sessions = setUp()
    const [first, again, second, late] = [page(), page(), page(), page()]
    await sessions.connect(first)['session.open'](arrives('a'))
    sessions.disconnect(first)
    expect(await sessions.connect(again)['session.open'](comesBack('a'))).toMatchObject({
      value: { superseded: false },
    })
    expect(sessions.current()).toBe(again)
    await sessions.connect(second)['session.open'](arrives('b'))
    sessions.disconnect(again)
    const own = sessions.connect(late)
    expect(await own['session.open'](comesBack('a'))).toMatchObject({ value: { superseded: true } })
    expect(second.superseded).toBe(0)
    expect(sessions.current()).toBe(second)
    expect(await own['workspace.open']({})).toMatchObject({ ok: false, fault: { kind: 'busy' } })
    expect(await own['workspace.takeIn']({})).toMatchObject({ ok: false, fault: { kind: 'busy' } })
  })
})
