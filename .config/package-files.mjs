/** What goes into a package, found from its entries: what runs, and nothing beside it. Plain JavaScript, as electron-builder reads it too. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

/** What the desktop starts. Browser mode and the command line need a Node of their own and are not packaged. */
const ENTRIES = [
  'out/main/main.js',
  'out/main/workbook/process.js',
  'out/main/practice/thread.js',
  'out/main/reading/thread.js',
]

const BESIDE = [
  'package.json',
  'LICENSE',
  'CHANGELOG.md',
  'out/third-party-notices.txt',
  'out/preload/preload.cjs',
  'resources/sample-leads.xlsx',
  'resources/icons/512x512.png',
]

/** A built file's own imports, static or not: the bundler writes every one as a relative path to a `.js` file. */
const IMPORT = /["'](\.{1,2}\/[^"'\n]+\.js)["']/g

/**
 * Paths from the root, with `/`, sorted.
 *
 * @param {string} root of a built checkout
 * @returns {string[]}
 */
export function packageFiles(root) {
  const code = new Set(ENTRIES)
  for (const file of code) {
    for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(IMPORT)) {
      const path = posix.join(posix.dirname(file), name)
      // Other texts of this form are in the bundled code too; a file stands for none of them.
      if (existsSync(join(root, path))) code.add(path)
    }
  }
  return [...code, ...BESIDE, ...filesUnder(root, 'out/renderer')].sort()
}

/**
 * @param {string} root
 * @param {string} folder
 */
function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
