import { chromium, type Page } from '@playwright/test'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { CHROMIUM_ARGS, findChromium } from '../fixtures/chromium.ts'

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

/**
 * The real page over the workspace in `dataDir`, whose open sheet has been compared before or not: its own Compare, from the click
 * until the counts are on screen.
 */
export async function comparedInPage(dataDir: string, origin: string, rows: number): Promise<PageTasks> {
  const host = await startBrowserHost(dataDir, { LEADSHEET_PRACTICE_ORIGIN: origin })
  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: CHROMIUM_ARGS,
    ...(executablePath ? { executablePath } : {}),
  })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(300_000)
    await page.goto(host.address)
    await page
      .getByRole('contentinfo')
      .getByText(`${rows.toLocaleString('en-US')} rows`)
      .first()
      .waitFor()
    const panel = page.getByRole('region', { name: 'Compare', exact: true })
    await page.getByRole('banner').getByRole('button', { name: 'Compare', exact: true }).click()
    const start = panel.getByRole('button', { name: /^Compare( again| [\d,]+ rows?)$/ }).first()
    await start.waitFor()
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] })
    await start.click()
    await panel.getByRole('button', { name: 'Cancel', exact: true }).waitFor()
    await panel.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'detached' })
    await panel
      .getByRole('list', { name: 'Rows by what a push would do' })
      .getByRole('button')
      .first()
      .waitFor()
    await rowsFollowed(page)
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
    return tasksIn(trace.traceEvents)
  } finally {
    await browser.close()
    await host.stop()
  }
}

/** What became of each row is asked for page by page after the counts are there. */
async function rowsFollowed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let quiet = 0; quiet < 20; quiet++) await new Promise((resolve) => setTimeout(resolve, 100))
  })
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
