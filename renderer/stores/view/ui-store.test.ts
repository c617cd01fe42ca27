import { beforeEach, expect, test } from 'vitest'
import { dismissAbout, notify, useUi } from './ui-store.ts'

const texts = () => useUi.getState().notices.map(({ text }) => text)

beforeEach(() => useUi.setState({ notices: [] }))

test('a notice takes the place of an earlier one about the same, and of one that says the same', () => {
  notify('error', 'No keys for “A”.', null, 'keys')
  notify('error', 'Not opened.')
  notify('error', 'No keys for “B”.', null, 'keys')
  notify('error', 'Not opened.')
  expect(texts()).toEqual(['No keys for “B”.', 'Not opened.'])
})

test('what a notice tells of being over, it goes; others stay', () => {
  notify('error', 'No keys for “A”.', null, 'keys')
  notify('error', 'Not opened.')
  dismissAbout('keys')
  expect(texts()).toEqual(['Not opened.'])
})

test('three notices at most, the newest', () => {
  for (const text of ['one', 'two', 'three', 'four']) notify('error', text)
  expect(texts()).toEqual(['two', 'three', 'four'])
})
