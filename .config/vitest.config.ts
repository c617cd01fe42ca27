import { defineConfig } from 'vitest/config'

const SHARED = {
  environment: 'node' as const,
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  // For the processes that tests start from source: each strips and compiles some sixty files.
  env: { NODE_COMPILE_CACHE: new URL('../node_modules/.cache/compiled', import.meta.url).pathname },
}

/** Tests of modules that hold state of their own, or that put a double in Electron's place: a process for each file. */
const APART = ['renderer/**/*.test.ts', 'electron/desktop/**/*.test.ts', 'electron/{main,preload}.test.ts']

/**
 * Unit tests stand beside their source; the ones that touch the DOM are end-to-end specs, not these. Where the page's code and
 * the host's meet in one memory the test is in e2e/, which alone may import both.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...SHARED,
          name: 'together',
          include: ['{shared,electron,resources,e2e}/**/*.test.ts'],
          exclude: APART,
          isolate: false,
        },
      },
      {
        test: {
          ...SHARED,
          name: 'apart',
          include: APART,
          // So that it meets the tests' double of Electron instead of the package, which would fetch the runtime.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
    ],
  },
})
