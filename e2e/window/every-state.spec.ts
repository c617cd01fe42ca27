import type { Page } from '@playwright/test'
import { PRACTICE_FIELDS } from '#electron/practice/field-list.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { axeIn } from '../pages/accessibility.ts'
import { throughAllStates } from './states.ts'

/** Names of fields that no word of the language is, nor of a person's sheet. */
const API_NAMES = PRACTICE_FIELDS.map(({ schemaName }) => schemaName).filter((name) =>
  /_|[a-z][A-Z]/.test(name),
)

/** Buttons whose sign alone is on screen and that have no tooltip, and names of the API where a person's word belongs. */
function unsaid(names: readonly string[]): string[] {
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true })
  }
  const found: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const wordsOf = new Map<Element, string>()
  while (texts.nextNode()) {
    const text = texts.currentNode.nodeValue?.trim() ?? ''
    const parent = texts.currentNode.parentElement
    if (text === '' || !parent || !isSeen(parent)) continue
    for (const name of names) if (text.split(/[^\w]+/).includes(name)) found.push(`“${name}” in “${text}”`)
    const button = parent.closest('button, summary, [role=button]')
    if (button) wordsOf.set(button, `${wordsOf.get(button) ?? ''} ${text}`)
  }
  for (const button of document.querySelectorAll('button, summary, [role=button]')) {
    if (!isSeen(button) || /\p{L}{3}/u.test(wordsOf.get(button) ?? '')) continue
    const tooltip = button.getAttribute('title') ?? ''
    const name = button.getAttribute('aria-label') ?? button.outerHTML.slice(0, 120)
    if (!/\p{L}{3}/u.test(tooltip)) found.push(`no tooltip at ${name}`)
  }
  return found
}

async function faultsOf(page: Page, part: string, theme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme })
  const { violations } = await axeIn(page).include(part).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id} at ${target.join(' ')}, ${theme}`),
  )
}

test('in every state of the window each sign has its word, no name of the API is on screen, and axe finds no fault in light or dark', async ({
  page,
  practice,
}) => {
  test.slow()
  await page.setViewportSize({ width: 1024, height: 700 })
  const troubles: string[] = []
  let looks = 0
  await throughAllStates(page, practice, async (state, part = '.side-panel') => {
    // The parts are made of the same colours: each is looked at in one theme, the whole window in both.
    const turn = looks++ % 2 === 0 ? 'light' : 'dark'
    const found = await page.evaluate(unsaid, API_NAMES)
    for (const theme of part === 'body' ? (['light', 'dark'] as const) : ([turn] as const))
      found.push(...(await faultsOf(page, part, theme)))
    troubles.push(...found.map((trouble) => `${state}: ${trouble}`))
  })
  expect(troubles).toEqual([])
})
