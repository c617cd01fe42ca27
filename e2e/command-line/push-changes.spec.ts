import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils, write, type WorkBook } from 'xlsx'
import type { PracticeServer } from '#electron/practice/practice-server.ts'
import { leadsheet } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { writeLeads } from '../fixtures/more-leads.ts'
import { test } from '../fixtures/practice.ts'

interface Stand {
  practice: PracticeServer
  dataDir: string
  env: Record<string, string>
  /** The workbook that was pulled: Lead ID, First Name, Email Address, City. */
  file: string
}

async function pulled(practice: PracticeServer, dataDir: string): Promise<Stand> {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const file = join(dataDir, 'leeds.xlsx')
  const ended = await leadsheet(
    [
      ...['pull', '--where', 'mx_City = Leeds', '--columns', 'FirstName,EmailAddress,mx_City'],
      ...['--out', file, '--data-dir', join(dataDir, 'pulls')],
    ],
    env,
  )
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  practice.clearCalls()
  return { practice, dataDir, env, file }
}

/** Changes cells as a spreadsheet program does, and keeps the rest of the workbook as it is. */
function change(file: string, edit: (cells: string[][], book: WorkBook) => void): void {
  const book = read(readFileSync(file), { cellStyles: true })
  const cells = utils.sheet_to_json<string[]>(book.Sheets['Leads']!, { header: 1, defval: '' })
  edit(cells, book)
  const sheet = utils.aoa_to_sheet(cells)
  sheet['!cols'] = cells[0]!.map((heading) => ({ hidden: heading === 'Leadsheet base' }))
  book.Sheets['Leads'] = sheet
  writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx', cellStyles: true }) as Buffer)
}

/** `--data-dir` is another than the pull's: the workbook says itself what its leads had. */
const push = ({ dataDir, env, file }: Stand, ...options: string[]) =>
  leadsheet(['push', file, '--changes', '--data-dir', join(dataDir, 'work'), ...options], env)

const writes = (practice: PracticeServer) =>
  practice
    .calls()
    .flatMap(({ rows }) =>
      rows.flatMap(({ lead }) =>
        lead.filter(({ Attribute }) => !/^(ProspectI[dD]|SearchBy)$/.test(Attribute)),
      ),
    )

test('push --changes sends the cells that were edited since the pull, and nothing else', async ({
  dataDir,
  practice,
}) => {
  const stand = await pulled(practice, dataDir)
  const untouched = await push(stand, '--json')
  expect(untouched).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(untouched.stdout)).toMatchObject({ rows: 0, changes: { rows: 0, withoutBase: 0 } })
  expect(practice.calls().filter(({ path }) => !path.includes('MetaData'))).toEqual([])

  const [first, second] = practice.leads().filter(({ fields }) => fields['mx_City'] === 'Leeds')
  change(stand.file, (cells) => {
    cells.find(([id]) => id === first!.id)![3] = 'Oslo'
    cells.find(([id]) => id === second!.id)![1] = ''
    // In another order, as after a sort.
    cells.push(...cells.splice(1, 2))
  })
  const dry = await push(stand, '--dry-run', '--json')
  expect(dry).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(dry.stdout)).toMatchObject({
    ...{ toSend: 2, changes: { rows: 2, conflicts: 0 }, compare: { update: 2, changedCells: 2 } },
    write: { mode: 'update', cells: 2 },
    blanks: { choice: 'clear', cells: 1 },
  })
  expect(writes(practice)).toEqual([])
  const pushed = await push(stand)
  expect(pushed).toMatchObject({ code: 0, stderr: '' })
  expect(pushed.stdout).toContain('FirstName: 1 change, 1 from filled to empty')
  expect(writes(practice)).toEqual(
    expect.arrayContaining([
      { Attribute: 'mx_City', Value: 'Oslo' },
      { Attribute: 'FirstName', Value: '' },
    ]),
  )
  expect(writes(practice)).toHaveLength(2)
})

test('a cell changed in LeadSquared too stops an unattended push, until it is said whose value stands', async ({
  dataDir,
  practice,
}) => {
  const stand = await pulled(practice, dataDir)
  const [first, second] = practice.leads().filter(({ fields }) => fields['mx_City'] === 'Leeds')
  change(stand.file, (cells) => {
    for (const { id } of [first!, second!]) cells.find(([cell]) => cell === id)![3] = 'Oslo'
  })
  await writeLeads(practice, [{ EmailAddress: first!.fields['EmailAddress']!, mx_City: 'Bergen' }])
  practice.clearCalls()

  const stopped = await push(stand)
  expect(stopped.code).toBe(2)
  expect(stopped.stderr).toMatch(
    /1 cell was changed in LeadSquared too.*\n {2}Row \d+, City: “Leeds” when it was got, “Bergen” in LeadSquared now, “Oslo” in the file\n.*--conflicts mine, theirs or leave\. Nothing was sent\./,
  )
  expect(writes(practice)).toEqual([])

  const cityOf = (id: string) => practice.leads().find((lead) => lead.id === id)?.fields['mx_City']
  const left = await push(stand, '--conflicts', 'theirs', '--json')
  expect(JSON.parse(left.stdout)).toMatchObject({ updated: 1, changes: { conflicts: 1 } })
  expect([cityOf(first!.id), cityOf(second!.id)]).toEqual(['Bergen', 'Oslo'])
  const mine = await push(stand, '--conflicts', 'mine')
  expect(mine).toMatchObject({ code: 0 })
  expect(cityOf(first!.id)).toBe('Oslo')
})

test('push --changes refuses a file that does not say what its leads had, and rows beside another’s values', async ({
  dataDir,
  practice,
}) => {
  const stand = await pulled(practice, dataDir)
  const text = join(dataDir, 'leeds.csv')
  writeFileSync(text, 'Lead ID,City\r\n' + practice.leads()[0]!.id + ',Oslo\r\n')
  const plain = await push({ ...stand, file: text })
  expect(plain.code).toBe(2)
  expect(plain.stderr).toContain(
    'leads.xlsx and edit that file, or push this one with --compare --mode update',
  )

  change(stand.file, (cells) => {
    // The Lead IDs are sorted by themselves.
    const ids = cells.slice(1).map(([id]) => id!)
    for (const [index, id] of ids.toReversed().entries()) cells[index + 1]![0] = id
  })
  const sorted = await push(stand)
  expect(sorted.code).toBe(2)
  expect(sorted.stderr).toContain('some columns were sorted or pasted without the others')
  const both = await push(stand, '--compare')
  expect(both.stderr).toContain('Give --changes or --compare, not both')
  expect(practice.calls().filter(({ path }) => !path.includes('MetaData'))).toEqual([])
})
