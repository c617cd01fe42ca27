import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { leadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

const SPLIT = { kind: 'split', column: 'Place', by: ',', into: ['City', 'State'], rest: 'last' }

/** As the window writes it. */
function recipe(): string {
  return JSON.stringify({
    leadsheet: 'recipe',
    version: 1,
    name: 'Fair',
    columns: [
      { heading: 'E-mail', attribute: 'EmailAddress' },
      { heading: 'Place', attribute: null },
      { heading: 'City', attribute: 'mx_City' },
      { heading: 'State', attribute: 'mx_State' },
    ],
    steps: [{ shape: SPLIT }, { shape: { kind: 'unique', columns: ['E-mail'], keep: 'last' } }],
    ...{ searchBy: 'default', blanks: 'skip', duplicates: 'order', placeholders: 'blank' },
  })
}

test('a recipe’s changes of shape are done on the command line, and one it does not answer stops it', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const [file, fair] = [join(dataDir, 'fair.csv'), join(dataDir, 'fair.json')]
  writeFileSync(fair, recipe())
  const push = ['push', file, '--data-dir', dataDir, '--recipe', fair]

  writeFileSync(file, 'E-mail,Place,City\nann@shapes.example,"Pune, MH",Poona\n')
  const stopped = await leadsheet(push, env)
  expect(stopped.code).toBe(2)
  expect(stopped.stderr).toContain('1 row holds something else there already. Say what becomes of it')
  expect(practice.calls().filter(({ rows }) => rows.length > 0)).toEqual([])

  writeFileSync(file, 'E-mail,Place\nann@shapes.example,Ulm\nANN@shapes.example,"Pune, MH"\n')
  const pushed = await leadsheet(push, env)
  expect(pushed).toMatchObject({ code: 0 })
  expect(pushed.stdout).toContain('Split “Place” at comma into “City”, “State”: 2 of 2 rows')
  expect(pushed.stdout).toContain('Remove duplicates by “E-mail”, keep the last: 1 of 2 rows')
  const sent = practice.calls().flatMap(({ rows }) => rows)
  expect(sent).toHaveLength(1)
  const ann = practice.leads().find(({ fields }) => fields['EmailAddress'] === 'ANN@shapes.example')
  expect(ann?.fields).toMatchObject({ mx_City: 'Pune', mx_State: 'MH' })
})
