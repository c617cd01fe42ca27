import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/theme.css'
import './ui/base.css'
import './ui/button-list.css'
import './ui/entry-card.css'
import { FirstView, type Asked } from './first-view.tsx'
import { takePageKey } from '#renderer/stores/connection/page-key.ts'
import { startDensity } from '#renderer/stores/view/density-store.ts'
import { startTheme } from '#renderer/stores/view/theme-store.ts'
import { nothingWasOpen } from '#renderer/stores/view/ui-store.ts'
import { afterPaint, whenNothingIsHeld } from '#renderer/ui/moments.ts'
import { Missing } from '#renderer/ui/later.tsx'

takePageKey()
startTheme()
startDensity()
const root = createRoot(document.getElementById('root')!)

const asked: Asked[] = []
let ask = (what: Asked): void => void asked.push(what)

/** Read after the first paint, which does without it. */
async function bringWholePage(): Promise<void> {
  try {
    const { showWholePage, carryOut } = await import('./whole-page.tsx')
    // A press that began on one button would end on another.
    if (nothingWasOpen) await whenNothingIsHeld()
    showWholePage(root)
    ask = carryOut
    for (const what of asked.splice(0)) carryOut(what)
  } catch (error) {
    console.error('The page did not come.', error)
    root.render(<Missing onAgain={() => void bringWholePage()} />)
  }
}

if (nothingWasOpen) {
  root.render(
    <StrictMode>
      <FirstView ask={(what) => ask(what)} />
    </StrictMode>,
  )
  afterPaint(() => void bringWholePage())
} else void bringWholePage()
