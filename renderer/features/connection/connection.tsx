import { Unplug } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useConnection } from '#renderer/stores/host.ts'
import { isUnderWay, usePush } from '#renderer/stores/push-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import './connection.css'

/** While the host cannot be reached. Everything stays usable; edits wait in the page and are sent when it is back. */
export function ConnectionBanner() {
  const lost = useConnection((state) => state.connection === 'lost')
  const pushing = usePush((state) => isUnderWay(state.push))
  return (
    <div role="status" aria-label="Connection" className="connection">
      {lost && (
        <p>
          <Unplug size={15} aria-hidden />
          Leadsheet is not answering; trying again. You can go on editing: changes are kept here until it is
          back.{pushing && ' The push goes on by itself.'}
        </p>
      )}
    </div>
  )
}

/** The page has given its sheet to another one; going on here takes it back. */
export function SupersededPage() {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <main className="superseded">
      <h1>Leadsheet is open in another tab</h1>
      <p>
        Only one tab edits at a time, so that no two of them write over each other. Everything here is saved.
      </p>
      <Button ref={button} kind="primary" onClick={() => location.reload()}>
        Use it here
      </Button>
    </main>
  )
}
