import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { leadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

test('every cleaning of the window can be asked for, and what it did is said', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'rough.csv')
  writeFileSync(
    file,
    [
      'Email,Full name,Phone,Date of birth,City,Town',
      'ann@gmial.com,Ann Lee,98765 43210,03/04/1980,  new   delhi ,BONN',
      'bob@leads.example,Bob King,call me,25/12/1981,Pune,ulm',
      'bob@leads.example,Bob King,call me,25/12/1981,Pune,ulm',
      '',
    ].join('\n'),
  )
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const clean = 'rows,spaces,emails,names,phones:IN:dashed,dates:dmy,case:title@City'
  const { code, stdout } = await leadsheet(
    [
      ...['push', file, '--data-dir', dataDir, '--json', '--include-problems', '--map', 'Phone=Phone'],
      ...['--clean', clean],
    ],
    env,
  )
  expect(code).toBe(0)
  const told = JSON.parse(stdout) as { rows: number; cleaned: unknown[] }
  expect(told.rows).toBe(2)
  expect(told.cleaned).toEqual([
    { cleaning: 'rows', columns: [], changed: 1, unclear: 0, examples: [] },
    expect.objectContaining({ cleaning: 'spaces', changed: 1 }),
    { cleaning: 'emails', columns: ['Email'], changed: 1, unclear: 0, examples: [] },
    { cleaning: 'names', columns: ['Full name'], changed: 2, unclear: 0, examples: [] },
    { cleaning: 'phones', columns: ['Phone'], changed: 1, unclear: 1, examples: ['call me'] },
    { cleaning: 'dates', columns: ['Date of birth'], changed: 2, unclear: 0, examples: [] },
    { cleaning: 'case', columns: ['City'], changed: 1, unclear: 0, examples: [] },
  ])
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'ann@gmail.com')
  expect(lead?.fields).toMatchObject({
    FirstName: 'Ann',
    LastName: 'Lee',
    Phone: '+91-9876543210',
    mx_City: 'New Delhi',
  })
  expect(lead?.fields.mx_Date_of_Birth).toContain('1980-04-03')
})

test('what a cleaning would have to guess stops the push before anything is sent, with the option that answers', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'rough.csv')
  writeFileSync(file, 'Email,Date of birth,City\nann@leads.example,03/04/1980,bonn\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const cases: [string, RegExp][] = [
    [
      'dates',
      /1 cell can be read two ways: “03\/04\/1980” is 1980-04-03 or 1980-03-04\. Say which: --clean dates:dmy or dates:mdy/,
    ],
    ['case:upper', /--clean case can be meant for any column\. Name one after @/],
    ['phones:IN', /finds no column that goes to such an attribute \(Phone\)/],
    ['names', /finds no column of whole names/],
    ['spaces@Town', /there is no column “Town”\. The columns are: Email, Date of birth, City/],
    ['phones:QQ@City', /no country has the code QQ/],
  ]
  for (const [clean, reason] of cases) {
    const { code, stdout, stderr } = await leadsheet(
      ['push', file, '--data-dir', dataDir, '--clean', clean],
      env,
    )
    expect.soft(stderr, clean).toMatch(reason)
    expect.soft({ code, stdout }, clean).toEqual({ code: 2, stdout: '' })
  }
  expect(practice.calls().filter(({ rows }) => rows.length > 0)).toEqual([])
})
