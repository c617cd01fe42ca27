import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import type { Root } from 'react-dom/client'
import { App } from './app.tsx'
import type { Asked } from './first-view.tsx'
import { openFiles } from '#renderer/flows/open-files.ts'
import { pasteAsSheet } from '#renderer/flows/paste-sheet.ts'
import { start } from '#renderer/flows/start.ts'
import { WAYS } from './ways.ts'

/** All of the page the first view does without. Takes its place, button for button, and sets everything going. */
export function showWholePage(root: Root): void {
  // Before the first call of what is shown: from then on calls wait for the connection.
  void start()
  const at = [...document.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement)
  flushSync(() =>
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
  document.querySelectorAll('button')[at]?.focus()
}

/** Does what the first view was asked for. */
export function carryOut(asked: Asked): void {
  if (asked.kind === 'pasted') void pasteAsSheet(asked.text, asked.html)
  else if (asked.kind === 'files') openFiles(asked.files)
  else WAYS[asked.way]()
}
