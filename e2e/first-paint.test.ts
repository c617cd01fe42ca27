import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Imports and re-exports that are followed before a line of the file runs; neither types nor `import()`. */
const STATIC = /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]/gm

/** What a file takes with it: our own files by their paths, packages by their names. */
function takenBy(entry: string): Set<string> {
  const taken = new Set([entry])
  for (const file of taken) {
    if (!existsSync(join(ROOT, file)) || !/\.tsx?$/.test(file)) continue
    for (const [, name = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(STATIC)) {
      if (name.startsWith('#')) taken.add(name.slice(1))
      else taken.add(name.startsWith('.') ? join(dirname(file), name) : name)
    }
  }
  return taken
}

describe('what a start waits for', () => {
  it('is not the services, in the process that makes the window', () => {
    const taken = takenBy('electron/main.ts')
    expect(taken).toContain('electron/desktop/window.ts')
    const late = [
      'zod',
      'electron/compose.ts',
      'shared/api/contract.ts',
      'undici',
      'electron-store',
      'electron-updater',
    ]
    expect(late.filter((name) => taken.has(name))).toEqual([])
  })

  it('is, in the page, what is shown without a sheet: no schema, no call to the host, nothing of a sheet', () => {
    const taken = takenBy('renderer/main.tsx')
    expect(taken).toContain('renderer/features/welcome/welcome.tsx')
    expect(
      [...taken].filter((name) =>
        /^zod$|^renderer\/flows\/|^shared\/(?:api|domain)\/|\/app\.tsx$/.test(name),
      ),
    ).toEqual([])
    expect(taken.size).toBeLessThan(45)
  })

  it('is neither the grid nor a panel, in the page that has a sheet', () => {
    const taken = takenBy('renderer/whole-page.tsx')
    expect(taken).toContain('renderer/features/sheets/sheet-tabs.tsx')
    expect([...taken].filter((name) => /^ag-|-panel\.tsx$|^renderer\/panels\.tsx$/.test(name))).toEqual([
      'renderer/features/side-panel/side-panel.tsx',
    ])
  })

  it('makes no format of numbers or times as it is read: each takes 20 ms, and the first paint shows none', () => {
    const making = [...takenBy('renderer/whole-page.tsx')]
      .filter((file) => existsSync(join(ROOT, file)) && /\.tsx?$/.test(file))
      .filter((file) =>
        /^(?:export )?(?:const|let) \w+ = new Intl\./m.test(readFileSync(join(ROOT, file), 'utf8')),
      )
    expect(making).toEqual([])
  })

  it('is no half a megabyte of HTTP before there is a call', () => {
    expect(takenBy('electron/compose.ts')).not.toContain('undici')
  })
})
