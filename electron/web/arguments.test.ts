import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWebArguments } from './arguments.ts'

describe('readWebArguments', () => {
  it('reads a port, a folder and whether to show the page', () => {
    expect(readWebArguments(['--port', '4000', '--data-dir', 'work', '--open'])).toEqual({
      ok: true,
      value: { port: 4000, dataDir: resolve('work'), open: true },
    })
    expect(readWebArguments([])).toMatchObject({ ok: true, value: { port: 0, open: false } })
  })

  it.each([[['--port', '70000']], [['--port', 'x']], [['--prot', '1']], [['--data-dir']], [['file.csv']]])(
    'refuses %j in words',
    (args) => {
      expect(readWebArguments(args)).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
    },
  )
})
