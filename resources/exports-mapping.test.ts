import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PRACTICE_FIELDS } from '#electron/practice/field-list.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'

type Expected = string | null | (string | null)[]

const FOLDER = join(import.meta.dirname, '..', 'e2e', 'bench', 'headings')
const EXPORTS = readdirSync(FOLDER).flatMap((file) =>
  Object.entries(
    JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, [string, Expected, string][]>,
  ),
)

describe('the exports people bring', () => {
  it.each(EXPORTS)('%s: every heading goes where it belongs, or nowhere', (_, columns) => {
    const answer = suggestMapping({
      headers: columns.map(([heading]) => heading),
      samples: [columns.map(([, , sample]) => sample)],
      attributes: PRACTICE_FIELDS,
      remembered: [],
    })
    const wrong = columns.flatMap(([heading, expected], column) =>
      [expected].flat().includes(answer[column] ?? null) ? [] : [`${heading} -> ${answer[column]}`],
    )
    expect(wrong).toEqual([])
  })
})
