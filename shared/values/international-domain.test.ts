import { expect, test } from 'vitest'
import { domainInLetters } from './international-domain.ts'

test.each([
  ['ann@xn--mller-kva.example', 'ann@müller.example'],
  ['XN--MLLER-KVA.example', 'müller.example'],
  ['xn--bcher-kva.xn--p1ai', 'bücher.рф'],
  ['xn--r8jz45g.jp', '例え.jp'],
  ['ann@plain.example', 'ann@plain.example'],
  ['ann@my-xn--mller-kva.example', 'ann@my-xn--mller-kva.example'],
  ['xn--!!.example', 'xn--!!.example'],
  ['xn--99999999.example', 'xn--99999999.example'],
])('%s stands for %s', (written, letters) => {
  expect(domainInLetters(written)).toBe(letters)
})
