import type { Browser, Page } from '@playwright/test'
import type {} from './grid-page/bench-window.ts'
import { createWorkMeter, tasksOf, type Cost, type PageTasks, type WorkMeter } from './page-work.ts'

const PASTED_ROWS = 10_000
const SCROLLED_FRAMES = 90
/** The first frames of a scroll compile what the others run. */
const WARMING_FRAMES = 30
const CHANGES_PER_SECOND = 2_500
const BURST_SECONDS = 6

export type Which = 'bare' | 'ours'

/** What a grid is measured in: the page of the bench with one of the two, over so many rows. */
export interface Stand {
  browser: Browser
  origin: string
  which: Which
  rows: number
}

export interface Figures {
  /** From rows in hand to their first paint. */
  open: Cost
  heapMb: number
  /** One frame of a scroll, the median by the clock. */
  frame: Cost
  paste: Cost
  undo: Cost
  /** Milliseconds by the clock; null where it has nothing of the kind. */
  validate: number | null
  sort: Cost
  filter: Cost
  burst: PageTasks
  /** Of the letters typed during the burst, how many arrived in the cell: 0 to 1. */
  typed: number
}

export interface LongFigures {
  open: Cost
  heapMb: number
  frame: Cost
  paste: Cost
  undo: Cost
  sort: Cost
  /** The longest the page stood still in it. */
  sortHeld: number
  filter: Cost
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 / 1024
}

/** The median of numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A page at rest, its garbage collected, so that opening is not charged for loading. */
async function openPage({ browser, origin, which, rows }: Stand, anew = false): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${origin}/?grid=${which}&rows=${rows}${anew ? '&anew' : ''}`)
  await page.waitForFunction(() => 'bench' in window)
  await heapMb(page)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
  return page
}

/** `act` answers how long it took by the page's clock. */
async function costOf(meter: WorkMeter, act: () => Promise<number>): Promise<Cost> {
  const { result, work } = await meter(act)
  return { work, clock: result }
}

async function frameCost(page: Page, meter: WorkMeter): Promise<Cost> {
  await page.evaluate((frames) => window.bench.scrollFrames(frames), WARMING_FRAMES)
  const { result, work } = await meter(() =>
    page.evaluate((frames) => window.bench.scrollFrames(frames), SCROLLED_FRAMES),
  )
  return { work: work / SCROLLED_FRAMES, clock: median(result) }
}

async function pasteCosts(page: Page, meter: WorkMeter): Promise<{ paste: Cost; undo: Cost }> {
  const rest = (ms: number) =>
    page.evaluate((time) => new Promise((resolve) => setTimeout(resolve, time)), ms)
  await page.evaluate((lines) => {
    window.bench.subject.focusFirstCell()
    window.bench.copy(lines)
  }, PASTED_ROWS)
  await rest(300)
  const paste = await costOf(meter, () => page.evaluate(() => window.bench.paste()))
  await rest(500)
  const undo = await costOf(meter, () => page.evaluate(() => window.bench.subject.undo()))
  return { paste, undo }
}

/** Outcomes by the thousand while somebody types, the sheet sorted by status. */
async function burstOf(browser: Browser, page: Page): Promise<Pick<Figures, 'burst' | 'typed'>> {
  await page.evaluate(async () => {
    await window.bench.subject.sortByStatus()
    await new Promise((resolve) => setTimeout(resolve, 500))
    window.bench.subject.startTyping()
  })
  const { result: letters, tasks } = await tasksOf(browser, page, async () => {
    const burst = page.evaluate(([changes, seconds]) => window.bench.burst(changes, seconds), [
      CHANGES_PER_SECOND,
      BURST_SECONDS,
    ] as const)
    const stop = Date.now() + BURST_SECONDS * 1_000 - 500
    let pressed = 0
    while (Date.now() < stop) {
      await page.keyboard.type('x', { delay: 150 })
      pressed++
    }
    await burst
    return pressed
  })
  const text = (await page.evaluate(() => window.bench.subject.typed())) ?? ''
  return { burst: tasks, typed: letters === 0 ? 0 : (text.match(/x/g)?.length ?? 0) / letters }
}

/** A page with the sheet open, and what opening it, scrolling and a paste cost. */
async function opened(stand: Stand) {
  const page = await openPage(stand)
  const meter = await createWorkMeter(page)
  const open = await costOf(meter, () => page.evaluate(() => window.bench.subject.open()))
  const heap = await heapMb(page)
  const frame = await frameCost(page, meter)
  const { paste, undo } = await pasteCosts(page, meter)
  return { page, meter, costs: { open, heapMb: heap, frame, paste, undo } }
}

export async function measure(stand: Stand): Promise<Figures> {
  const { page, meter, costs } = await opened(stand)
  const validate = await page.evaluate(() => window.bench.subject.validate())
  const sort = await costOf(meter, () => page.evaluate(() => window.bench.subject.sort(2)))
  await page.evaluate(() => window.bench.subject.sort(null))
  const filter = await costOf(meter, () => page.evaluate(() => window.bench.subject.filter('pune')))
  await page.evaluate(() => window.bench.subject.filter(''))
  const typing = await burstOf(stand.browser, page)
  await page.close()
  return { ...costs, validate, sort, filter, ...typing }
}

/** Opened where the grid has to be made first. Of a browser of its own: what the first opening there compiles, a second finds ready. */
export async function measureMadeForIt(stand: Stand): Promise<Cost> {
  const page = await openPage(stand, true)
  const meter = await createWorkMeter(page)
  return costOf(meter, () => page.evaluate(() => window.bench.subject.open()))
}

/** The same page, given a long sheet: what opening it and working in it costs. */
export async function measureLong(stand: Stand): Promise<LongFigures> {
  const { page, meter, costs } = await opened(stand)
  const { result: sort, tasks } = await tasksOf(stand.browser, page, () =>
    costOf(meter, () => page.evaluate(() => window.bench.subject.sort(0))),
  )
  await page.evaluate(() => window.bench.subject.sort(null))
  const filter = await costOf(meter, () => page.evaluate(() => window.bench.subject.filter('pune')))
  await page.close()
  return { ...costs, sort, sortHeld: tasks.longest, filter }
}
