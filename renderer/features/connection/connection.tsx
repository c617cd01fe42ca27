import { Unplug } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import { onDesktop } from '#renderer/stores/connection/carrier.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { Button } from '#renderer/ui/button.tsx'
import './connection.css'

function unsavedInWords(unsaved: number): string {
  if (unsaved === 0) return ' Everything up to here is saved.'
  return unsaved === 1
    ? ' 1 change made here is not saved yet; it is in this tab alone.'
    : ` ${formatCount(unsaved)} changes made here are not saved yet; they are in this tab alone.`
}

/** While the host cannot be reached. Everything stays usable; edits wait in the page and are sent when it is back. */
export function ConnectionBanner() {
  const lost = useConnection((state) => state.connection === 'lost')
  const shutOut = useConnection((state) => state.shutOut)
  const unsaved = useSheet((state) => state.unsaved)
  const pushing = usePush((state) => isUnderWay(state.push))
  return (
    <div role="status" aria-label="Connection" className="connection">
      {lost && (
        <p>
          <Unplug size={15} aria-hidden />
          {shutOut
            ? 'Leadsheet was started again and has not let this browser in yet.'
            : 'Leadsheet is not answering; this page goes on trying.'}
          {unsavedInWords(unsaved)}
          {pushing &&
            ' The push pauses if Leadsheet was ended; Resume it after Leadsheet is open again.'}{' '}
          {onDesktop
            ? 'If it does not come back, close the window and open Leadsheet again.'
            : `${shutOut ? '' : 'If it was ended, start it again. '}Leave this tab open, and open the address Leadsheet prints in this browser.`}
        </p>
      )}
    </div>
  )
}

/** What became of the edits made here: never more than is so. */
function HandedIn() {
  const unsaved = useSheet((state) => state.unsaved)
  const saveState = useSheet((state) => state.saveState)
  const problem = useSheet((state) => state.saveProblem)
  if (unsaved === 0) return <p>Everything here is saved.</p>
  const changes = countOf(unsaved, 'change')
  const [are, they] = unsaved === 1 ? ['is', 'it is'] : ['are', 'they are']
  if (saveState === 'refused' || saveState === 'held') {
    return (
      <p>
        <strong>
          {changes} made here {are} not saved.
        </strong>{' '}
        {problem}
      </p>
    )
  }
  return (
    <p>
      {changes} made here {are} not saved yet; {they} being handed over. Leave this tab open until that is
      done.
    </p>
  )
}

/** The page has given its sheet to another one; going on here takes it back. */
export function SupersededPage({ onLook }: { onLook: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  const unsaved = useSheet((state) => state.unsaved)
  useEffect(() => button.current?.focus(), [])
  return (
    <main className="superseded">
      <h1>Leadsheet is open in another tab</h1>
      <p>Only one tab edits at a time, so that no two of them write over each other.</p>
      <HandedIn />
      <Button ref={button} kind="primary" onClick={() => location.reload()}>
        Use it here
      </Button>
      {unsaved > 0 && <Button onClick={onLook}>Show the sheet as it is in this tab</Button>}
    </main>
  )
}

/** Above a superseded sheet that somebody looks at to copy from. */
export function LookingBanner({ onBack }: { onBack: () => void }) {
  return (
    <div className="connection">
      <p>
        <Unplug size={15} aria-hidden />
        Leadsheet is open in another tab. Nothing can be changed in this one; copy from it what you need.
        <Button onClick={onBack}>Back</Button>
      </p>
    </div>
  )
}
