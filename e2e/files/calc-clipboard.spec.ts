import { expect, test } from '../fixtures/leadsheet.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

/** Captured from LibreOffice 7.4.7 as a browser on the same desktop got it; rows and attributes that add nothing are left out. */
const TEXT =
  'Name\tEmail\tPhone\tMember no.\tNotes\n' +
  'Zoë 😀\tzoe@clip.example\t+49 170 1234567\t00049\ttwo lines\n' +
  '"quoted"\tq2@clip.example\t(030) 123\t12\t  outer  space \n' +
  '\tempty@clip.example\t\t\t"begins and breaks\n' +
  'Merged\tm@clip.example\t\t\tlast <b>&amp;\n' +
  '\tunder@clip.example\t\t\t\n'

const cell = (content: string, more = ''): string =>
  `<td ${more}align="left" sdnum="1033;1033;@">${content}</td>\n\t\t`
const row = (...cells: string[]): string => `\t<tr>\n\t\t${cells.join('')}</tr>\n`
const HTML =
  '<!DOCTYPE html>\n\n<html>\n<head>\n\t<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>\n</head>\n\n<body>\n' +
  '<table cellspacing="0" border="0">\n\t<colgroup span="5" width="89"></colgroup>\n' +
  row(cell('Name'), cell('Email'), cell('Phone'), cell('Member no.'), cell('Notes')) +
  row(
    cell('Zoë 😀'),
    cell('zoe@clip.example'),
    cell('+49 170 1234567'),
    cell('00049'),
    cell('two<br>lines'),
  ) +
  row(
    cell('&quot;quoted&quot;'),
    cell('q2@clip.example'),
    cell('(030) 123'),
    cell('12'),
    cell('  outer  space '),
  ) +
  row(
    cell('<br>'),
    cell('empty@clip.example'),
    cell('<br>'),
    cell('<br>'),
    cell('&quot;begins<br>and breaks'),
  ) +
  row(
    cell('Merged', 'rowspan=2 height="36" '),
    cell('m@clip.example'),
    cell('<br>', 'colspan=2 '),
    cell('last &lt;b&gt;&amp;amp;'),
  ) +
  row(cell('under@clip.example'), cell('<br>'), cell('<br>'), cell('<br>')) +
  '</table>\n</body>\n\n</html>\n'

test('cells copied in LibreOffice are pasted with their zeros, line breaks, quotation marks and merged places', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  await expect(window.button('Paste')).toBeVisible()
  await page.evaluate(
    ([text, html]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text!)
      clipboardData.setData('text/html', html!)
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    [TEXT, HTML],
  )

  await expect(window.grid.getByRole('row').filter({ hasText: 'under@clip.example' })).toBeVisible()
  const cells = await page.evaluate(() =>
    [...document.querySelectorAll('[role=row][row-id]')].map((line) =>
      [...line.querySelectorAll('[role=gridcell]')].slice(1).map((shown) => shown.textContent),
    ),
  )
  expect(cells).toEqual([
    ['Zoë 😀', 'zoe@clip.example', '+49 170 1234567', '00049', 'two\nlines'],
    ['"quoted"', 'q2@clip.example', '(030) 123', '12', '  outer  space '],
    ['', 'empty@clip.example', '', '', '"begins\nand breaks'],
    ['Merged', 'm@clip.example', '', '', 'last <b>&amp;'],
    ['Merged', 'under@clip.example', '', '', ''],
  ])
  await expect(page.getByText('1 cell was filled with what the merged cell above it holds')).toBeVisible()

  await window.grid.getByText('zoe@clip.example').click()
  await page.keyboard.press('Control+a')
  const copied = await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/html')
  })
  // LibreOffice takes a cell for a number unless this attribute names the format of text.
  expect(copied).toContain('sdnum="1033;0;@">00049</td>')
})
