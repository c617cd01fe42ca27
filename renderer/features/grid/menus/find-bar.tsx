import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, closeFind } from '#renderer/stores/view/ui-store.ts'
import { useView } from '#renderer/stores/view/view-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { patternOf, type FindQuery } from '#renderer/features/grid/logic/find.ts'
import { ExpressionTooSlow } from '#renderer/expressions/expression-search.ts'
import { useFind, useFinder } from '#renderer/features/grid/logic/find-store.ts'
import { asHere } from '#shared/wording/numbers.ts'
import './find-bar.css'

const TOO_SLOW =
  'This expression takes too long, so it was stopped and nothing was changed. Mostly a part that repeats stands inside another that repeats, as in (a+)+. Write it with one repeat.'

/** Find and replace over what is shown: a line over the sheet, so that whatever panel is open stays. */
export function FindBar() {
  const { query, replacement, thisColumn, wantsFocus, asked } = useFind()
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
      root.current?.querySelectorAll<HTMLInputElement>('input.box')[
        wantsFocus === 'replace' && useFind.getState().query.text ? 1 : 0
      ]
    box?.focus()
    box?.select()
  }, [wantsFocus, asked])

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
    <section
      className="find-bar"
      aria-label="Find and replace"
      data-part
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        closeFind()
      }}
    >
      <form
        ref={root}
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          // With two boxes and no submit button, Enter would do nothing by itself.
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
          event.preventDefault()
          void go(event.shiftKey ? -1 : 1)
        }}
      >
        <input
          className="box"
          aria-label="Find"
          placeholder="Find"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          value={query.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <span className="find-choices">
          <Toggle
            label="Match case"
            sign="Aa"
            checked={query.matchCase}
            onChange={(matchCase) => change({ matchCase })}
          />
          <Toggle
            label="Whole cell"
            sign="[ ]"
            checked={query.wholeCell}
            onChange={(wholeCell) => change({ wholeCell })}
          />
          <Toggle
            label={column === null ? 'This column' : `This column (${column})`}
            sign="↕"
            checked={thisColumn}
            onChange={(only) => useFind.setState({ thisColumn: only })}
          />
          <Toggle
            label="Regular expression"
            sign=".*"
            hint="$1 in the replacement stands for the first group."
            checked={query.regex}
            onChange={(regex) => change({ regex })}
          />
        </span>
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
        <span className="find-line" />
        <input
          className="box"
          aria-label="Replace with"
          placeholder="Replace with"
          autoComplete="off"
          spellCheck={false}
          value={replacement}
          onChange={(event) => useFind.setState({ replacement: event.target.value })}
        />
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
        <IconButton
          label="Close Find and replace"
          icon={X}
          shortcut="Esc"
          className="find-close"
          onClick={closeFind}
        />
      </form>
      {problem && <p className="field-problem">{problem}</p>}
    </section>
  )
}

interface ToggleProps {
  label: string
  /** A sign or two that stand for it. */
  sign: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** A choice as narrow as a letter; its words are its name and its tooltip. */
function Toggle({ label, sign, hint, checked, onChange }: ToggleProps) {
  return (
    <input
      type="checkbox"
      className="find-toggle"
      aria-label={label}
      title={hint ? `${label}\n${hint}` : label}
      data-sign={sign}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  )
}
