import { ArrowRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { formatCount } from '#renderer/ui/format.ts'
import { OneStopList } from '#renderer/ui/one-stop-list.tsx'

export interface Change {
  key: string
  before: string
  after: ReactNode
  cells: number
}

const AT_ONCE = 100

/** White space that matters here is invisible otherwise. */
function visible(text: string): string {
  return text
    .replace(/^ +| +$| {2,}/g, (spaces) => '·'.repeat(spaces.length))
    .replace(/\t/g, '⇥')
    .replace(/\u00a0/g, '⍽')
}

interface ChangeLineProps {
  change: Change
  taken: boolean
  onTake: (taken: boolean) => void
}

function ChangeLine({ change, taken, onTake }: ChangeLineProps) {
  const id = useId()
  return (
    <li className="change">
      <input id={id} type="checkbox" checked={taken} onChange={(event) => onTake(event.target.checked)} />
      <label htmlFor={id}>
        <del>{visible(change.before)}</del>
        <span className="change-after">
          <ArrowRight size={12} role="img" aria-label="becomes" />
          <ins>{change.after}</ins>
          {change.cells > 1 && <b>× {formatCount(change.cells)}</b>}
        </span>
      </label>
    </li>
  )
}

interface ChangeListProps<Item> {
  changes: readonly Item[]
  describe: (item: Item) => Change
  /** Keys of the changes that are not to be made. */
  left: ReadonlySet<string>
  onLeave: (left: ReadonlySet<string>) => void
}

/** Every value that would change, each of which can be left as it is. */
export function ChangeList<Item>({ changes, describe, left, onLeave }: ChangeListProps<Item>) {
  const [most, setMost] = useState(AT_ONCE)

  function take(key: string, taken: boolean): void {
    const next = new Set(left)
    if (taken) next.delete(key)
    else next.add(key)
    onLeave(next)
  }

  return (
    <>
      <OneStopList className="changes" label="Changes">
        {changes.slice(0, most).map((item) => {
          const change = describe(item)
          return (
            <ChangeLine
              key={change.key}
              change={change}
              taken={!left.has(change.key)}
              onTake={(taken) => take(change.key, taken)}
            />
          )
        })}
      </OneStopList>
      {changes.length > most && (
        <Button kind="quiet" onClick={() => setMost(most + AT_ONCE)}>
          {formatCount(changes.length - most)} more
        </Button>
      )}
    </>
  )
}
