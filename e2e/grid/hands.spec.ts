import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test.describe('a row of Tabs', () => {
  async function tabAway(sheet: LeadsSheet): Promise<void> {
    await sheet.click(2, 'First name')
    await sheet.press('Tab')
    await sheet.expectActive(2, 'Last name')
  }

  async function typeTwo(sheet: LeadsSheet): Promise<void> {
    await sheet.page.keyboard.type('one')
    await sheet.press('Enter')
    await sheet.page.keyboard.type('two')
    await sheet.press('Enter')
    await sheet.expectTable(
      2,
      ['First name', 'Last name'],
      [
        ['Béla', 'one'],
        ['Cleo', 'two'],
      ],
    )
  }

  test('is over once another cell was clicked, also where it had led to', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await tabAway(sheet)
    await sheet.click(5, 'Company')
    await sheet.click(2, 'Last name')
    await typeTwo(sheet)
  })

  test('is over after arrows, and after a jump', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await tabAway(sheet)
    await sheet.press('ArrowDown')
    await sheet.press('ArrowUp')
    await typeTwo(sheet)
    await sheet.press('Mod+Z')
    await sheet.press('Mod+Z')
    await tabAway(sheet)
    await sheet.press('Mod+End')
    await sheet.press('Mod+Home')
    await sheet.press('ArrowDown')
    await sheet.press('ArrowRight')
    await sheet.press('ArrowRight')
    await typeTwo(sheet)
  })

  test('is over after an undo', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(2, 'First name')
    await page.keyboard.type('Gone')
    await sheet.press('Tab')
    await sheet.press('Mod+Z')
    await sheet.expectCell(2, 'First name', 'Béla')
    await typeTwo(sheet)
  })

  test('is over after a sort, a filter and a find', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await tabAway(sheet)
    await sheet.chooseInColumnMenu('Email', 'Sort A to Z')
    await sheet.expectActive(2, 'Last name')
    await typeTwo(sheet)
    await sheet.press('Mod+Z')
    await sheet.press('Mod+Z')
    await tabAway(sheet)
    await sheet.press('Mod+F')
    await page.keyboard.type('Bartók')
    await sheet.press('Enter')
    await expect(await sheet.cell(2, 'Last name')).toHaveClass(/cell-selected/)
    await sheet.press('Escape')
    await sheet.expectActive(2, 'Last name')
    await typeTwo(sheet)
  })
})

test.describe('several ranges', () => {
  const ctrl = { modifiers: ['ControlOrMeta' as const] }

  test('Ctrl+click adds cells to what is selected and takes them out again; Delete empties all', async ({
    page,
  }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'First name')
    await sheet.click(3, 'Phone', ctrl)
    await sheet.click(5, 'Company', ctrl)
    await expect(sheet.selected()).toHaveCount(3)
    await sheet.click(3, 'Phone', ctrl)
    await expect(sheet.selected()).toHaveCount(2)
    await sheet.press('Delete')
    await sheet.expectCell(1, 'First name', '')
    await sheet.expectCell(3, 'Phone', '+44 7700 900003')
    await sheet.expectCell(5, 'Company', '')
    await sheet.press('Mod+Z')
    await sheet.expectCell(1, 'First name', 'Anna')
    await sheet.expectCell(5, 'Company', 'Five Ltd')
  })

  test('ranges that line up are copied together, others are refused with a sentence', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'Email')
    await sheet.click(2, 'Email', { modifiers: ['Shift'] })
    await sheet.click(1, 'Company', ctrl)
    await sheet.click(2, 'Company', { modifiers: ['Shift'] })
    await expect(sheet.selected()).toHaveCount(4)
    await sheet.press('Mod+C')
    expect(await sheet.clipboard()).toBe('anna@one.example\tOne Ltd\r\nbela@two.example\tTwo Ltd')

    await sheet.click(4, 'Phone', ctrl)
    await sheet.press('Mod+C')
    await expect(sheet.notices).toContainText('do not line up')
    expect(await sheet.clipboard()).toBe('anna@one.example\tOne Ltd\r\nbela@two.example\tTwo Ltd')
    await sheet.press('Mod+X')
    await expect(sheet.notices).toContainText('Only one range can be cut')
    await sheet.expectCell(1, 'Email', 'anna@one.example')
  })

  test('one value is pasted, typed and filled into all ranges, a larger copy is refused', async ({
    page,
  }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'Phone')
    await sheet.click(3, 'Company', ctrl)
    await sheet.pasteText('x')
    await sheet.expectCell(1, 'Phone', 'x')
    await sheet.expectCell(3, 'Company', 'x')
    await page.keyboard.type('both')
    await sheet.press('Mod+Enter')
    await sheet.expectCell(1, 'Phone', 'both')
    await sheet.expectCell(3, 'Company', 'both')
    await sheet.click(1, 'First name')
    await sheet.click(2, 'First name', { modifiers: ['Shift'] })
    await sheet.click(4, 'Company', ctrl)
    await sheet.click(6, 'Company', { modifiers: ['Shift'] })
    await sheet.press('Mod+D')
    await sheet.expectTable(1, ['First name'], [['Anna'], ['Anna'], ['Cleo']])
    await sheet.expectTable(3, ['Company'], [['both'], ['Four Ltd'], ['Four Ltd'], ['Four Ltd']])
    await sheet.pasteText('a\tb')
    await expect(sheet.notices).toContainText('is pasted at one range')
    await sheet.expectCell(3, 'Company', 'both')
  })

  test('rows that are apart are deleted together, and columns', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.rowNumber(2).click()
    await sheet.rowNumber(4).click(ctrl)
    await expect(sheet.selected()).toHaveCount(10)
    await sheet.press('Mod+-')
    await sheet.expectTable(1, ['First name'], [['Anna'], ['Cleo'], ['Eva'], ['Finn']])
    const grip = { position: { x: 30, y: 12 } }
    await sheet.header('First name').click(grip)
    await sheet.header('Phone').click({ ...grip, ...ctrl })
    await sheet.press('Mod+-')
    await expect.poll(() => sheet.headings()).toEqual(['Email', 'Last name', 'Company'])
    await sheet.press('Mod+Z')
    await sheet.press('Mod+Z')
    await sheet.expectTable(1, PEOPLE[0]!, PEOPLE.slice(1))
  })

  test('Tab goes from range to range, and an arrow leaves them', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'Email')
    await sheet.click(3, 'Phone', ctrl)
    await sheet.expectActive(3, 'Phone')
    await sheet.press('Tab')
    await sheet.expectActive(1, 'Email')
    await page.keyboard.type('first')
    await sheet.press('Enter')
    await sheet.expectActive(3, 'Phone')
    await sheet.expectCell(1, 'Email', 'first')
    await sheet.press('ArrowDown')
    await sheet.expectActive(4, 'Phone')
    await expect(sheet.selected()).toHaveCount(1)
  })
})

test.describe('cut', () => {
  const ants = '.marching-ants'

  test('stays until it is pasted, moves then, and comes back by one undo', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'First name')
    await sheet.click(2, 'Last name', { modifiers: ['Shift'] })
    await sheet.press('Mod+X')
    await expect(sheet.grid.locator(ants)).toHaveCount(1)
    await sheet.expectTable(1, ['First name', 'Last name'], [['Anna', 'Adler']])
    await sheet.click(2, 'Last name')
    await sheet.press('Mod+V')
    await sheet.expectTable(
      1,
      ['First name', 'Last name', 'Phone'],
      [
        ['', '', '+44 7700 900001'],
        ['', 'Anna', 'Adler'],
        ['Cleo', 'Béla', 'Bartók'],
      ],
    )
    await expect(sheet.grid.locator(ants)).toHaveCount(0)
    await sheet.press('Mod+Z')
    await sheet.expectTable(1, PEOPLE[0]!, PEOPLE.slice(1))
  })

  test('is left where it was by Escape, and by an edit', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'First name')
    await sheet.press('Mod+X')
    await sheet.press('Escape')
    await expect(sheet.grid.locator(ants)).toHaveCount(0)
    await sheet.expectCell(1, 'First name', 'Anna')
    await sheet.press('Mod+X')
    await sheet.click(4, 'Company')
    await page.keyboard.type('Edited')
    await sheet.press('Enter')
    await expect(sheet.grid.locator(ants)).toHaveCount(0)
    await sheet.click(6, 'First name')
    await sheet.press('Mod+V')
    await sheet.expectCell(6, 'First name', 'Anna')
    await sheet.expectCell(1, 'First name', 'Anna')
  })

  test('what was cut is not lost to a column that has one value for every row', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.chooseInColumnMenu('Company', 'One value for every row…')
    await page.getByRole('textbox', { name: 'Company in every row' }).fill('All Ltd')
    await page.getByRole('button', { name: 'Set for every row' }).click()
    await sheet.click(1, 'First name')
    await sheet.press('Mod+X')
    await sheet.click(3, 'Company')
    await sheet.press('Mod+V')
    await expect(sheet.notices).toContainText('nothing was moved')
    await sheet.expectCell(1, 'First name', 'Anna')
    await sheet.click(3, 'Phone')
    await sheet.press('Mod+V')
    await sheet.expectCell(1, 'First name', '')
    await sheet.expectCell(3, 'Phone', 'Anna')
  })

  test('Enter pastes a copy that is marked, once, and then goes down again', async ({ page }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(1, 'Company')
    await sheet.press('Mod+C')
    await sheet.click(3, 'Company')
    await sheet.press('Enter')
    await sheet.expectCell(3, 'Company', 'One Ltd')
    await expect(sheet.grid.locator(ants)).toHaveCount(0)
    await sheet.press('Enter')
    await sheet.expectActive(4, 'Company')
    await sheet.expectCell(4, 'Company', 'Four Ltd')
  })
})

test.describe('past the last row', () => {
  test('Enter shows the place of a new row, and what is pasted there leaves the last row alone', async ({
    page,
  }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(6, 'Company')
    await page.keyboard.type('Typed')
    await sheet.press('Enter')
    await expect(sheet.grid.locator('.new-row-place')).toBeVisible()
    await sheet.press('Delete')
    await sheet.expectCell(6, 'Company', 'Typed')
    await sheet.pasteText('a\r\nb')
    await sheet.expectTable(6, ['Company'], [['Typed'], ['a'], ['b']])
    await expect(sheet.grid.locator('.new-row-place')).toHaveCount(0)
    await sheet.press('Mod+Z')
    await expect(sheet.rowNumber(7)).toHaveCount(0)
  })

  test('Enter without typing goes there too; arrows and Escape come back, and no row is made', async ({
    page,
  }) => {
    const sheet = await LeadsSheet.of(page, PEOPLE)
    await sheet.click(6, 'First name')
    await sheet.press('Enter')
    await expect(sheet.grid.locator('.new-row-place')).toBeVisible()
    await sheet.press('ArrowRight')
    await page.keyboard.type('Gray')
    await sheet.press('Enter')
    await sheet.expectTable(
      6,
      ['First name', 'Last name'],
      [
        ['Finn', 'Falk'],
        ['', 'Gray'],
      ],
    )
    await sheet.press('ArrowUp')
    await expect(sheet.grid.locator('.new-row-place')).toHaveCount(0)
    await sheet.expectActive(7, 'Last name')
    await sheet.press('Enter')
    await sheet.press('Escape')
    await expect(sheet.grid.locator('.new-row-place')).toHaveCount(0)
    await expect(sheet.rowNumber(8)).toHaveCount(0)
  })
})

test('Ctrl+A takes what stands together, then the sheet; headings go with whole columns alone', async ({
  page,
}) => {
  const table = [...PEOPLE.slice(0, 4), ['', '', '', '', ''], ...PEOPLE.slice(4)]
  const sheet = await LeadsSheet.of(page, table)
  await sheet.click(2, 'Phone')
  await sheet.press('Mod+A')
  await expect(sheet.selected()).toHaveCount(15)
  await sheet.expectActive(2, 'Phone')
  await sheet.press('Mod+C')
  expect((await sheet.clipboard()).split('\r\n')[0]).toBe(PEOPLE[1]!.join('\t'))
  await sheet.press('Mod+A')
  await expect(sheet.selected()).toHaveCount(35)

  await sheet.drag(await sheet.cell(1, 'Company'), await sheet.cell(7, 'Company'))
  await sheet.press('Mod+C')
  expect((await sheet.clipboard()).split('\r\n')[0]).toBe('One Ltd')
  await sheet.header('Company').click({ position: { x: 30, y: 12 } })
  await sheet.press('Mod+C')
  expect((await sheet.clipboard()).split('\r\n')[0]).toBe('Company')
})

test('Ctrl+- on cells asks what is to go, also where a column is one cell high', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE.slice(0, 2))
  await sheet.click(1, 'Phone')
  await sheet.press('Mod+-')
  const menu = page.getByRole('menu', { name: 'Delete' })
  await expect(menu.getByRole('menuitem', { name: 'Delete row', exact: true })).toBeFocused()
  await sheet.press('Escape')
  await sheet.expectActive(1, 'Phone')
  await expect.poll(() => sheet.headings()).toEqual(PEOPLE[0])
  await sheet.press('Mod+-')
  await menu.getByRole('menuitem', { name: 'Delete column', exact: true }).click()
  await expect.poll(() => sheet.headings()).toEqual(['Email', 'First name', 'Last name', 'Company'])
})

test('a range is repeated over a larger one', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  await sheet.click(4, 'First name', { modifiers: ['Shift'] })
  await sheet.pasteText('a\tb')
  await sheet.expectTable(
    1,
    ['First name', 'Last name'],
    [
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
      ['Eva', 'Ek'],
    ],
  )
})

test('after a verb of a column’s menu the focus is back in the cell', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(3, 'Last name')
  await sheet.chooseInColumnMenu('Company', 'Move left')
  await sheet.expectActive(3, 'Last name')
  await sheet.chooseInColumnMenu('Email', 'Sort Z to A')
  await sheet.expectActive(4, 'Last name')
  await page.keyboard.type('Typed')
  await sheet.press('Enter')
  await sheet.expectCell(4, 'Last name', 'Typed')
})

test('a cell that a sort took out of sight is not scrolled to, and the keys still go to it', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, many(400))
  await sheet.click(2, 'Phone')
  await sheet.chooseInColumnMenu('Phone', 'Sort Z to A')
  await sheet.expectCell(1, 'First name', 'First399')
  await page.keyboard.type('Typed')
  await sheet.press('Enter')
  await sheet.expectCell(399, 'Phone', 'Typed')
})

test('the status bar adds up what is selected, ranges apart too', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Phone')
  await sheet.pasteText('10\r\n2.5\r\nnone\r\n10')
  const figures = page.getByRole('group', { name: 'Selection', exact: true })
  await expect(figures).toContainText('4 rows × 1 selected')
  await expect(figures).toContainText('Sum 22.5')
  await expect(figures).toContainText('Average 7.5')
  await expect(figures).toContainText('Count 4')
  await expect(figures).toContainText('Distinct 3')
  await sheet.click(1, 'Phone')
  await sheet.click(4, 'Phone', { modifiers: ['ControlOrMeta'] })
  await expect(figures).toContainText('2 cells in 2 ranges')
  await expect(figures).toContainText('Sum 20')
  await expect(figures).toContainText('Distinct 1')
  await sheet.click(1, 'Email')
  await expect(figures).toHaveCount(0)
})

test('a column is filtered by ticking values, with a search and Select all', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(44))
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await page.getByLabel('Rows whose Company').selectOption('is one of')
  const values = page.getByRole('list', { name: 'Values' })
  await expect(values.getByRole('checkbox', { checked: true })).toHaveCount(12)
  await values.getByLabel(/^Select all/).uncheck()
  await expect(sheet.button('Filter')).toBeDisabled()
  await page.getByLabel('Search values').fill('company 1')
  await expect(values.getByRole('checkbox')).toHaveCount(3)
  await values.getByLabel(/^Select all found/).check()
  await page.getByLabel('Search values').fill('')
  await expect(values.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await sheet.button('Filter').click()
  await sheet.expectTable(
    1,
    ['First name', 'Company'],
    [
      ['First1', 'Company 1'],
      ['First10', 'Company 10'],
      ['First12', 'Company 1'],
    ],
  )
  await expect(sheet.rowNumber(9)).toHaveCount(0)
})

test('a long value is read in a tooltip and in the line over the sheet, and edited there', async ({
  page,
}) => {
  const long = 'A company whose name goes on for far longer than any column is wide at first, Limited'
  const sheet = await LeadsSheet.of(
    page,
    PEOPLE.map((row, i) => (i === 2 ? [...row.slice(0, 4), long] : row)),
  )
  await (await sheet.cell(2, 'Company')).hover()
  await expect(page.getByRole('tooltip')).toHaveText(long)
  const line = page.getByRole('textbox', { name: 'Cell contents' })
  await sheet.click(2, 'Company')
  await expect(line).toHaveValue(long)
  await line.click()
  await sheet.press('End')
  await page.keyboard.type(' & Co')
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Company', `${long} & Co`)
  await sheet.expectActive(2, 'Company')
  await line.click()
  await page.keyboard.type('gone')
  await sheet.press('Escape')
  await sheet.expectCell(2, 'Company', `${long} & Co`)
  // What was typed belongs to the cell it was typed for, wherever the hand goes next.
  await line.click()
  await sheet.press('End')
  await page.keyboard.type('!')
  await sheet.click(4, 'Email')
  await sheet.expectCell(2, 'Company', `${long} & Co!`)
  await sheet.expectCell(4, 'Email', 'dan@four.example')
  await expect(line).toHaveValue('dan@four.example')
})

test('the sheet is zoomed and columns are frozen up to one, each kept for the sheet', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(60))
  await page.setViewportSize({ width: 740, height: 700 })
  await sheet.click(2, 'Email')
  const height = async () => (await sheet.grid.locator('.ag-row').first().boundingBox())!.height
  expect(await height()).toBe(26)
  await sheet.press('Mod+Alt++')
  await sheet.press('Mod+Alt++')
  await expect.poll(height).toBe(33)
  await sheet.chooseInColumnMenu('Email', 'Freeze up to here')
  const left = async (heading: string) => (await sheet.header(heading).boundingBox())!.x
  const before = await left('Email')
  await sheet.click(2, 'Email')
  await sheet.press('End')
  await sheet.expectActive(2, 'Company')
  expect(await left('Email')).toBe(before)
  // What was marked lies under the frozen columns as the cells do.
  await sheet.click(4, 'First name')
  await sheet.press('Mod+C')
  await expect(sheet.grid.locator('.marching-ants')).toHaveCount(1)
  await sheet.press('End')
  const cut = () =>
    page.evaluate(() => {
      const layer = document.querySelector<HTMLElement>('.frames-moving')!
      const frozen = document.querySelector('.ag-pinned-left-header, .ag-header .ag-grid-pinned-left-cells')!
      const from = Number(/ (\d+)px\)$/.exec(layer.style.clipPath)![1])
      return Math.abs(layer.getBoundingClientRect().left + from - frozen.getBoundingClientRect().right)
    })
  await expect.poll(cut).toBeLessThan(2)

  await page.reload()
  await sheet.expectCell(2, 'Email', 'lead1@many.example')
  await expect.poll(height).toBe(33)
  await sheet.click(2, 'Email')
  await sheet.press('Mod+0')
  await expect.poll(height).toBe(26)
  await sheet.chooseInColumnMenu('Email', 'Unfreeze columns')
  await sheet.click(2, 'Email')
  await sheet.press('End')
  await expect.poll(() => left('Email')).toBeLessThan(before)
})
