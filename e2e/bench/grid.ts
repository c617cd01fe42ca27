import { chromium, type Browser } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../fixtures/chromium.ts'
import { servePage } from './built-page.ts'
import {
  measure,
  measureLong,
  measureMadeForIt,
  median,
  type Figures,
  type LongFigures,
  type Stand,
  type Which,
} from './grid-measure.ts'
import type { Cost } from './page-work.ts'

/**
 * `npm run bench:grid`: Leadsheet's grid beside AG Grid with nothing added, the same rows, the same run, in real Chromium.
 * Every figure is the median of the rounds; each round has a browser of its own. Goals are about processor time of the page's main
 * thread, which is the same on a machine that others use; what the clock said stands beside it. Options: `--rows N`,
 * `--rounds N`, and `--long N` for the size that still has to open (0: leave it out), measured once after the others.
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

async function inBrowser<Result>(act: (browser: Browser) => Promise<Result>): Promise<Result> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: CHROMIUM_ARGS,
    ...(executablePath ? { executablePath } : {}),
  })
  try {
    return await act(browser)
  } finally {
    await browser.close()
  }
}

/** What is measured next and how long it took: the whole takes minutes. */
async function told<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  const start = performance.now()
  const result = await act()
  console.error(`${what}: ${Math.round((performance.now() - start) / 1000)} s`)
  return result
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}

function mb(value: number): string {
  return `${Math.round(value)} MB`
}

interface Line {
  name: string
  /** Of the bare grid, and of ours. */
  figures: [bare: string, ours: string]
  /** The same by the clock. */
  clock?: [bare: string, ours: string] | undefined
  goal?: { text: string; met: boolean } | undefined
}

/** Prints the figures and answers what was missed. */
function print(title: string, lines: readonly Line[]): string[] {
  const rows = lines.map(({ name, figures, clock = ['', ''], goal }) => [
    ...[name, ...figures, ...clock],
    goal ? `${goal.text} ${goal.met ? 'met' : 'MISSED'}` : '',
  ])
  const cells = [['', 'bare', 'Leadsheet', 'clock', 'clock', 'goal'], ...rows]
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  console.log(`\n${title}`)
  for (const [name, ...rest] of cells) {
    const padded = rest.map((cell, at) => (at === 4 ? cell : cell.padStart(widths[at + 1]!)))
    console.log([name!.padEnd(widths[0]!), ...padded].join('  ').trimEnd())
  }
  return lines.filter(({ goal }) => goal && !goal.met).map(({ name }) => name)
}

/** `most`: how many times the bare grid's work ours may be, or how many milliseconds it may take. */
function costLine(
  name: string,
  bare: Cost | null,
  ours: Cost,
  most?: { times: number } | { ms: number },
): Line {
  const times = bare && ours.work / bare.work
  const goal =
    most === undefined
      ? undefined
      : 'ms' in most
        ? { text: `≤ ${most.ms} ms`, met: ours.work <= most.ms }
        : { text: `${times!.toFixed(2)} × bare, ≤ ${most.times}`, met: times! <= most.times }
  return {
    name,
    figures: [bare ? ms(bare.work) : 'none', ms(ours.work)],
    clock: [bare ? ms(bare.clock) : '', ms(ours.clock)],
    goal,
  }
}

function medianCost(costs: readonly Cost[]): Cost {
  return { work: median(costs.map(({ work }) => work)), clock: median(costs.map(({ clock }) => clock)) }
}

function report(rounds: Record<Which, Figures[]>, madeForIt: readonly Cost[]): Line[] {
  const { bare, ours } = rounds
  type CostName = 'open' | 'frame' | 'paste' | 'undo' | 'sort' | 'filter'
  function cost(name: string, figure: CostName, most?: { times: number } | { ms: number }): Line {
    const [one, other] = [bare, ours].map((each) => medianCost(each.map((figures) => figures[figure])))
    return costLine(name, one!, other!, most)
  }
  function both(of: (figures: Figures) => number): [bare: number, ours: number] {
    return [median(bare.map(of)), median(ours.map(of))]
  }
  const heap = both((figures) => figures.heapMb)
  const tasks = both(({ burst }) => burst.over50)
  const longest = both(({ burst }) => burst.longest)
  const longestByClock = both(({ burst }) => burst.longestByClock)
  const typed = both((figures) => figures.typed)
  const percent = (value: number) => `${Math.round(value * 100)} %`
  return [
    cost('open to first paint', 'open', { times: 1.3 }),
    costLine('the same, grid made for it', null, medianCost(madeForIt)),
    {
      name: 'heap after it',
      figures: [mb(heap[0]), mb(heap[1])],
      goal: { text: '≤ 1.5 × bare', met: heap[1] <= 1.5 * heap[0] },
    },
    cost('a scrolled frame', 'frame', { times: 1.2 }),
    cost('paste 10,000 × 14 to paint', 'paste', { ms: 250 }),
    cost('undo of it to paint', 'undo', { ms: 60 }),
    {
      name: 'check all rows',
      figures: ['none', ''],
      clock: ['', ms(median(ours.map((each) => each.validate ?? 0)))],
    },
    cost('sort by a column', 'sort'),
    cost('filter by a word', 'filter'),
    {
      name: 'long tasks in the burst',
      figures: [String(tasks[0]), String(tasks[1])],
      goal: { text: 'none over 50 ms', met: tasks[1] === 0 },
    },
    {
      name: 'longest of its tasks',
      figures: [ms(longest[0]), ms(longest[1])],
      clock: [ms(longestByClock[0]), ms(longestByClock[1])],
    },
    {
      name: 'letters that arrived',
      figures: [percent(typed[0]), percent(typed[1])],
      goal: { text: '100 %', met: typed[1] === 1 },
    },
  ]
}

function reportLong({ bare, ours }: Record<Which, LongFigures>): Line[] {
  return [
    costLine('open to first paint', bare.open, ours.open, { times: 1.5 }),
    {
      name: 'heap after it',
      figures: [mb(bare.heapMb), mb(ours.heapMb)],
      goal: { text: `≤ ${LONG_HEAP_MB} MB`, met: ours.heapMb <= LONG_HEAP_MB },
    },
    costLine('a scrolled frame', bare.frame, ours.frame),
    costLine('paste 10,000 × 14 to paint', bare.paste, ours.paste),
    costLine('undo of it to paint', bare.undo, ours.undo),
    costLine('sort by as many different values', bare.sort, ours.sort),
    {
      name: 'page stands still in it',
      figures: [ms(bare.sortHeld), ms(ours.sortHeld)],
      goal: { text: '≤ bare', met: ours.sortHeld <= bare.sortHeld },
    },
    costLine('filter by a word', bare.filter, ours.filter),
  ]
}

async function run(): Promise<void> {
  const served = await servePage('grid-page')
  const rounds: Record<Which, Figures[]> = { bare: [], ours: [] }
  const madeForIt: Cost[] = []
  const stand = (browser: Browser, which: Which, rows: number): Stand => ({
    ...{ browser, which, rows },
    origin: served.origin,
  })
  const missed: string[] = []
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      for (const which of ['bare', 'ours'] as const) {
        const figures = await told(`round ${round}, ${which}`, () =>
          inBrowser((browser) => measure(stand(browser, which, ROWS))),
        )
        rounds[which].push(figures)
      }
      const made = await inBrowser((browser) => measureMadeForIt(stand(browser, 'ours', ROWS)))
      madeForIt.push(made)
    }
    const title = `${ROWS.toLocaleString('en')} rows of 14 columns, median of ${ROUNDS} rounds`
    missed.push(...print(title, report(rounds, madeForIt)))
    if (LONG_ROWS > 0) {
      const long = (which: Which) =>
        told(`${LONG_ROWS.toLocaleString('en')} rows, ${which}`, () =>
          inBrowser((browser) => measureLong(stand(browser, which, LONG_ROWS))),
        )
      const figures = { bare: await long('bare'), ours: await long('ours') }
      const longTitle = `${LONG_ROWS.toLocaleString('en')} rows of 14 columns, one round`
      const names = print(longTitle, reportLong(figures))
      missed.push(...names.map((name) => `${name} (${LONG_ROWS.toLocaleString('en')} rows)`))
    }
  } finally {
    await served.close()
  }
  console.log(missed.length === 0 ? '\nAll goals are met.' : `\nMissed: ${missed.join(', ')}.`)
  if (missed.length > 0) process.exitCode = 1
}

await run()
