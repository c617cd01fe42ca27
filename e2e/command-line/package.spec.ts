import { execFile, fork } from 'node:child_process'
import { on as onEvent, once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createContext, Script } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { test as base } from '@playwright/test'
import { wrongFuses } from '../../.ci/fuses.ts'
import { packageFiles } from '../../.config/package-files.mjs'
import { expect } from '../fixtures/expect.ts'
import { freshFolder, removeFolder } from '../fixtures/practice.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const MB = 1024 * 1024

/** A copy of the files a package holds, and of nothing else: no node_modules above it either. */
const test = base.extend<object, { copy: string }>({
  copy: [
    async ({}, use) => {
      const folder = freshFolder()
      for (const file of packageFiles(ROOT)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        copyFileSync(join(ROOT, file), join(folder, file))
      }
      await use(folder)
      removeFolder(folder)
    },
    { scope: 'worker' },
  ],
})

test('a package holds what runs and what has to come with it, and is small', () => {
  const files = packageFiles(ROOT)
  const kinds = files.map((file) => file.replace(/-[\w-]{8}\.(js|css|svg|png|woff2)$/, '-#.$1'))
  const fixed = kinds.filter(
    (file) => !/^out\/(main\/chunks|renderer\/assets)\/[\w.-]+-#\.(js|css|svg|png|woff2)$/.test(file),
  )
  expect(fixed).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'out/main/main.js',
    'out/main/practice/thread.js',
    'out/main/reading/thread.js',
    'out/main/workbook/process.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'out/third-party-notices.txt',
    'package.json',
    'resources/icons/512x512.png',
    'resources/sample-leads.xlsx',
  ])
  const size = files.reduce((bytes, file) => bytes + statSync(join(ROOT, file)).size, 0)
  expect(size).toBeLessThan(12 * MB)
  const notices = readFileSync(join(ROOT, 'out', 'third-party-notices.txt'), 'utf8')
  for (const name of [
    'ag-grid-community',
    'react',
    'undici',
    'xlsx',
    'zod',
    'libphonenumber-js',
    'electron-store',
  ]) {
    expect(notices).toMatch(new RegExp(`^(@e965/)?${name} \\d+\\.`, 'm'))
  }
  expect(notices).not.toMatch(/^(playwright|vitest|hucre) \d/m)
})

test('the packaged main process opens its page and ends, with nothing outside the package but Electron', async ({
  copy,
}) => {
  const dataDir = freshFolder()
  const double = new URL('../fixtures/electron-double.mjs', import.meta.url).href
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', double, join(copy, 'out', 'main', 'main.js'), '--data-dir', dataDir],
    { cwd: copy },
  )
  const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>
  expect(told).toMatchObject({ loaded: 'leadsheet://app/', page: 200, parts: { refused: [] }, boxes: [] })
  expect(told).toHaveProperty('parts.served', expect.any(Number))
  removeFolder(dataDir)
})

test('the packaged workbook process reads the sample workbook that comes with it', async ({ copy }) => {
  const child = fork(join(copy, 'out', 'main', 'workbook', 'process.js'), {
    serialization: 'advanced',
    cwd: copy,
  })
  try {
    const name = 'sample-leads.xlsx'
    child.send({ type: 'inspect', path: join(copy, 'resources', name), name, choices: DEFAULT_CHOICES })
    const results: unknown[] = []
    for await (const [message] of onEvent(child, 'message')) {
      if ((message as { type: string }).type !== 'inspected') continue
      results.push(message)
      break
    }
    expect(results).toEqual([
      expect.objectContaining({ type: 'inspected', result: expect.objectContaining({ ok: true }) }),
    ])
  } finally {
    child.kill('SIGKILL')
  }
})

test('the packaged practice account answers', async ({ copy }) => {
  const dataDir = freshFolder()
  const worker = new Worker(join(copy, 'out', 'main', 'practice', 'thread.js'), {
    workerData: { dataFile: join(dataDir, 'practice.sqlite') },
  })
  const [origin] = (await once(worker, 'message')) as [string]
  expect((await fetch(`${origin}/practice-control/lead-count`)).status).toBe(401)
  worker.postMessage('close')
  await once(worker, 'exit')
  removeFolder(dataDir)
})

test('the packaged preload needs Electron and nothing else, as a sandboxed one can have nothing else', ({
  copy,
}) => {
  const asked: string[] = []
  const exposed: string[] = []
  const electron = {
    ipcRenderer: { on: () => undefined },
    contextBridge: { exposeInMainWorld: (name: string) => exposed.push(name) },
    webUtils: {},
  }
  const module = { exports: {} }
  const require = (name: string): unknown => {
    asked.push(name)
    return electron
  }
  new Script(readFileSync(join(copy, 'out', 'preload', 'preload.cjs'), 'utf8')).runInContext(
    createContext({ require, module, exports: module.exports }),
  )
  expect([...new Set(asked)]).toEqual(['electron'])
  expect(exposed).toEqual(['leadsheet'])
})

test('fuses are read back out of a program, and one that is not as it should be is named', async () => {
  const folder = freshFolder()
  const program = join(folder, 'leadsheet')
  // electronjs.org/docs/latest/tutorial/fuses: after these words the version, how many there are, and each as a sign.
  const write = (wire: string): void =>
    writeFileSync(
      program,
      Buffer.concat([
        Buffer.from('code dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
        Buffer.from([1, wire.length]),
        Buffer.from(`${wire} code`),
      ]),
    )
  write('01001100')
  expect(await wrongFuses(program)).toEqual([])
  write('1100110r')
  expect(await wrongFuses(program)).toEqual([
    'runAsNode is on, not off',
    'grantFileProtocolExtraPrivileges is removed, not off',
  ])
  write('010011')
  expect(await wrongFuses(program)).toContain('grantFileProtocolExtraPrivileges is missing, not off')
  removeFolder(folder)
})
