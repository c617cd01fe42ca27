import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from './fixtures/chromium.ts'
import { findElectron } from './fixtures/desktop-runtime.ts'

const chromium = findChromium()
const electron = findElectron()
// Workers and tools read this file too; the line is for a run.
if (!electron && process.argv.includes('test') && process.env.TEST_WORKER_INDEX === undefined) {
  console.log('desktop: skipped: no Electron runtime')
}

/** What is about one way in alone. */
const ONLY = { commandLine: '**/command-line/**', browser: '**/ways-in/browser-*.spec.ts' }

/** The same specs through both ways in: the page in a browser, and the desktop window where it can be opened. */
export default defineConfig<object, { way: 'browser' | 'desktop' }>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testDir}/window/pictures/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Once more on the gate, where a busy machine must not refuse a change; what needed it is named as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { args: CHROMIUM_ARGS, ...(chromium ? { executablePath: chromium } : {}) },
    // Keeping a trace of what goes well took a quarter of the time of all specs.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
  },
  projects: [
    { name: 'command-line', testDir: './command-line' },
    { name: 'browser', testIgnore: ONLY.commandLine, use: { way: 'browser' } },
    ...(electron
      ? [
          {
            name: 'desktop',
            testIgnore: [ONLY.commandLine, ONLY.browser],
            use: { way: 'desktop' as const },
          },
        ]
      : []),
  ],
})
