import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { preloadsOf } from './.config/preload-parts.ts'
import { thirdPartyNotices } from './.config/third-party-notices.ts'

const notices = thirdPartyNotices('out/third-party-notices.txt')

/** Each entry runs as a process or thread of its own; paths in `out/` mirror those under `electron/`. */
export default defineConfig({
  main: {
    plugins: [notices],
    build: {
      outDir: 'out/main',
      // The packages hold no node_modules: what runs is in these files, and what is not used is not shipped.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          'web-main': 'electron/web-main.ts',
          cli: 'electron/cli.ts',
          'workbook/process': 'electron/workbook/process.ts',
          'practice/thread': 'electron/practice/thread.ts',
          'reading/thread': 'electron/reading/thread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [notices],
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), notices, preloadsOf('whole-page.tsx')],
    worker: { plugins: () => [notices] },
    build: {
      outDir: 'out/renderer',
      // A third less to wait for at every start: half as much to read and to compile.
      minify: true,
      // One sheet of styles, in one order, whichever part of the page comes first.
      cssCodeSplit: false,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
})
