import { join } from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'

/**
 * Names in the page a part of it that is read after the first paint, and what that part takes with it: it is fetched while
 * the rest is painted, and the host knows of it when it asks whether a page was handed out whole. `part` is its file, from the
 * page's folder.
 */
export function preloadsOf(part: string): Plugin {
  let folder = ''
  return {
    name: 'preload-parts',
    configResolved({ root }) {
      folder = root
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).flatMap((output) =>
          output.type === 'chunk' ? [output] : [],
        )
        const whole = chunks.find(({ facadeModuleId }) => facadeModuleId === join(folder, part))
        // Served from its sources the page has no chunks.
        if (!bundle) return []
        if (!whole) throw new Error(`There is no part ${part} in the built page.`)
        return [whole.fileName, ...whole.imports]
          .filter((name) => !html.includes(name))
          .map<HtmlTagDescriptor>((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
            injectTo: 'head',
          }))
      },
    },
  }
}
