import { expect, test } from '../fixtures/leadsheet.ts'

test('Leadsheet opens at the printed address', async ({ page }) => {
  await expect(page).toHaveTitle(/Leadsheet/)
})
