import type { Browser, CDPSession, Page } from '@playwright/test'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds: as a clock saw it, and of the processor. */
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** Tasks of the page's main thread, in ms of the processor: what a busy machine takes is no fault of the page. */
export interface PageTasks {
  longest: number
  over50: number
  /** All of them together. */
  all: number
  /** The longest by the clock. */
  longestByClock: number
}

/** What a piece of work cost, in milliseconds: of the main thread's processor time, and by the clock of whoever asked for it. */
export interface Cost {
  work: number
  clock: number
}

/** The tasks of the page's main thread while something is done. */
export async function tasksOf<Result>(
  browser: Browser,
  page: Page,
  act: () => Promise<Result>,
): Promise<{ result: Result; tasks: PageTasks }> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] })
  const result = await act()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return { result, tasks: tasksIn(trace.traceEvents) }
}

function tasksIn(events: readonly TraceEvent[]): PageTasks {
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = events.filter(
    ({ name, pid, tid }) =>
      (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask') && main.has(`${pid} ${tid}`),
  )
  if (tasks.length === 0) throw new Error('The trace has no task of the page.')
  const processor = tasks.map(({ tdur = 0 }) => tdur / 1000)
  return {
    longest: Math.max(...processor),
    all: processor.reduce((sum, ms) => sum + ms, 0),
    over50: processor.filter((ms) => ms > 50).length,
    longestByClock: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
  }
}

/**
 * Measures what the page's main thread works: scripts, styles, layout and painting, by processor time. On a machine that others
 * use it is the same as on an idle one, where times by the clock are not.
 */
export async function createWorkMeter(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  async function worked(): Promise<number> {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
  return async <Result>(act: () => Promise<Result>): Promise<{ result: Result; work: number }> => {
    const before = await worked()
    const result = await act()
    return { result, work: (await worked()) - before }
  }
}

export type WorkMeter = Awaited<ReturnType<typeof createWorkMeter>>
