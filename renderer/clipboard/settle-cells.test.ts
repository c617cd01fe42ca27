import { expect, test } from 'vitest'
import { settleCells } from './settle-cells.ts'
import { parseTsv, plainTsv } from './tsv.ts'

/** What LibreOffice 7.4 puts on the clipboard as text: line breaks are spaces, tabs are gone, nothing is quoted. */
const CALC_TEXT =
  'Name\tNotes\nZoë 😀\ttwo lines\n"quoted"\t  outer  space \n\t"begins and breaks\nends"\tSay "hi"\n'

/** The same cells in its HTML, which keeps line breaks and loses outer space. */
const CALC_SHOWN = [
  ['Name', 'Notes'],
  ['Zoë 😀', 'two\nlines'],
  ['"quoted"', 'outer space'],
  ['', '"begins\nand breaks'],
  ['ends"', 'Say "hi"'],
]

const settle = (text: string, shown: string[][]): string[][] | null =>
  settleCells([parseTsv(text), plainTsv(text)], shown)

test('cells from LibreOffice keep their line breaks, their quotation marks and their spaces', () => {
  expect(settle(CALC_TEXT, CALC_SHOWN)).toEqual([
    ['Name', 'Notes'],
    ['Zoë 😀', 'two\nlines'],
    ['"quoted"', '  outer  space '],
    ['', '"begins\nand breaks'],
    ['ends"', 'Say "hi"'],
  ])
})

test('cells that were quoted only to carry line breaks and tabs come without the marks, as from Excel', () => {
  const text = '"two\nlines"\t"say ""hi""\nthere"\n"Bob"\tx\n'
  const shown = [
    ['two\nlines', 'say "hi"\nthere'],
    ['"Bob"', 'x'],
  ]
  expect(settle(text, shown)).toEqual(shown)
})

test('text and HTML that are not the same table settle nothing', () => {
  expect(settle('a\tb\n', [['a'], ['b']])).toBeNull()
  expect(settle('a\tb\n', [['a', 'b', 'c']])).toBeNull()
})
