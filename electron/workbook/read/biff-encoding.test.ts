import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBytes, refusalOf, workbookOf } from '#electron/workbook/workbook-test-kit.ts'

const bytes = readFileSync(new URL('../fixtures/biff5-without-code-page.xls', import.meta.url))

test('an old workbook that does not say what its letters are is asked about, as text is', async () => {
  const { inspection, rows } = await readBytes(bytes, 'leads.xls')
  expect(inspection).toMatchObject({ encoding: 'windows-1251', questions: ['encoding'] })
  expect(inspection.encodings).toContain('windows-1252')
  expect(rows[0]).toEqual(['person1@example.test', 'Мария', 'Казань', '5'])
})

test('the encoding that was chosen is obeyed, in cells, headings and names of sheets', async () => {
  const { inspection, headers, rows } = await readBytes(bytes, 'leads.xls', { encoding: 'windows-1252' })
  expect(inspection.questions).toEqual([])
  expect(rows[0]?.[1]).toBe('Ìàðèÿ')
  const right = await readBytes(bytes, 'leads.xls', { encoding: 'windows-1251' })
  expect([right.name, ...right.headers]).toEqual(['Лиды', 'Email', 'Имя', 'Город', 'Оценка'])
  expect(headers).not.toEqual(right.headers)
  expect((await refusalOf(bytes, 'leads.xls', { encoding: 'klingon' })).code).toBe('encoding')
})

test.each(['biff5', 'biff8'] as const)(
  'a %s workbook that says so itself, or is plain ASCII, is not asked about',
  async (type) => {
    const { inspection } = await readBytes(
      workbookOf(
        [
          [
            [
              ['Name', 'City'],
              ['Ana', 'Leeds'],
            ],
          ],
        ],
        type,
      ),
      'leads.xls',
    )
    expect(inspection).toMatchObject({ encoding: null, encodings: [], questions: [] })
  },
)
