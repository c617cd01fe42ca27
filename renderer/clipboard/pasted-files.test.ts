import { expect, test } from 'vitest'
import { pastedFiles } from './pasted-files.ts'

const clipboard = (text: string, ...files: File[]) => ({
  files,
  getData: (type: string) => (type === 'text/plain' ? text : ''),
})
const picture = new File(['x'], 'image.png', { type: 'image/png' })
const workbook = new File(['x'], 'leads.xlsx')

test('the picture a spreadsheet puts beside its cells is no file that was pasted', () => {
  expect(pastedFiles(clipboard('Email\tName', picture))).toEqual([])
})

test('a file that was copied is, with its name beside it as text or without', () => {
  expect(pastedFiles(clipboard('leads.xlsx', workbook))).toEqual([workbook])
  expect(pastedFiles(clipboard('', picture))).toEqual([picture])
})
