/**
 * `node .ci/check-package.ts FOLDER…`: looks into packaged programs (`dist/linux-unpacked`, `dist/win-unpacked`,
 * `dist/mac/Leadsheet.app`): are the fuses as they should be, and is the archive what the list says. Fails by name.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { wrongFuses } from './fuses.ts'

/** The packaged program's own file in what electron-builder unpacked. */
function programIn(folder: string): string {
  const names = ['leadsheet', 'Leadsheet.exe', 'Contents/MacOS/Leadsheet']
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (!found) throw new Error(`There is no packaged program in ${folder}.`)
  return found
}

function archiveIn(folder: string): string {
  const found = ['resources', 'Contents/Resources']
    .map((name) => join(folder, name, 'app.asar'))
    .find((path) => existsSync(path))
  if (!found) throw new Error(`There is no app.asar in ${folder}.`)
  return found
}

const MOST_BYTES = 14 * 1024 * 1024

const folders = process.argv.slice(2)
if (folders.length === 0) throw new Error('Name the folders of the packaged programs.')
const faults: string[] = []
for (const folder of folders) {
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder.`)
  for (const fuse of await wrongFuses(programIn(folder))) faults.push(`${folder}: fuse ${fuse}`)
  const { size } = statSync(archiveIn(folder))
  if (size > MOST_BYTES) faults.push(`${folder}: app.asar has ${size} bytes, more than ${MOST_BYTES}`)
  const beside = readdirSync(join(archiveIn(folder), '..'))
  if (beside.includes('app')) faults.push(`${folder}: a folder "app" lies beside the archive`)
}
for (const fault of faults) process.stdout.write(`${fault}\n`)
process.stdout.write(faults.length === 0 ? 'The packages are as they should be.\n' : '')
process.exitCode = faults.length === 0 ? 0 : 1
