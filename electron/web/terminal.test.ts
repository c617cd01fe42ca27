import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { offerAddresses } from './terminal.ts'

function terminal(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY })
  const output = new PassThrough().setEncoding('utf8')
  let issued = 0
  const offered = offerAddresses({ input, output }, () => `http://127.0.0.1/${++issued}`)
  return { input, offered, printed: () => (output.read() as string | null) ?? '', issued: () => issued }
}

describe('offerAddresses', () => {
  it('prints a fresh address each time Enter is pressed', async () => {
    const { input, offered, printed } = terminal(true)
    expect(offered.first).toBe('http://127.0.0.1/1')
    expect(printed()).toContain('Leadsheet is open at http://127.0.0.1/1\n')
    input.write('\n')
    await expect.poll(printed).toBe('Leadsheet is open at http://127.0.0.1/2\n')
    offered.close()
  })

  it('prints one line and reads nothing where nobody can type', () => {
    const { input, printed, issued } = terminal(false)
    expect(printed()).toBe('Leadsheet is open at http://127.0.0.1/1\n')
    expect(input.listenerCount('data')).toBe(0)
    expect(issued()).toBe(1)
  })
})
