import { expect, test } from '../fixtures/leadsheet.ts'

test('a part of the page that does not come is told in its place, and comes when it is asked for again', async ({
  page,
  way,
}) => {
  test.skip(way === 'desktop', 'a page of the program itself passes no network that could fail')
  let missing = true
  await page.route('**/assets/panels-*.js', (route) => (missing ? route.abort() : route.continue()))
  await page.reload()
  await page.getByRole('button', { name: 'Accounts' }).first().click()
  const told = page.getByRole('alert').filter({ hasText: 'This part of Leadsheet did not load' })
  await expect(told).toContainText('Your sheets are kept')
  missing = false
  await told.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('region', { name: 'Accounts' })).toBeVisible()
  await expect(told).toBeHidden()
})
