import { defineConfig } from 'vitest/config'

/**
 * Unit tests stand beside their source; the ones that touch the DOM are end-to-end specs, not these. Where the page's code and
 * the host's meet in one memory the test is in e2e/, which alone may import both.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['{shared,electron,renderer,resources,e2e}/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // So that it meets the tests' double of Electron instead of the package, which would fetch the runtime.
    server: { deps: { inline: ['electron-store'] } },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
