import { defineConfig } from 'vitest/config'

/** Unit tests stand beside their source; the ones that touch the DOM are end-to-end specs, not these. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['{shared,electron,renderer,resources}/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // So that it meets the tests' double of Electron instead of the package, which would fetch the runtime.
    server: { deps: { inline: ['electron-store'] } },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
