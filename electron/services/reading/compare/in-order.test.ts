import { expect, test } from 'vitest'
import { InOrder } from './in-order.ts'

test('what comes in any order is taken in the order it was begun in', () => {
  const taken: string[] = []
  const order = new InOrder<string>((item) => void taken.push(item))
  const [a, b, c, d] = [order.begin(), order.begin(), order.begin(), order.begin()]
  c('c')
  b('b')
  expect(taken).toEqual([])
  a('a')
  expect(taken).toEqual(['a', 'b', 'c'])
  d('d')
  expect(taken).toEqual(['a', 'b', 'c', 'd'])
})

test('what waits for something that never comes is taken at the end', () => {
  const taken: string[] = []
  const order = new InOrder<string>((item) => void taken.push(item))
  order.begin()
  const [b, c] = [order.begin(), order.begin()]
  c('c')
  b('b')
  order.end()
  order.end()
  expect(taken).toEqual(['b', 'c'])
})
