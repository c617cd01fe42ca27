import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lastPortIn } from './last-port.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-port-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

it('remembers the port from one start to the next.', () => {
  expect(lastPortIn(folder).read()).toBe(0)
  lastPortIn(folder).remember(41_234)
  expect(lastPortIn(folder).read()).toBe(41_234)
})

it.each(['', 'x', '-1', '70000', '1.5'])('takes any port where the file says “%s”.', (text) => {
  writeFileSync(join(folder, 'port'), text)
  expect(lastPortIn(folder).read()).toBe(0)
})

it('does without where the folder cannot be written to.', () => {
  lastPortIn(join(folder, 'gone')).remember(41_234)
  expect(lastPortIn(join(folder, 'gone')).read()).toBe(0)
})
