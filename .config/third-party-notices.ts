import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Plugin } from 'vite'

interface Used {
  name: string
  version: string
  license: string
  text: string
}

const LICENCE = /^(licen[cs]e|copying|notice)(\.|$|-)/i

/**
 * Lists the packages whose code is in what was built, with their licences, in `file`. By the modules the bundler took in,
 * not by the list of dependencies: what ships is named, and nothing else. One plugin for all parts of a build.
 */
export function thirdPartyNotices(file: string): Plugin {
  const folders = new Set<string>()
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue
        for (const id of Object.keys(part.modules)) {
          const folder = packageFolder(id)
          if (folder !== null) folders.add(folder)
        }
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, notices([...folders].map(read)))
    },
  }
}

/** The folder of the package a module is of; null for our own. */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '')
  const at = path.lastIndexOf(`${sep}node_modules${sep}`)
  if (at < 0) return null
  const inside = path.slice(at + `${sep}node_modules${sep}`.length).split(sep)
  const name = inside[0]?.startsWith('@') ? inside.slice(0, 2) : inside.slice(0, 1)
  const folder = join(path.slice(0, at), 'node_modules', ...name)
  return existsSync(join(folder, 'package.json')) ? folder : null
}

function read(folder: string): Used {
  const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<Used>
  const texts = readdirSync(folder)
    .filter((name) => LICENCE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
  return {
    name: found.name ?? '',
    version: found.version ?? '',
    license: typeof found.license === 'string' ? found.license : 'see the text',
    text: texts.join('\n\n'),
  }
}

function notices(used: Used[]): string {
  const parts = used
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, version, license, text }) =>
        `${name} ${version} (${license})\n\n${text === '' ? 'The package comes without a text of its licence.' : text}\n`,
    )
  return `Leadsheet contains code of these packages. Electron and Chromium, which it runs in, have notices of their own beside it.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`
}
