import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import { PRACTICE_FIELDS } from '#electron/practice/field-list.ts'
import { readBytes } from '#electron/workbook/workbook-test-kit.ts'

/**
 * `npm run bench:mapping`: headings as products export them, against where each belongs. `headings/*.json` are ours:
 * `[heading, expected, sample]`, where a list names several right answers and null is "not sent". A folder given as argument
 * holds exports and an `expected.json` of the same meaning. Harmful: an attribute that is none of the right ones.
 *
 * `unseen/*.json` were written before anybody looked at how they do. What they first gave (right of those with an attribute, harmful), each
 * measured after the ones before it were mended: 84.8 %, 0 · 92.6 %, 1 · 91.5 %, 1 · 90.7 %, 2 · 94.4 %, 0 · 81.6 %, 0 ·
 * 95.7 %, 1 · 97.1 %, 0 (the fifth before the fourth was mended, the last two written with the code known); `nobodys-2.json`: 2 harmful of 69.
 */
type Expected = string | null | readonly (string | null)[]

interface Export {
  name: string
  headers: string[]
  samples: string[][]
  expected: Expected[]
}

const OWN = join(import.meta.dirname, 'headings')

function ownExports(): Export[] {
  return readdirSync(OWN, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    if (!file.endsWith('.json')) return []
    const sets = JSON.parse(readFileSync(join(OWN, file), 'utf8')) as Record<
      string,
      [string, Expected, string][]
    >
    return Object.entries(sets).map(([name, columns]) => ({
      name: `${file.replace('.json', '')}/${name}`,
      headers: columns.map(([heading]) => heading),
      samples: [columns.map(([, , sample]) => sample)],
      expected: columns.map(([, expected]) => expected),
    }))
  })
}

async function exportsIn(folder: string): Promise<Export[]> {
  const all = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
    string,
    [string, Expected][]
  >
  const found: Export[] = []
  for (const [file, expected] of Object.entries(all)) {
    if (!existsSync(join(folder, file))) continue
    const { headers, rows } = await readBytes(readFileSync(join(folder, file)), file)
    const right = new Map(expected)
    found.push({
      name: file,
      headers,
      samples: rows.slice(0, 200),
      expected: headers.map((header) => right.get(header) ?? null),
    })
  }
  return found
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean' } },
})
const exports = [...ownExports(), ...(await Promise.all(positionals.map(exportsIn))).flat()]
const attributes: Attribute[] = PRACTICE_FIELDS.map((field) => ({ ...field }))
const total = { right: 0, harmful: 0, left: 0 }
for (const { name, headers, samples, expected } of exports) {
  const answer = suggestMapping({ headers, samples, attributes, remembered: [] })
  const count = { right: 0, harmful: 0, left: 0 }
  const wrong: string[] = []
  answer.forEach((attribute, column) => {
    const wanted = [expected[column] ?? null].flat()
    if (attribute !== null && !wanted.includes(attribute)) {
      count.harmful++
      wrong.push(`HARMFUL ${headers[column]} -> ${attribute}`)
    } else if (attribute !== null) count.right++
    else if (!wanted.includes(null)) {
      count.left++
      wrong.push(`left out ${headers[column]} (${wanted.join(' or ')})`)
    }
  })
  total.right += count.right
  total.harmful += count.harmful
  total.left += count.left
  process.stdout.write(
    `${name.padEnd(34)} right ${String(count.right).padStart(3)}  harmful ${count.harmful}  left out ${count.left}\n`,
  )
  if (values.verbose || count.harmful > 0) for (const line of wrong) process.stdout.write(`    ${line}\n`)
}
const found = (100 * total.right) / (total.right + total.left)
process.stdout.write(
  `${exports.length} exports: ${total.right} right, ${total.harmful} harmful, ${total.left} left out; ${found.toFixed(1)} % of the headings that have an attribute\n`,
)
if (total.harmful > 0 || found < 95) process.exitCode = 1
