import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '#shared/api/faults.ts'
import type { PushReview } from '#shared/domain/push/outcome.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { usePush } from '#renderer/stores/push/push-store.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { beginSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useUi } from '#renderer/stores/view/ui-store.ts'
import { refreshReview, startPush } from './push-rows.ts'

const CHANGED = 'The sheet or a choice changed since this review, so nothing was sent.'

function reviewWith(mark: string): PushReview {
  return {
    ...{
      inScope: 3,
      toSend: 3,
      leads: 3,
      calls: 1,
      seconds: 0.5,
      limit: { calls: 25, seconds: 5 },
      blanks: 0,
      withProblems: 0,
    },
    ...{
      leftOut: [],
      warned: [],
      readings: [],
      forms: [],
      duplicates: { groups: 0, rows: 0 },
      attributes: [],
      notSent: [],
      warnings: [],
      mark,
    },
  }
}

/** What the page asked of the host, in order. */
const asked: [name: string, input: unknown][] = []
let answers: Record<string, () => unknown>

beforeEach(() => {
  asked.length = 0
  answers = {}
  // The panel that opens asks where the focus is; there is no page here.
  vi.stubGlobal('document', { activeElement: null })
  useUi.setState({ panel: 'review' })
  useReview.setState({ review: null, problem: '' })
  usePush.setState({ push: null })
  vi.spyOn(host, 'call').mockImplementation(((name: string, input: unknown) => {
    asked.push([name, input])
    return Promise.resolve(answers[name]!())
  }) as typeof host.call)
  beginSheet({
    ...{ id: 4, name: 'Leads', columns: [], settings: DEFAULT_SETTINGS },
    ...{ rowCount: 3, nextRowId: 4, nextColumnId: 0 },
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('starting a push', () => {
  it('names the review it was said yes to, and shows the push once the host has begun it.', async () => {
    answers = { 'push.review': () => ok(reviewWith('mark 1')), 'push.start': () => ok({ pushId: 1 }) }
    await refreshReview()
    await startPush('mark 1')
    expect(asked.at(-1)).toMatchObject([
      'push.start',
      { sheetId: 4, scope: { kind: 'unsent' }, reviewed: 'mark 1' },
    ])
    expect(usePush.getState().push).toMatchObject({ pushId: 1 })
    expect(useUi.getState().panel).toBe('push')
  })

  it('that is not what was reviewed any more reviews anew, says why, and stays on the review.', async () => {
    let mark = 1
    answers = {
      'push.review': () => ok(reviewWith(`mark ${mark++}`)),
      'push.start': () => fail('changed', CHANGED),
    }
    await refreshReview()
    await startPush('mark 1')
    expect(asked.map(([name]) => name)).toEqual(['push.review', 'push.start', 'push.review'])
    expect(useReview.getState()).toMatchObject({
      problem: CHANGED,
      starting: false,
      review: { mark: 'mark 2' },
    })
    expect(useUi.getState().panel).toBe('review')
    expect(usePush.getState().push).toBeNull()
    await startPush('mark 2')
    expect(asked.filter(([name]) => name === 'push.start').at(-1)).toMatchObject([
      'push.start',
      { reviewed: 'mark 2' },
    ])
  })

  it('waits for the review under way, and still names the one that was read.', async () => {
    let mark = 1
    answers = {
      'push.review': () => ok(reviewWith(`mark ${mark++}`)),
      'push.start': () => fail('changed', CHANGED),
    }
    await refreshReview()
    void refreshReview()
    await startPush('mark 1')
    expect(asked.map(([name]) => name)).toEqual(['push.review', 'push.review', 'push.start', 'push.review'])
    expect(asked[2]).toMatchObject(['push.start', { reviewed: 'mark 1' }])
    expect(useReview.getState()).toMatchObject({ problem: CHANGED, asking: false, starting: false })
  })

  it('asks the host for nothing where there is no review.', async () => {
    answers = { 'push.review': () => fail('not-found', 'This sheet is no longer here.') }
    await refreshReview()
    await startPush('mark 1')
    expect(asked.map(([name]) => name)).toEqual(['push.review'])
    expect(useReview.getState().problem).toBe('This sheet is no longer here.')
  })
})
