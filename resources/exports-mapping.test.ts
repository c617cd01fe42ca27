import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PRACTICE_FIELDS } from '#electron/practice/field-list.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'

type Expected = string | null | (string | null)[]

const FOLDER = join(import.meta.dirname, '..', 'e2e', 'bench', 'headings')
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
)
const EXPORTS = FILES.flatMap((file) =>
  Object.entries(
    JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, [string, Expected, string][]>,
  ),
)

/** Not understood yet, so nobody's: what `npm run bench:mapping` counts as left out. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'Do not allow Phone Calls',
  'Do not allow E-mails',
  "Do you have a website? If so, what's the address?",
  'Apna naam likhein (first name)',
  '5) Employer / organisation you represent',
  'Bemerkungen des Standpersonals',
  'Lugar de trabajo (empresa)',
  'Area / City',
  'Q14 What is your annual training budget?',
])

describe('the exports people bring', () => {
  it.each(EXPORTS)(
    '%s: every heading goes where it belongs, and those that are left out are known',
    (_, columns) => {
      const answer = suggestMapping({
        headers: columns.map(([heading]) => heading),
        samples: [columns.map(([, , sample]) => sample)],
        attributes: PRACTICE_FIELDS,
        remembered: [],
      })
      const wrong = columns.flatMap(([heading, expected], column) => {
        const right = LEFT_OUT.has(heading) ? [null] : [expected].flat()
        return right.includes(answer[column] ?? null) ? [] : [`${heading} -> ${answer[column]}`]
      })
      expect(wrong).toEqual([])
    },
  )
})
