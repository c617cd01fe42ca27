import { useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Callout } from './callout.tsx'

type State<Props> = { kind: 'unasked' | 'coming' | 'missing' } | { kind: 'here'; Part: ComponentType<Props> }

/** A part of the page whose script comes when it is shown first, or when `fetch` asked for it ahead. */
export interface Later<Props> {
  (props: Props): ReactNode
  /** Asks for it once; again only where it did not come. */
  fetch(): void
}

/**
 * What the first paint does without is read after it: a start waits for as much script as it shows. `load` is a dynamic
 * import, which the bundler makes a file of its own; one that does not come is told in the part's place, and can be asked for again.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let state: State<Props> = { kind: 'unasked' }
  const listeners = new Set<() => void>()

  function set(next: State<Props>): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  function fetch(): void {
    if (state.kind === 'coming' || state.kind === 'here') return
    set({ kind: 'coming' })
    load().then(
      (Part) => set({ kind: 'here', Part }),
      (error: unknown) => {
        console.error('A part of the page did not come.', error)
        set({ kind: 'missing' })
      },
    )
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  function Show(props: Props): ReactNode {
    const now = useSyncExternalStore(subscribe, () => state)
    useEffect(() => {
      if (state.kind === 'unasked') fetch()
    }, [])
    if (now.kind === 'here') return <now.Part {...props} />
    return now.kind === 'missing' ? <Missing onAgain={fetch} /> : null
  }

  return Object.assign(Show, { fetch })
}

export function Missing({ onAgain }: { onAgain: () => void }) {
  return (
    <div role="alert">
      <Callout tone="error" actions={<Button onClick={onAgain}>Try again</Button>}>
        This part of Leadsheet did not load. Your sheets are kept. Try again; if it does not come, see whether
        Leadsheet is still running, and reload this page.
      </Callout>
    </div>
  )
}
