import { describe, expect, it } from 'vitest'
import { scrubKeys } from './key-scrubber.ts'

describe('scrubKeys', () => {
  it.each([
    ['https://h/v2?accessKey=u$abc&secretKey=def&x=1', 'https://h/v2?accessKey=•••&secretKey=•••&x=1'],
    [
      '{"x-LSQ-AccessKey":"abc","x-LSQ-SecretKey": "def"}',
      '{"x-LSQ-AccessKey":"•••","x-LSQ-SecretKey": "•••"}',
    ],
    ["{ accessKey: 'abc', secretKey: 'def' }", "{ accessKey: '•••', secretKey: '•••' }"],
  ])('blanks out %s', (text, hidden) => {
    expect(scrubKeys(text, [])).toBe(hidden)
  })
})
