import { ChevronDown, ChevronUp } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, closePanel } from '#renderer/stores/view/ui-store.ts'
import { useView } from '#renderer/stores/view/view-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { CheckField, TextField } from '#renderer/ui/field.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { patternOf, type FindQuery } from '#renderer/features/grid/logic/find.ts'
import { ExpressionTooSlow } from '#renderer/expressions/expression-search.ts'
import { useFind, useFinder } from '#renderer/features/grid/logic/find-store.ts'
import { asHere } from '#shared/wording/numbers.ts'
import './find-panel.css'

const TOO_SLOW =
  'This expression takes too long, so it was stopped and nothing was changed. Mostly a part that repeats stands inside another that repeats, as in (a+)+. Write it with one repeat.'

/** Find and replace over what is shown. */
export function FindPanel() {
  const { query, replacement, thisColumn, wantsFocus } = useFind()
  const finder = useFinder((state) => state.finder)
  const revision = useSheet((state) => state.revision)
  const shown = useView((state) => state.shown)
  const selection = useSheet((state) => state.selection)
  const [said, setSaid] = useState('')
  const [tooSlow, setTooSlow] = useState(false)
  const searched = useDeferredValue(query)
  const root = useRef<HTMLFormElement>(null)
  const firstColumn = thisColumn ? selection?.columns[0] : null

  useEffect(() => {
    const box =
      root.current?.querySelectorAll('input')[
        wantsFocus === 'replace' && useFind.getState().query.text ? 1 : 0
      ]
    box?.focus()
    box?.select()
  }, [wantsFocus])

  const found = useMemo(() => patternOf(searched), [searched])
  const [count, setCount] = useState<number | null>(null)
  const mayCount = found?.ok === true && finder !== null
  useEffect(() => {
    if (!mayCount) return
    let old = false
    // What is counted before stays on screen meanwhile: no number flickers while somebody types.
    finder.count().then(
      (cells) => {
        if (old) return
        setCount(cells)
        setTooSlow(false)
      },
      (error: unknown) => {
        if (!old) stopped(error)
      },
    )
    return () => {
      old = true
    }
    // What is counted changes with the rows, the view and the column, none of which the finder tells by itself.
  }, [mayCount, found, finder, revision, shown, firstColumn, thisColumn])

  function change(part: Partial<FindQuery>): void {
    useFind.setState({ query: { ...query, ...part } })
    setSaid('')
    setTooSlow(false)
  }

  function stopped(error: unknown): void {
    if (!(error instanceof ExpressionTooSlow)) throw error
    setTooSlow(true)
    setCount(null)
  }

  function tell(text: string): void {
    setSaid(text)
    announce(text)
  }

  async function go(step: 1 | -1): Promise<void> {
    const place = await finder?.next(step).catch((error: unknown) => {
      stopped(error)
    })
    if (place !== undefined)
      tell(place ? `${place.place.toLocaleString()} of ${place.of.toLocaleString()}` : 'Nothing found')
  }

  const problem = found && !found.ok ? found.problem : tooSlow ? TOO_SLOW : ''
  const none = !found?.ok || count === 0 || tooSlow
  const column = finder?.columnName() ?? null
  const status =
    said ||
    (query.text === '' || problem
      ? ''
      : count === null
        ? 'Looking…'
        : count === 0
          ? 'Nothing found'
          : `${asHere.countOf(count, 'cell')} found`)

  return (
    <Panel title="Find and replace" onClose={closePanel}>
      <form
        ref={root}
        className="find-form"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          // With two boxes and no submit button, Enter would do nothing by itself.
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
          event.preventDefault()
          void go(event.shiftKey ? -1 : 1)
        }}
      >
        <TextField
          label="Find"
          problem={problem}
          value={query.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <TextField
          label="Replace with"
          value={replacement}
          onChange={(event) => useFind.setState({ replacement: event.target.value })}
        />
        <div className="find-choices">
          <CheckField
            label="Match case"
            checked={query.matchCase}
            onChange={(event) => change({ matchCase: event.target.checked })}
          />
          <CheckField
            label="Whole cell"
            checked={query.wholeCell}
            onChange={(event) => change({ wholeCell: event.target.checked })}
          />
          <CheckField
            label={column === null ? 'This column' : `This column (${column})`}
            checked={thisColumn}
            onChange={(event) => useFind.setState({ thisColumn: event.target.checked })}
          />
          <CheckField
            label="Regular expression"
            hint={query.regex ? '$1 in the replacement stands for the first group.' : undefined}
            checked={query.regex}
            onChange={(event) => change({ regex: event.target.checked })}
          />
        </div>
        <div className="find-go">
          <p role="status">{status}</p>
          <IconButton
            label="Previous match"
            icon={ChevronUp}
            shortcut="Shift+Enter"
            disabled={none}
            onClick={() => void go(-1)}
          />
          <IconButton
            label="Next match"
            icon={ChevronDown}
            shortcut="Enter"
            disabled={none}
            onClick={() => void go(1)}
          />
        </div>
        <div className="form-buttons">
          <Button
            disabled={none}
            onClick={() => {
              void (async () => {
                const did = (await finder?.replaceOne()) ?? false
                await go(1)
                if (did) tell('Replaced')
              })().catch(stopped)
            }}
          >
            Replace
          </Button>
          <Button
            kind="primary"
            disabled={none}
            onClick={() =>
              void finder
                ?.replaceAll()
                .then((cells) => tell(`Replaced in ${asHere.countOf(cells, 'cell')}. Undo takes it back.`))
                .catch(stopped)
            }
          >
            Replace all
          </Button>
        </div>
      </form>
    </Panel>
  )
}
