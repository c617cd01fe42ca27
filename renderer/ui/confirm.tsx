import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Callout } from './callout.tsx'

interface ConfirmProps {
  /** On the button that asks, and on the one that does it. */
  action: string
  question: ReactNode
  keep: string
  onConfirm: () => void
  disabled?: boolean
}

/** Asks in place before something that cannot be taken back. The harmless answer has the focus. */
export function Confirm({ action, question, keep, onConfirm, disabled = false }: ConfirmProps) {
  const [asking, setAsking] = useState(false)
  const keepButton = useRef<HTMLButtonElement>(null)
  const askButton = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  useEffect(() => {
    if (asking) keepButton.current?.focus()
    else if (wasAsking.current) askButton.current?.focus()
    wasAsking.current = asking
  }, [asking])

  if (!asking) {
    return (
      <Button ref={askButton} kind="danger" disabled={disabled} onClick={() => setAsking(true)}>
        {action}
      </Button>
    )
  }
  return (
    <div
      className="confirm"
      role="group"
      aria-label={action}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        setAsking(false)
      }}
    >
      <Callout
        tone="warning"
        actions={
          <>
            <Button ref={keepButton} onClick={() => setAsking(false)}>
              {keep}
            </Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false)
                onConfirm()
              }}
            >
              {action}
            </Button>
          </>
        }
      >
        {question}
      </Callout>
    </div>
  )
}
