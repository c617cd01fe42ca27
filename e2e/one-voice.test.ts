import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** The tokens themselves, and paper, which has no theme. */
const OWN_LOOK = ['renderer/ui/theme.css', 'renderer/features/grid/print.css']
/** Words newcomers stumbled over; each has a plainer one by now. */
const STUMBLED_OVER =
  /keys to search by|the last word|\bput away\b|\bnot now\b|the same again|turned away at/i
const COMMENT = /^\s*(\*|\/\/|\/\*)/

function linesThat(wanted: RegExp, pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT })
    .filter((file) => !OWN_LOOK.includes(file) && !file.includes('.test'))
    .flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .filter((line) => wanted.test(line) && !COMMENT.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
}

test('every size of letters is one of the scale, and every colour one of the theme', () => {
  expect(linesThat(/font(-size)?:.*\d(px|pt|rem|em)\b/, 'renderer/**/*.css')).toEqual([])
  expect(linesThat(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i, 'renderer/**/*.css')).toEqual([])
})

test('what newcomers stumbled over is said nowhere on screen or on the command line', () => {
  expect(linesThat(STUMBLED_OVER, '{renderer,shared,electron}/**/*.{ts,tsx}')).toEqual([])
})
