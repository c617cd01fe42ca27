import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { archiveOf, readBytes, refusalOf } from '#electron/workbook/workbook-test-kit.ts'
import { withoutDefaultKey } from './default-key.ts'

const bytesOf = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

interface Archive {
  FullPaths: string[]
  FileIndex: { content: Uint8Array; size: number }[]
}

const archive = (name: string): Archive =>
  (XLSX.CFB as { read: (bytes: Buffer, options: object) => Archive }).read(bytesOf(name), { type: 'buffer' })

/** The parts of a package of LibreOffice's making, as far as they are wanted. */
function partsOf(name: string, without: string): Record<string, Buffer> {
  const { FullPaths, FileIndex } = archive(name)
  const parts: Record<string, Buffer> = {}
  FullPaths.forEach((path, index) => {
    const part = path.replace('Root Entry/', '')
    const { content, size } = FileIndex[index]!
    if (part !== '' && !part.endsWith('/') && size > 0 && part !== without) parts[part] = Buffer.from(content)
  })
  return parts
}

const FIRST = ['Zoë 😀', 'zoe@expo.example', '447911123456', '00049']

test.each([
  ['xlsx', '[Content_Types].xml'],
  ['xlsx', '_rels/.rels'],
  ['xlsx', 'docProps/app.xml'],
  ['ods', 'mimetype'],
  ['ods', 'META-INF/manifest.xml'],
  ['ods', 'styles.xml'],
  ['ods', 'meta.xml'],
])('an .%s package without %s is read whole', async (kind, without) => {
  const { rows, inspection } = await readBytes(archiveOf(partsOf(`attendees.${kind}`, without)), `f.${kind}`)
  expect(rows[0]?.slice(0, 4)).toEqual(FIRST)
  expect(inspection.sheets[0]).toMatchObject({ hiddenRows: 1, hiddenColumns: 1 })
})

test('without its formats a workbook is read, and said to have lost them', async () => {
  const { rows, notes, inspection } = await readBytes(
    archiveOf(partsOf('attendees.xlsx', 'xl/styles.xml')),
    'f.xlsx',
  )
  expect(inspection.questions).toContain('broken')
  expect(rows[0]?.slice(0, 4)).toEqual(FIRST)
  expect(notes).toContain('holds its formats is missing. Dates and amounts stand as plain numbers')
})

test('without the texts of its cells nothing of a workbook is taken for blank', async () => {
  const refusal = await refusalOf(archiveOf(partsOf('attendees.xlsx', 'xl/sharedStrings.xml')), 'f.xlsx')
  expect(refusal.code).toBe('texts-missing')
})

test('texts that are listed but not there do no harm where no cell has any of them', async () => {
  const parts = partsOf('iso-times.xlsx', '')
  const types = parts['[Content_Types].xml']!.toString('utf8')
  const listed =
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
  parts['[Content_Types].xml'] = Buffer.from(types.replace('</Types>', `${listed}</Types>`))
  expect((await readBytes(archiveOf(parts), 'f.xlsx', { headerRow: 0 })).rows[0]).toEqual(['0:11'])
})

test('of three sheets one is missing: the others are read, the loss is told, and the sheet is asked for', async () => {
  const bytes = archiveOf(partsOf('attendees.xlsx', 'xl/worksheets/sheet1.xml'))
  const { inspection, notes } = await readBytes(bytes, 'f.xlsx')
  expect(inspection.sheets.map(({ name }) => name)).toEqual(['Codes', 'Secret'])
  expect(inspection.questions).toContain('sheet')
  expect(notes).toContain('The sheet “Attendees” is listed in this workbook but could not be read')
})

test('sheets whose names are kept apart from them are taken in order, and that is told', async () => {
  const bytes = archiveOf(partsOf('attendees.xlsx', 'xl/_rels/workbook.xml.rels'))
  const { rows, inspection, notes } = await readBytes(bytes, 'f.xlsx')
  expect(rows[0]?.slice(0, 4)).toEqual(FIRST)
  expect(inspection.sheets[0]).toMatchObject({ name: 'Attendees', hiddenRows: 1 })
  expect(notes).toContain('They were taken in order')
})

test.each(['default-key.xls', 'default-key.xlsx'])(
  '%s, protected with the key Excel gives to anybody, opens without a question about it',
  async (name) => {
    const { rows, headers, notes } = await readBytes(bytesOf(name), name)
    expect(headers.slice(0, 4)).toEqual(['Name', 'Email', 'Phone', 'Code'])
    expect(rows[0]?.slice(0, 4)).toEqual(FIRST)
    expect(notes).toContain('2 cells hold a formula error')
  },
)

test('a key somebody chose is not Excel’s own, and the way out is told', async () => {
  const { FullPaths, FileIndex } = archive('protected.xls')
  const at = FullPaths.findIndex((path) => path.endsWith('/Workbook'))
  expect(withoutDefaultKey(Buffer.from(FileIndex[at]!.content))).toBeNull()
  const refusal = await refusalOf(bytesOf('protected.xls'), 'protected.xls')
  expect(refusal.message).toContain('remove the password')
  expect(refusal.message).toContain('save it as .xlsx')
})
