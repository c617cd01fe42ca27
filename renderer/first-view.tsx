import { useEffect } from 'react'
import './app.css'
import './ui/button.css'
import './features/status-bar/status-bar.css'
import './features/connection/connection.css'
import { pastedFiles } from '#renderer/clipboard/pasted-files.ts'
import { RailFrame } from '#renderer/features/rail/rail-frame.tsx'
import { Welcome, type Ways } from '#renderer/features/welcome/welcome.tsx'

/** What somebody did before the page could answer it. */
export type Asked =
  | { kind: 'pressed'; way: keyof Ways }
  | { kind: 'pasted'; text: string; html: string }
  | { kind: 'files'; files: File[] }

/**
 * The window without a sheet as its first paint shows it, with 240 kB of script where the whole page has 610: what `App` shows
 * before the host has answered, button for button, so that nobody sees one take the other's place. What is pressed, pasted and
 * dropped meanwhile is kept.
 */
export function FirstView({ ask }: { ask: (asked: Asked) => void }) {
  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      event.preventDefault()
      const { clipboardData } = event
      const files = clipboardData ? pastedFiles(clipboardData) : []
      if (files.length > 0) {
        ask({ kind: 'files', files })
        return
      }
      const [text = '', html = ''] = ['text/plain', 'text/html'].map((type) => clipboardData?.getData(type))
      ask({ kind: 'pasted', text, html })
    }
    function onDragOver(event: DragEvent): void {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    function onDrop(event: DragEvent): void {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      ask({ kind: 'files', files })
    }
    document.addEventListener('paste', onPaste)
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('paste', onPaste)
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [ask])
  const press = (way: keyof Ways) => () => ask({ kind: 'pressed', way })
  const ways: Ways = {
    paste: press('paste'),
    openFile: press('openFile'),
    getLeads: press('getLeads'),
    sample: press('sample'),
  }
  return (
    <div className="app">
      <div role="status" aria-label="Connection" className="connection" />
      <div className="app-body">
        <main className="sheet-area" data-part>
          <div className="sheet-stage">
            <div className="sheet-content">
              <Welcome ways={ways} />
            </div>
          </div>
        </main>
        <RailFrame />
      </div>
      <footer className="status-bar" aria-label="Status" data-part>
        <span className="status-gap" />
      </footer>
    </div>
  )
}
