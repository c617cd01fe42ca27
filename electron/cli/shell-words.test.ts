import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { quoted, resumeCommand } from './shell-words.ts'

describe('a printed command', () => {
  it.skipIf(process.platform === 'win32')('is what a shell hands over as it is', () => {
    for (const text of ['/plain', 'two words', '$HOME `date` \\ "q"', "it's $5", 'a!b', "'"]) {
      const printed = execFileSync('/bin/sh', ['-c', `printf %s ${quoted(text)}`], { encoding: 'utf8' })
      expect(printed).toBe(text)
    }
  })

  it('to resume says all that the push was told', () => {
    expect(resumeCommand({ dataDir: null })).toBe('leadsheet resume')
    expect(
      resumeCommand({
        dataDir: 'my data',
        report: { path: 'r.csv' },
        limit: { calls: 2, seconds: 2.5 },
        json: true,
      }),
    ).toBe('leadsheet resume --data-dir "my data" --report "r.csv" --limit 2/2.5 --json')
  })
})
