import { expect, test } from 'vitest'
import { tablesOfHtml } from './markup.test-kit.ts'
import { tableFrom, type Pasted } from './read-table.ts'

const pasted = (text: string, html = ''): Pasted => tableFrom(text, () => html, tablesOfHtml)!
const said = (text: string, html = ''): string => pasted(text, html).said.join('\n')

const ROWS = '<tr><td>ann@one.example<td>Ann</tr><tr><td>bob@two.example<td>Bob</tr>'

test('a mail that is arranged by tables is pasted as the table that holds the values', () => {
  const html = `<table><tr><td><p>Hello,</p></td></tr><tr><td><table><tr><th>Email<th>Name</tr>${ROWS}</table></td></tr></table>`
  const { table, said: words } = pasted('Hello,\n\nEmail\tName\n', html)
  expect(table).toEqual([
    ['Email', 'Name'],
    ['ann@one.example', 'Ann'],
    ['bob@two.example', 'Bob'],
  ])
  expect(words).toEqual(['Text beside the table was left out.'])
})

test('of several tables the largest is pasted, and the others are told', () => {
  const html = `<table><tr><td>x<td>y</tr></table><p></p><table>${ROWS}</table>`
  const text = 'x\ty\n\nann@one.example\tAnn\nbob@two.example\tBob\n'
  expect(pasted(text, html).table[0]).toEqual(['ann@one.example', 'Ann'])
  expect(said(text, html)).toContain('holds 2 tables. The largest was pasted')
})

test('a table in a cell is part of that cell, its parts kept apart', () => {
  const html = `<table><tr><td>a@one.example<td>Ann<td><table><tr><td>12 Main St<td>Suite 5</tr><tr><td>Pune</table></tr><tr><td>b@one.example<td>Bob<td>x</tr></table>`
  expect(pasted('', html).table[0]).toEqual(['a@one.example', 'Ann', '12 Main St Suite 5\nPune'])
  expect(said('', html)).toBe('')
})

test('text behind a block begins a line of its own', () => {
  const html = '<table><tr><td><div>12 Main St</div>Suite 5<td><ul><li>a<li>b</ul>c</tr></table>'
  expect(pasted('', html).table).toEqual([['12 Main St\nSuite 5', 'a\nb\nc']])
})

test('what a page does not show is not pasted', () => {
  const html = `<table><tr><td>Ann<span style="display:none">0007</span><td><select><option>New<option>Old</select>x</tr><tr style="display:none"><td>{{name}}<td>{{x}}</tr><tr><td>Bob<td>y</tr></table>`
  expect(pasted('', html).table).toEqual([
    ['Ann', 'x'],
    ['Bob', 'y'],
  ])
  expect(said('', html)).toBe('1 row is hidden where this was copied and was left out.')
})

test('hidden rows and columns that a spreadsheet copies along are told', () => {
  const html =
    `<style>rt {display:none}</style><table><col><col style='display:none'>${ROWS}<tr style='mso-number-format:"\\@";display:none'><td>c@one.example<td>C</tr>` +
    `<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=9></td><td width=9></td></tr><![endif]></table>`
  const text = 'ann@one.example\tAnn\nbob@two.example\tBob\nc@one.example\tC\n'
  expect(pasted(text, html).table).toHaveLength(3)
  expect(said(text, html)).toContain('1 row and 1 column that are hidden where this was copied came along')
  expect(said('ann@one.example\tAnn\nbob@two.example\tBob\n', html)).toMatch(/^1 column that is hidden/)
})

test('cells merged downward are known by their places, also where hidden rows were not copied', () => {
  const html = `<table><tr><td>A<td>B<tr><td rowspan=3>One<td>a</tr><tr style="display:none"><td>hidden</tr><tr><td>b</tr></table>`
  expect(pasted('A\tB\nOne\ta\n\thidden\n\tb\n', html).merges).toEqual([{ top: 1, left: 0, bottom: 3 }])
  expect(pasted('A\tB\nOne\ta\n\tb\n', html).merges).toEqual([{ top: 1, left: 0, bottom: 2 }])
})

test('a list is pasted whole, whatever small table stands below it in the mail', () => {
  const text = 'ann@one.example\nbob@two.example\ncarl@three.example\nA. Sender\tSales\n'
  const html = `<p>ann@one.example</p><p>bob@two.example</p><p>carl@three.example</p><table><tr><td>A. Sender<td>Sales</tr></table>`
  expect(pasted(text, html).table.map(([cell]) => cell)).toEqual([
    'ann@one.example',
    'bob@two.example',
    'carl@three.example',
    'A. Sender',
  ])
})

test('rows with a tab inside a value are named: what follows it stands one column on', () => {
  const text =
    'Email\tCompany\tPhone\na@one.example\tOne\t1\nb@one.example\tTwo\tLtd\t2\nc@one.example\tThree\t3\n'
  expect(said(text)).toContain('1 row has more values than the others’ 3: row 3 of what was pasted')
  expect(said('Title\n\nEmail\tName\na@one.example\tAnn\n')).toBe('')
  expect(said('Email\tName\na@one.example\n')).toBe('')
})
