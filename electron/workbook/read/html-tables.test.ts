import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readBytes, refusalOf, workbookOf } from '#electron/workbook/workbook-test-kit.ts'

const read = (html: string, chosen = {}): ReturnType<typeof readBytes> =>
  readBytes(Buffer.from(html), 'export.xls', chosen)

const table = (rows: string, head = ''): string =>
  `<html><head>${head}</head><body><table>${rows}</table></body></html>`
const HEADINGS = '<tr><th>Email<th>Phone<th>Zip</tr>'

test('a page saved as .xls has every digit, zero and gap in its place', async () => {
  const bytes = readFileSync(new URL('../fixtures/page.xls', import.meta.url))
  const { inspection, headers, rows, places } = await readBytes(bytes, 'leads.xls')
  expect(inspection).toMatchObject({
    format: 'HTML table',
    encoding: 'windows-1252',
    delimiter: null,
    questions: [],
  })
  expect(headers).toEqual(['Email', 'Phone', 'Zip', 'Note'])
  expect(rows).toEqual([
    ['person1@example.test', '07700900001', '00501', 'line one\nline two & café'],
    ['person2@example.test', '447700900002', '00501', '2,14'],
    ['person3@example.test', '1234567890123456', '', '3-4'],
  ])
  expect(places).toEqual([3, 4, 5])
})

test('cells that span columns and rows keep the others in their places', async () => {
  const { rows } = await read(
    table(`${HEADINGS}<tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td>d</tr><tr><td>e<td><td>f</tr>`),
    { headerRow: 0 },
  )
  expect(rows.map((cells) => cells.slice(1))).toEqual([
    ['b', expect.anything()],
    ['c', 'd'],
    ['', 'f'],
  ])
  expect(rows[2]?.[0]).toBe('e')
})

test('entities, nested marks and white space come out as a page shows them', async () => {
  const { rows } = await read(
    table(
      `${HEADINGS}<tr><td> a &amp;lt; &#x1F600;\n   b <b>c</b><i>d</i><td><p>one</p><p>two</p><td><script>no()</script>&eacute;</tr>`,
    ),
  )
  expect(rows).toEqual([['a &lt; 😀 b cd', 'one\ntwo', 'é']])
})

test('formats that fill up with zeros do, by style, by class and as a mask; others leave the digits alone', async () => {
  const css = `<style><!-- .zip, td.z {mso-number-format:"00000"} .m{mso-number-format:"000\\-00\\-0000"} .p{mso-number-format:Percent} --></style>`
  const { rows } = await read(
    table(
      `${HEADINGS}<tr><td class=zip>501<td class="x m">12345678<td class=p>0.5</tr>` +
        `<tr><td style='mso-number-format:"0\\.00"'>7<td style="mso-number-format:'\\@'">007<td>1E5</tr>`,
      css,
    ),
  )
  expect(rows).toEqual([
    ['00501', '012-34-5678', '0.5'],
    ['7', '007', '1E5'],
  ])
})

test('a table in a cell is a table of its own, several are asked about', async () => {
  const { inspection } = await read(
    `<table><tr><td>Menu<table>${HEADINGS}<tr><td>a<td>b<td>c</tr></table></td></tr></table>`,
  )
  expect(inspection.questions).toContain('sheet')
  expect(inspection.sheets.map(({ name, rows }) => [name, rows])).toEqual([
    ['Table 1', 1],
    ['Table 2', 2],
  ])
})

test('headings drawn as a table of their own belong to the table below', async () => {
  const { inspection, headers, rows } = await read(
    `<table>${HEADINGS}</table><table><tr><td>a@b.example<td>1<td>2</tr></table>`,
  )
  expect(inspection.sheets).toHaveLength(1)
  expect(headers).toEqual(['Email', 'Phone', 'Zip'])
  expect(rows).toEqual([['a@b.example', '1', '2']])
})

test('rows and columns a page does not show are asked about as hidden ones', async () => {
  const { inspection } = await read(
    `<table><col><col style="display:none">${HEADINGS}<tr style='display: none'><td>a<td>b<td>c</tr><tr><td>d<td>e<td>f</tr></table>`,
  )
  expect(inspection.questions).toEqual(['hidden'])
  expect(inspection.sheets[0]).toMatchObject({ hiddenRows: 1, hiddenColumns: 1 })
})

test('what a page hides within a cell is no part of it, and a cell it hides is a hidden column', async () => {
  const { rows, inspection } = await read(
    `<table>${HEADINGS}<tr><td>a@b.example<span style="display:none"> sort-key<br><b>x</b></span><td><div hidden>old</div>1<td style='display:none'>00501</tr></table>`,
  )
  expect(rows).toEqual([['a@b.example', '1', '00501']])
  expect(inspection.questions).toEqual(['hidden'])
  expect(inspection.sheets[0]).toMatchObject({ hiddenRows: 0, hiddenColumns: 1 })
})

test('the letters are those the page names, unless its bytes say otherwise', async () => {
  const page = (charset: string): string =>
    table(`${HEADINGS}<tr><td>Łódź<td>é<td>x</tr>`, `<meta charset="${charset}">`)
  const polish = await readBytes(iconv.encode(page('windows-1250'), 'windows-1250'), 'a.xls')
  expect(polish.inspection).toMatchObject({ encoding: 'windows-1250', questions: [] })
  expect(polish.rows).toEqual([['Łódź', 'é', 'x']])
  expect((await read(page('iso-8859-1'))).rows).toEqual([['Łódź', 'é', 'x']])
  const marked = await readBytes(iconv.encode(page('utf-8'), 'utf-16le', { addBOM: true }), 'a.xls')
  expect(marked.rows).toEqual([['Łódź', 'é', 'x']])
  const chosen = await readBytes(iconv.encode(page('windows-1250'), 'windows-1250'), 'a.xls', {
    encoding: 'windows-1252',
  })
  expect(chosen.rows[0]?.[0]).toBe('£ódŸ')
})

test('a page of the xlsx package’s making is read', async () => {
  const { headers, rows } = await readBytes(
    workbookOf(
      [
        [
          [
            ['Name', 'Email'],
            ['Ana', 'ana@b.example'],
          ],
        ],
      ],
      'html',
    ),
    'export.xls',
  )
  expect([headers, ...rows]).toEqual([
    ['Name', 'Email'],
    ['Ana', 'ana@b.example'],
  ])
})

test('a page without a table, and a web archive, are named for what they are', async () => {
  const page = await refusalOf(Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>'), 'leads.csv')
  expect([page.code, page.message]).toEqual(['web-page', expect.stringContaining('no table')])
  const archive = await refusalOf(
    Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'),
    'leads.xls',
  )
  expect([archive.code, archive.message]).toEqual([
    'web-archive',
    expect.stringContaining('save it as .xlsx'),
  ])
})

test('spans of millions make no cells', async () => {
  const { rows } = await read(
    table(
      `${HEADINGS}<tr><td rowspan=99999999 colspan=99999999>a</tr><tr><td>b</tr>`.replace(
        'colspan=99999999',
        '',
      ),
    ),
    { headerRow: 0 },
  )
  expect(rows.length).toBeLessThanOrEqual(2)
  const wide = await refusalOf(Buffer.from(table(`<tr>${'<td colspan=1000>x'.repeat(30)}</tr>`)), 'wide.xls')
  expect(wide.code).toBe('too-many-columns')
})
