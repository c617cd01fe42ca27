import { describe, expect, it } from 'vitest'
import { AfterPush, tidiedAfter } from '#shared/domain/sheet/after-push.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { activityTextOf, readActivityText } from './after.ts'

function column(id: number, header: string, constant: string | null = null): Column {
  return { id, header, attribute: null, constant, hidden: false, width: null }
}

const COLUMNS = [
  column(0, 'First name'),
  column(1, 'Phone'),
  column(2, 'Phone'),
  column(3, 'Fair', 'Pune 2026'),
]

function told(text: string, cells: string[]): string {
  const read = readActivityText(text, COLUMNS)
  return read.ok ? activityTextOf(read, { cells }) : read.problem
}

describe('the text of an activity', () => {
  it('names columns, in any case, by number where they have namesakes, and constants too', () => {
    expect(told('{First name} called', ['Ada'])).toBe('Ada called')
    expect(told('{first NAME}: {Phone#2} at {Fair}', ['Ada', '1', '2'])).toBe('Ada: 2 at Pune 2026')
  })

  it('may name none, and then stays as it is written', () => {
    expect(told(' Met at the fair,\n  stand 3 ', ['Ada'])).toBe('Met at the fair,\n  stand 3')
    expect(told('50 {{off}}', [])).toBe('50 {off}')
  })

  it('keeps its words where a cell is empty, without the gap', () => {
    expect(told('Spoke to {First name} about {Phone#1}.', ['', '12'])).toBe('Spoke to about 12.')
    expect(told('{First name} called about {Phone#1}, at noon', ['Ada', ''])).toBe(
      'Ada called about, at noon',
    )
    expect(told('{First name} called', [' '])).toBe('called')
  })

  it('says no placeholder that is taken as an empty cell, and no mark of another program', () => {
    expect(told('{First name} called from {Phone#1}', ['Ada', 'n/a'])).toBe('Ada called from')
    expect(told('{First name}', ['N/A'])).toBe('')
    expect(told('{First name} called from {Phone#1}', ['Ada', "'+44 7700 900123"])).toBe(
      'Ada called from +44 7700 900123',
    )
  })

  it('says a placeholder where that is sent as it is, or is an option of the field', () => {
    const asItIs = [
      { ...column(0, 'Note'), placeholders: 'send' as const },
      { ...column(1, 'Size'), meant: ['None'] },
    ]
    const read = readActivityText('{Note}, {Size}', asItIs)
    expect(read.ok && activityTextOf(read, { cells: ['n/a', 'none'] })).toBe('n/a, none')
  })

  it('says a day as the cell shows it', () => {
    const read = readActivityText('Born {Day}', [
      { ...column(0, 'Day'), takes: 'Date' as const, dates: 'dmy' as const },
    ])
    expect(read.ok && activityTextOf(read, { cells: ['03/04/1990'] })).toBe('Born 03/04/1990')
  })

  it('is nothing where all it says is cells, and they are empty', () => {
    expect(told('{First name}', [''])).toBe('')
    expect(told('{First name} – {Phone#1}', ['', ''])).toBe('')
  })

  it('is refused in words where it cannot be read', () => {
    expect(told('{Firstname} called', [])).toBe(
      'The text of the activity names “Firstname”, and no column is called that.',
    )
    expect(told('{Phone}', [])).toMatch(/several columns are called that/)
    expect(told('{First name', [])).toBe('The template has no } after “{First name”.')
    expect(told('  ', [])).toBe('Write what the activity says.')
  })
})

describe('what follows a push', () => {
  it('is nothing at all once no part of it says anything', () => {
    expect(tidiedAfter({})).toBeUndefined()
    expect(tidiedAfter({ lists: { created: ' ' } })).toBeUndefined()
    expect(tidiedAfter({ lists: { created: ' Fair ', updated: '' } })).toEqual({ lists: { created: 'Fair' } })
  })

  it('takes no word it does not know', () => {
    expect(AfterPush.safeParse({ lists: { deleted: 'Fair' } }).success).toBe(false)
    expect(AfterPush.safeParse({ activity: { type: 'Call', text: 'x'.repeat(2001) } }).success).toBe(false)
  })
})
