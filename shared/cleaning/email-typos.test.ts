import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEmail } from '#shared/domain/check/value-checks.ts'
import { EMAILS, firstEmail, mendEmail, oneSlipApart } from './email-typos.ts'

it.each([
  ['ann@gmial.com', 'ann@gmail.com'],
  ['ann@gmai.com', 'ann@gmail.com'],
  ['ann@gmail.con', 'ann@gmail.com'],
  ['ann@gmail,com', 'ann@gmail.com'],
  ['ann@gmail', 'ann@gmail.com'],
  ['ann@@gmail.com', 'ann@gmail.com'],
  ['Ann.Lee @ Hotmial.com', 'Ann.Lee@hotmail.com'],
  ['ann@yahooo.com', 'ann@yahoo.com'],
  ['ann@outlok.com', 'ann@outlook.com'],
  ['ann..lee@example.com', 'ann.lee@example.com'],
  ['ann@example.com.', 'ann@example.com'],
  ['mailto:ann@example.com', 'ann@example.com'],
  ['<ann@example.com>', 'ann@example.com'],
  ['ann (at) example.com', 'ann@example.com'],
  ['ann.lee.at.example.com', 'ann.lee@example.com'],
  ['ann@company.con', 'ann@company.com'],
  ['Asha Rao <asha@example.com>', 'asha@example.com'],
  ['"Rao, Asha" <asha@example.com>', 'asha@example.com'],
  ['\u200bann\u200b@example.com', 'ann@example.com'],
  ['an\u00adn@example.com\u00a0', 'ann@example.com'],
  ['ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ann@example.com'],
  ['ann@example。com', 'ann@example.com'],
  ['ａｎｎ１@example.com', 'ann1@example.com'],
  ['o\ufb03ce@example.com', 'office@example.com'],
  ['‘ann@example.com’', 'ann@example.com'],
  ['[ann@example.com];', 'ann@example.com'],
  ['mailto:ann@example.com?subject=Hello', 'ann@example.com'],
])('mends %s to %s', (value, mended) => {
  expect(mendEmail(value)).toBe(mended)
})

it.each([
  ' ann@example.com ',
  'ann@mail.com',
  'ann@ymail.com',
  'ann@hmail.com',
  'ann@yahoo.ca',
  'ann@gmx.com',
  'ann@acme.co',
  'ann@contoso.example',
  'Ann@Example.com',
  'ann.at.home.at.example.com',
  'not an address',
  'ann@example.com; bob@example.com',
  '',
])('leaves %j as it is', (value) => {
  expect(mendEmail(value)).toBe(value)
})

describe('any address that is right', () => {
  it('stays right, keeps its name, and is mended once and for all', () => {
    const address = fc.emailAddress().filter(isEmail)
    fc.assert(
      fc.property(address, (value) => {
        const mended = mendEmail(value)
        expect(isEmail(mended)).toBe(true)
        expect(mended.slice(0, mended.lastIndexOf('@'))).toBe(value.slice(0, value.lastIndexOf('@')))
        expect(mendEmail(mended)).toBe(mended)
      }),
    )
  })
})

it('counts a letter more, fewer, other or swapped as one slip, and nothing else', () => {
  for (const slip of ['gmial.com', 'gmal.com', 'gmaiil.com', 'gmsil.com']) {
    expect(oneSlipApart(slip, 'gmail.com')).toBe(true)
  }
  for (const other of ['gmail.com', 'gmali.cmo', 'gml.com', 'mail.co']) {
    expect(oneSlipApart(other, 'gmail.com')).toBe(false)
  }
})

it('keeps the first of several addresses where that is chosen, and only of what is plainly several', () => {
  for (const several of [
    'ann@example.com; bob@example.com',
    'ann@example.com ::: b@x.example',
    'ann@example.com b@x.example',
  ]) {
    expect(firstEmail(several)).toBe('ann@example.com')
  }
  for (const one of [
    'ann@example.com',
    'ann@@example.com',
    'ann@example.com, Köln',
    'Rao, Asha <a@x.example>',
  ]) {
    expect(firstEmail(one)).toBe(one)
  }
  const tools = { phones: () => null }
  const several = 'ann@gmial.com / bob@example.com'
  expect(EMAILS.cleaner({ several: 'first' }, tools)(several)).toEqual({
    kind: 'text',
    text: 'ann@gmail.com',
  })
  expect(EMAILS.cleaner({ several: 'leave' }, tools)(several)).toEqual({ kind: 'text', text: several })
})
