import { chromium, type Browser, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../fixtures/chromium.ts'
import type {} from './grid-page/bench-window.ts'
import { servePage } from './built-page.ts'

/**
 * `npm run bench:grid`: Leadsheet's grid beside AG Grid with nothing added, the same rows, the same run, in real Chromium.
 * Every figure is the median of the rounds; each round has a browser of its own. Options: `--rows N`, `--rounds N`, and
 * `--long N` for the size that still has to open (0: leave it out), measured once after the others.
 */
function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? otherwise : Number(process.argv[at + 1])
}

const ROWS = option('rows', 100_000)
const ROUNDS = option('rounds', 3)
const LONG_ROWS = option('long', 500_000)
/** What a page of the long sheet may hold; the rows alone take the bare grid most of it. */
const LONG_HEAP_MB = 512
const PASTED_ROWS = 10_000
const CHANGES_PER_SECOND = 2_500
const BURST_SECONDS = 10

type Which = 'bare' | 'ours'

interface Figures {
  firstPaint: number
  /** Milliseconds of processor time, as `workOf` has them. */
  openWork: number
  frameWork: number
  /** The same where the grid has to be made first; null for the bare one, which always is. */
  madeForIt: number | null
  heapMb: number
  scrollMedian: number
  scrollWorst: number
  paste: number
  undo: number
  validate: number | null
  sort: number
  filter: number
  longTasks: number
  longestTask: number
  /** Letters typed during the burst that arrived in the cell. */
  typed: number
}

interface LongFigures {
  firstPaint: number
  heapMb: number
  scrollMedian: number
  paste: number
  undo: number
  sort: number
  /** The longest the page stood still in it. */
  sortHeld: number
  filter: number
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 / 1024
}

/**
 * What the page's main thread worked, in milliseconds of processor time: scripts, styles, layout and painting. On a machine that
 * others use it is the same as on an idle one, where times by the clock are not.
 */
async function workOf<Result>(page: Page, act: () => Promise<Result>): Promise<[Result, number]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
  const before = await worked()
  const result = await act()
  const after = await worked()
  await session.detach()
  return [result, after - before]
}

/** The median of numbers. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A page at rest, its garbage collected, so that opening is not charged for loading. */
async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  await page.waitForFunction(() => 'bench' in window)
  await heapMb(page)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
  return page
}

/** The same page, given a long sheet: what opening it and working in it costs. */
async function measureLong(origin: string, which: Which, browser: Browser): Promise<LongFigures> {
  const page = await openPage(browser, `${origin}/?grid=${which}&rows=${LONG_ROWS}`)
  const firstPaint = await page.evaluate(() => window.bench.subject.open())
  const heap = await heapMb(page)
  const frames = (await page.evaluate(() => window.bench.scrollFrames(60))).slice(5)
  const paste = await page.evaluate(async (lines) => {
    window.bench.subject.focusFirstCell()
    return window.bench.subject.paste(window.bench.table(lines))
  }, PASTED_ROWS)
  const undo = await page.evaluate(() => window.bench.subject.undo())
  const sort = await page.evaluate(() => window.bench.longTasksOf(() => window.bench.subject.sort(0)))
  await page.evaluate(() => window.bench.subject.sort(null))
  const filter = await page.evaluate(() => window.bench.subject.filter('pune'))
  await page.close()
  return {
    firstPaint,
    heapMb: heap,
    scrollMedian: median(frames),
    paste,
    undo,
    sort: sort.took,
    sortHeld: Math.max(0, ...sort.long),
    filter,
  }
}

/** Of a browser of its own: what the first opening there compiles, a second finds ready. */
async function measureMadeForIt(origin: string, browser: Browser): Promise<number> {
  const page = await openPage(browser, `${origin}/?grid=ours&anew&rows=${ROWS}`)
  return page.evaluate(() => window.bench.subject.open())
}

async function measure(origin: string, which: Which, browser: Browser): Promise<Figures> {
  const page = await openPage(browser, `${origin}/?grid=${which}&rows=${ROWS}`)
  const [firstPaint, openWork] = await workOf(page, () => page.evaluate(() => window.bench.subject.open()))
  const heap = await heapMb(page)
  const [frames, scrollWork] = await workOf(page, () => page.evaluate(() => window.bench.scrollFrames(180)))
  const paste = await page.evaluate(async (lines) => {
    window.bench.subject.focusFirstCell()
    await new Promise((resolve) => setTimeout(resolve, 300))
    return window.bench.subject.paste(window.bench.table(lines))
  }, PASTED_ROWS)
  const undo = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    return window.bench.subject.undo()
  })
  const validate = await page.evaluate(() => window.bench.subject.validate())
  const sort = await page.evaluate(() => window.bench.subject.sort(2))
  await page.evaluate(() => window.bench.subject.sort(null))
  const filter = await page.evaluate(() => window.bench.subject.filter('pune'))
  await page.evaluate(() => window.bench.subject.filter(''))
  await page.evaluate(async () => {
    await window.bench.subject.sortByStatus()
    await new Promise((resolve) => setTimeout(resolve, 500))
    window.bench.subject.startTyping()
  })
  const burst = page.evaluate(([changes, seconds]) => window.bench.burst(changes, seconds), [
    CHANGES_PER_SECOND,
    BURST_SECONDS,
  ] as const)
  let letters = 0
  const stop = Date.now() + BURST_SECONDS * 1_000 - 500
  while (Date.now() < stop) {
    await page.keyboard.type('x', { delay: 150 })
    letters++
  }
  const long = await burst
  const text = (await page.evaluate(() => window.bench.subject.typed())) ?? ''
  await page.close()
  const shown = frames.slice(5)
  return {
    firstPaint,
    openWork,
    frameWork: scrollWork / frames.length,
    madeForIt: null,
    heapMb: heap,
    scrollMedian: median(shown),
    scrollWorst: Math.max(...shown),
    paste,
    undo,
    validate,
    sort,
    filter,
    longTasks: long.length,
    longestTask: Math.max(0, ...long),
    typed: letters === 0 ? 0 : (text.match(/x/g)?.length ?? 0) / letters,
  }
}

function ms(value: number | null): string {
  return value === null ? 'none' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}

type Line = [name: string, bare: string, ours: string, goal: string]

function print(lines: readonly Line[]): void {
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((cells) => cells[column]!.length), 10))
  for (const [name, bare, ours, goal] of [['', 'bare', 'Leadsheet', 'goal'], ...lines] as Line[]) {
    console.log(
      `${name.padEnd(widths[0]!)}  ${bare.padStart(widths[1]!)}  ${ours.padStart(widths[2]!)}  ${goal}`,
    )
  }
}

async function run(): Promise<void> {
  const served = await servePage('grid-page')
  const executablePath = findChromium()
  const rounds: Record<Which, Figures[]> = { bare: [], ours: [] }
  const long: Partial<Record<Which, LongFigures>> = {}
  const launch = () => chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const which of ['bare', 'ours'] as const) {
        const browser = await launch()
        rounds[which].push(await measure(served.origin, which, browser))
        await browser.close()
      }
      const browser = await launch()
      rounds.ours.at(-1)!.madeForIt = await measureMadeForIt(served.origin, browser)
      await browser.close()
    }
    for (const which of LONG_ROWS > 0 ? (['bare', 'ours'] as const) : []) {
      const browser = await launch()
      long[which] = await measureLong(served.origin, which, browser)
      await browser.close()
    }
  } finally {
    await served.close()
  }

  const of = (which: Which, figure: keyof Figures): number | null => {
    const values = rounds[which].map((figures) => figures[figure]).filter((value) => value !== null)
    return values.length === 0 ? null : median(values)
  }
  const lines: Line[] = []
  const failed: string[] = []
  function line(
    name: string,
    figure: keyof Figures,
    show: (value: number | null) => string,
    goal?: [string, boolean],
  ): void {
    if (goal && !goal[1]) failed.push(name)
    lines.push([
      name,
      show(of('bare', figure)),
      show(of('ours', figure)),
      goal ? `${goal[0]} ${goal[1] ? 'met' : 'MISSED'}` : '',
    ])
  }
  const ratio = (figure: keyof Figures): number => of('ours', figure)! / of('bare', figure)!
  line('open to first paint', 'firstPaint', ms, ['≤ 1.3 × bare', ratio('firstPaint') <= 1.3])
  line('work in it', 'openWork', ms, ['≤ 1.3 × bare', ratio('openWork') <= 1.3])
  line('the same, grid made for it', 'madeForIt', ms)
  line('heap after it', 'heapMb', (value) => `${Math.round(value!)} MB`, [
    '≤ 1.5 × bare',
    ratio('heapMb') <= 1.5,
  ])
  line('scroll, median frame', 'scrollMedian', ms)
  line('scroll, worst frame', 'scrollWorst', ms)
  line('work in a scrolled frame', 'frameWork', ms, ['≤ 1.2 × bare', ratio('frameWork') <= 1.2])
  line('paste 10,000 × 14 to paint', 'paste', ms, ['≤ 250 ms', of('ours', 'paste')! <= 250])
  line('undo of it to paint', 'undo', ms, ['≤ 60 ms', of('ours', 'undo')! <= 60])
  line('check all rows', 'validate', ms)
  line('sort by a column', 'sort', ms)
  line('filter by a word', 'filter', ms)
  line('long tasks in the burst', 'longTasks', String, ['none', of('ours', 'longTasks') === 0])
  line('longest of them', 'longestTask', ms)
  line('letters that arrived', 'typed', (value) => `${Math.round(value! * 100)} %`, [
    '100 %',
    of('ours', 'typed')! === 1,
  ])

  const longLines: Line[] = []
  function longLine(
    name: string,
    figure: keyof LongFigures,
    show: (value: number | null) => string,
    goal?: [string, boolean],
  ): void {
    if (goal && !goal[1]) failed.push(`${name} (${LONG_ROWS.toLocaleString('en')} rows)`)
    longLines.push([
      name,
      show(long.bare![figure]),
      show(long.ours![figure]),
      goal ? `${goal[0]} ${goal[1] ? 'met' : 'MISSED'}` : '',
    ])
  }
  if (long.bare && long.ours) {
    const { bare, ours } = long
    longLine('open to first paint', 'firstPaint', ms, [
      '≤ 1.5 × bare',
      ours.firstPaint <= 1.5 * bare.firstPaint,
    ])
    longLine('heap after it', 'heapMb', (value) => `${Math.round(value!)} MB`, [
      `≤ ${LONG_HEAP_MB} MB`,
      ours.heapMb <= LONG_HEAP_MB,
    ])
    longLine('scroll, median frame', 'scrollMedian', ms)
    longLine('paste 10,000 × 14 to paint', 'paste', ms)
    longLine('undo of it to paint', 'undo', ms)
    longLine('sort by 500,000 different values', 'sort', ms)
    longLine('page stands still in it', 'sortHeld', ms, ['≤ bare', ours.sortHeld <= bare.sortHeld])
    longLine('filter by a word', 'filter', ms)
  }

  console.log(`${ROWS.toLocaleString('en')} rows of 14 columns, median of ${ROUNDS} rounds`)
  print(lines)
  if (longLines.length > 0) {
    console.log(`\n${LONG_ROWS.toLocaleString('en')} rows of 14 columns, one round`)
    print(longLines)
  }
  if (failed.length > 0) {
    console.log(`Missed: ${failed.join(', ')}.`)
    process.exitCode = 1
  }
}

await run()
