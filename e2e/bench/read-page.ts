import { chromium, type Page } from '@playwright/test'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { CHROMIUM_ARGS, findChromium } from '../fixtures/chromium.ts'
import { tasksOf, type PageTasks } from './page-work.ts'

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
    const { tasks } = await tasksOf(browser, page, async () => {
      await start.click()
      await panel.getByRole('button', { name: 'Cancel', exact: true }).waitFor()
      await panel.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'detached' })
      await panel
        .getByRole('list', { name: 'Rows by what a push would do' })
        .getByRole('button')
        .first()
        .waitFor()
      await rowsFollowed(page)
    })
    return tasks
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
