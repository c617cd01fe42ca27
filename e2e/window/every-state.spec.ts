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

async function troublesOf(page: Page, part: string): Promise<string[]> {
  const faults = async (rules?: string[]) => {
    const { violations } = await axeIn(page)
      .include(part)
      .options(rules ? { runOnly: { type: 'rule', values: rules } } : {})
      .analyze()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
  }
  const light = [...(await page.evaluate(unsaid, API_NAMES)), ...(await faults())]
  // All else is the same whatever the colours.
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await faults(['color-contrast', 'link-in-text-block'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((fault) => `${fault} in the dark`)]
}

test('in every state of the window each sign has its word, no name of the API is on screen, and axe finds no fault in light or dark', async ({
  page,
  practice,
}) => {
  test.slow()
  await page.setViewportSize({ width: 1024, height: 700 })
  await page.emulateMedia({ colorScheme: 'light' })
  const troubles: string[] = []
  await throughAllStates(page, practice, async (state, part = '.side-panel') => {
    for (const trouble of await troublesOf(page, part)) troubles.push(`${state}: ${trouble}`)
  })
  expect(troubles).toEqual([])
})
