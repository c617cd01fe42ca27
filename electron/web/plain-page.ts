import type { Refusal } from './session-gate.ts'

const TEXTS: Readonly<Record<Refusal | 'not-found' | 'gone', readonly [title: string, text: string]>> = {
  'wrong-host': [
    'This is not the address of Leadsheet',
    'Leadsheet answers only at the address it printed, which begins with http://127.0.0.1. Open that one.',
  ],
  'wrong-origin': ['Not from here', 'Another page asked for this. Leadsheet only answers its own page.'],
  'no-session': [
    'This browser has not been let in yet',
    'Open the whole address that Leadsheet printed in its terminal. If that one was used already, press Enter in the terminal: it prints a new one.',
  ],
  'used-token': [
    'This address was used already',
    'Each address that Leadsheet prints works once. Press Enter in the terminal where Leadsheet runs: it prints a new one.',
  ],
  'not-found': ['Nothing here', 'Leadsheet has no page at this address.'],
  gone: [
    'This download is no longer here',
    'A report can be downloaded once. Choose "Export report" in Leadsheet again.',
  ],
}

/** A page without script or style for the few things said outside the program itself. */
export function plainPage(what: keyof typeof TEXTS): string {
  const [title, text] = TEXTS[what]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title} · Leadsheet</title><h1>${title}</h1><p>${text}</p></html>`
}
