import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsheet as command } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { freshFolder, removeFolder, test } from '../fixtures/practice.ts'

const LEADS = `Email,Given,Family,Place,Mobile,Landline,Code,Company
ann@shape.example,Ann,Adler,"Pune, MH",,+91 98111 22201,W,One Ltd
bob@shape.example,Bob,,Ulm,+91 98111 22202,+91 98111 22203,E,
ann@shape.example,Ann,Adler,"Pune, MH",,,W,
`
const REGIONS = `Code,Region\nW,West\nE,East\n`

test('--shape does what the Shape panel does, in its words, before columns are matched', async ({
  practice,
}) => {
  const folder = freshFolder()
  try {
    const file = join(folder, 'leads.csv')
    const regions = join(folder, 'regions.csv')
    writeFileSync(file, LEADS)
    writeFileSync(regions, REGIONS)
    const run = (...options: string[]) =>
      command(['push', file, '--data-dir', folder, ...options], {
        LEADSHEET_PRACTICE_ORIGIN: practice.origin,
      })
    const ended = await run(
      ...['--shape', 'remove duplicates by Email keep most complete'],
      ...['--shape', 'split Place at comma into City, State'],
      ...['--shape', 'combine "{Given} {Family}" into First Name'],
      ...['--shape', 'first filled of Mobile, Landline into Phone'],
      ...['--shape', `look up Code in "${regions}" take Region as "Event Name"`],
      ...['--shape', 'fill down Company'],
      ...['--shape', 'extract "@(\\w+)" from Email into "Job Title"'],
      ...['--map', 'Mobile=,Landline=,Given=,Family=,Code=,Place='],
    )
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toContain('Remove duplicates by “Email”, keep the most complete')
    expect(ended.stdout).toContain('Split “Place” at comma into “City”, “State”')
    const leads = practice.leads().flatMap(({ fields }) => {
      const { EmailAddress, FirstName, mx_City, mx_State, Phone, mx_Event_Name, Company, JobTitle } = fields
      return EmailAddress?.endsWith('@shape.example')
        ? [[EmailAddress, FirstName, mx_City, mx_State, Phone, mx_Event_Name, Company, JobTitle]]
        : []
    })
    expect(leads.toSorted()).toEqual([
      ['ann@shape.example', 'Ann Adler', 'Pune', 'MH', '+91 98111 22201', 'West', 'One Ltd', 'shape'],
      ['bob@shape.example', 'Bob', 'Ulm', undefined, '+91 98111 22202', 'East', 'One Ltd', 'shape'],
    ])

    practice.clearCalls()
    const asked = await run('--shape', 'combine "{Given} {Family}" into Company')
    expect(asked.code).toBe(2)
    expect(asked.stderr).toContain(
      'Say what becomes of it: keep or replace, at the end of --shape. Nothing was sent.',
    )
    const missing = await run('--shape', 'look up Code in regions take Region')
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain('Name it: --look-up-file FILE.')
    const unclear = await run('--shape', 'split Place')
    expect(unclear.code).toBe(2)
    expect(unclear.stderr).toContain('split COLUMN at SIGN into COLUMN, COLUMN')
    expect(practice.calls().filter(({ rows }) => rows.length > 0)).toEqual([])
    // By the name of a file that was named for the run, as a recipe has it.
    const named = await run(
      '--look-up-file',
      regions,
      '--shape',
      'look up Code in regions take Region',
      '--dry-run',
    )
    expect(named).toMatchObject({ code: 0, stderr: '' })
  } finally {
    removeFolder(folder)
  }
})
