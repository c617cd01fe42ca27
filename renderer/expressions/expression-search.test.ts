import { expect, test } from 'vitest'
import { answerTask, type ExpressionTask } from './expression-desk.ts'
import { createExpressionSearch, ExpressionTooSlow, type ExpressionWorker } from './expression-search.ts'

/** Workers that answer by themselves, but for tasks whose expression is in `hangs`; and a clock moved by hand. */
function bench(hangs: readonly string[] = []) {
  const opened: { ended: boolean }[] = []
  const alarms = new Set<() => void>()
  function open(): ExpressionWorker {
    const state = { ended: false }
    opened.push(state)
    const worker: ExpressionWorker = {
      onmessage: null,
      onerror: null,
      terminate: () => {
        state.ended = true
      },
      postMessage(task: ExpressionTask) {
        if (hangs.includes(task.source)) return
        queueMicrotask(() => worker.onmessage?.({ data: answerTask(task) }))
      },
    }
    queueMicrotask(() => worker.onmessage?.({ data: { kind: 'ready' } }))
    return worker
  }
  const search = createExpressionSearch({
    open,
    after(_, run) {
      alarms.add(run)
      return () => alarms.delete(run)
    },
  })
  async function strike(): Promise<void> {
    while (alarms.size === 0) await Promise.resolve()
    for (const alarm of [...alarms]) alarm()
  }
  return { search, opened, alarms, strike }
}

test('finds and replaces as the browser would, with groups and look-around', async () => {
  const { search, alarms } = bench()
  expect(await search.found(/b(?=c)/gu, ['abc', 'abd', 'bc'])).toEqual([0, 2])
  expect(await search.texts(/(\w+), (\w+)/gu, ['Doe, Jane', 'none'], '$2 $1')).toEqual(['Jane Doe', 'none'])
  expect(alarms.size).toBe(0)
})

test('an expression that does not come to an end is ended, and the next one has a worker of its own', async () => {
  const { search, opened, strike } = bench(['^(a+)+$'])
  const slow = search.found(/^(a+)+$/gu, ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'])
  const next = search.found(/a/gu, ['a'])
  const told = expect(slow).rejects.toBeInstanceOf(ExpressionTooSlow)
  await strike()
  await told
  expect(opened.map(({ ended }) => ended)).toEqual([true, false])
  expect(await next).toEqual([0])
})

test('what is given up ends its worker and is no answer', async () => {
  const { search, opened, alarms } = bench(['x'])
  const asked = search.found(/x/gu, ['x'])
  while (alarms.size === 0) await Promise.resolve()
  search.end()
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  expect(opened).toEqual([{ ended: true }])
})
