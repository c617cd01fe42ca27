import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test('a range goes to the clipboard as Excel writes it, and comes back', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  await sheet.click(2, 'Last name', { modifiers: ['Shift'] })
  await sheet.press('Mod+C')
  expect(await sheet.clipboard()).toBe('Anna\tAdler\r\nBéla\tBartók')
  await sheet.click(5, 'First name')
  await sheet.press('Mod+V')
  await sheet.expectTable(
    5,
    ['First name', 'Last name'],
    [
      ['Anna', 'Adler'],
      ['Béla', 'Bartók'],
    ],
  )
})

test('quoted cells keep tabs, line breaks and quotes both ways', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const text = '"two\nlines"\t"a\tb"\tsay "hi"'
  await sheet.click(2, 'First name')
  await sheet.pasteText(text)
  await sheet.expectCell(2, 'First name', 'two\nlines')
  await sheet.press('Mod+C')
  expect((await sheet.clipboard()).replaceAll('\r\n', '\n')).toBe(text)
})

/** As spreadsheets and word processors put one beside the cells: the smallest there is. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='

test('a table copied from a page is read from its HTML where the text has no columns, whatever picture lies beside it', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await page.evaluate(async (picture) => {
    const html = '<table><tr><td>Gil</td><td>Gray<br>Jr.</td></tr><tr><td colspan="2">Hana</td></tr></table>'
    const item = new ClipboardItem({
      'text/plain': new Blob(['Gil\nGray\nJr.\nHana'], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
      'image/png': new Blob([Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0))], {
        type: 'image/png',
      }),
    })
    await navigator.clipboard.write([item])
  }, PICTURE)
  await sheet.click(1, 'First name')
  await sheet.press('Mod+V')
  await sheet.expectTable(
    1,
    ['First name', 'Last name'],
    [
      ['Gil', 'Gray\nJr.'],
      ['Hana', ''],
    ],
  )
})

test('one value fills the selection', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'Company')
  await sheet.click(5, 'Company', { modifiers: ['Shift'] })
  await sheet.pasteText('Same Ltd')
  await sheet.expectTable(
    1,
    ['Company'],
    [['One Ltd'], ['Same Ltd'], ['Same Ltd'], ['Same Ltd'], ['Same Ltd'], ['Six Ltd']],
  )
})

test('a paste past the last row and column makes more of them, in one step of undo', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(6, 'Company')
  await sheet.pasteText('a1\ta2\r\nb1\tb2\r\nc1\tc2\r\n')
  await sheet.expectTable(
    6,
    ['Company', 'No heading'],
    [
      ['a1', 'a2'],
      ['b1', 'b2'],
      ['c1', 'c2'],
    ],
  )
  await expect(sheet.rowNumber(8)).toHaveText('8')
  await sheet.press('Mod+Z')
  await sheet.expectCell(6, 'Company', 'Six Ltd')
  await expect(sheet.rowNumber(7)).toHaveCount(0)
  await expect(sheet.header('No heading')).toHaveCount(0)
})

test('cut puts cells on the clipboard and takes them along, Delete clears without it', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Phone')
  await sheet.press('Mod+X')
  expect(await sheet.clipboard()).toBe('+44 7700 900001')
  await sheet.click(1, 'Company')
  await sheet.press('Mod+V')
  await sheet.expectCell(1, 'Phone', '')
  await sheet.expectCell(1, 'Company', '+44 7700 900001')
  await sheet.click(2, 'Phone')
  await sheet.press('Shift+ArrowDown')
  await sheet.press('Delete')
  await sheet.expectTable(1, ['Phone'], [[''], [''], [''], ['+44 7700 900004']])
  expect(await sheet.clipboard()).toBe('+44 7700 900001')
})

test('headings of a pasted sheet are recognised, said, and taken back in one click', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await expect(sheet.header('Email').getByRole('button', { name: /goes to: Email Address/ })).toBeVisible()
  await expect(sheet.notices).toContainText('The first row was taken as headings')
  await sheet.notices.getByRole('button', { name: 'The first row is data' }).click()
  await sheet.expectCell(1, 'No heading', 'Email')
  await expect(sheet.rowNumber(7)).toHaveText('7')
  await sheet.notices.getByRole('button', { name: 'The first row is headings' }).click()
  await sheet.expectCell(1, 'Email', 'anna@one.example')
})

test('a copy out of a filtered and sorted view takes what is seen, in the order seen', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(60))
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('Last3')
  await expect(sheet.rowNumber(10)).toHaveCount(0)
  await sheet.chooseInColumnMenu('First name', 'Sort Z to A')
  await sheet.click(1, 'First name')
  await sheet.press('Mod+A')
  await sheet.press('Mod+C')
  const copied = (await sheet.clipboard()).split('\r\n').map((row) => row.split('\t')[1])
  const shown = (await sheet.table(1, copied.length - 1, 'First name')).map(([name]) => name)
  expect(copied).toEqual(['First name', ...shown])
  expect(shown).toHaveLength(9)
})

test('50,000 rows of 14 columns paste without the page standing still', async ({ page }) => {
  test.slow()
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await page.evaluate(async () => {
    const row = (i: number) => Array.from({ length: 14 }, (_, col) => `value ${i}.${col}`).join('\t')
    await navigator.clipboard.writeText(Array.from({ length: 50_000 }, (_, i) => row(i)).join('\r\n'))
  })
  await sheet.click(1, 'Email')
  await sheet.press('Mod+V')
  await sheet.expectCell(1, 'Email', 'value 0.0')
  await expect(page.getByText('50,000 rows').first()).toBeVisible()
  await sheet.press('Mod+ArrowDown')
  await sheet.expectCell(50_000, 'Email', 'value 49999.0')
})
