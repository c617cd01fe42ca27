import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/theme.css'
import './ui/base.css'
import './ui/button-list.css'
import './ui/entry-card.css'
import { App } from './app.tsx'
import { start } from '#renderer/flows/start.ts'
import { takePageKey } from '#renderer/stores/connection/page-key.ts'
import { startDensity } from '#renderer/stores/view/density-store.ts'
import { startTheme } from '#renderer/stores/view/theme-store.ts'

takePageKey()
startTheme()
startDensity()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
void start()
