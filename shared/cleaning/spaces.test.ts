import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tidySpaces } from './spaces.ts'

it.each([
  ['  Ann  ', 'Ann'],
  ['Ann\u00a0\u2003 Lee', 'Ann Lee'],
  ['\ufeffAnn\u200b', 'Ann'],
  ['Ann\tLee', 'Ann Lee'],
  ['one \r\n  two\n', 'one\ntwo'],
  ['Ann Lee', 'Ann Lee'],
  ['An\u200cn\u034f L\u200eee', 'Ann Lee'],
  ['Ann\u{e0041}\u{e0042}', 'Ann'],
  ['\u2800', ''],
  [
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Ann',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Ann',
  ],
  ['\u{1f469}\u200d\u{1f467} Ann', '\u{1f469}\u200d\u{1f467} Ann'],
])('reads %j as %j', (value, tidy) => {
  expect(tidySpaces(value)).toBe(tidy)
})

it('leaves every visible character and changes nothing the second time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'é', '👍', ' ', '\u00a0', '\t', '\n', '\r', '\u200b')),
      (parts) => {
        const once = tidySpaces(parts.join(''))
        expect(tidySpaces(once)).toBe(once)
        const visible = (text: string) => text.replace(/[\s\u200b]/g, '')
        expect(visible(once)).toBe(visible(parts.join('')))
      },
    ),
  )
})
