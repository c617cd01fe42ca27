import { ChevronRight, CircleAlert, Filter, Sparkles, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { cleaningFor } from '#shared/cleaning/registry.ts'
import { PROBLEM_TITLES, severityOf, type Problem, type ProblemCode } from '#shared/domain/check/problem.ts'
import { cellOf } from '#shared/domain/sheet/sheet.ts'
import { goTo } from '#renderer/flows/go-to-problem.ts'
import { listProblems } from '#renderer/flows/list-problems.ts'
import { openCleaning } from '#renderer/stores/problems/cleaning-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { setFilter, useView } from '#renderer/stores/view/view-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { formatCount } from '#renderer/ui/format.ts'
import { Duplicates } from './duplicates.tsx'
import { PeopleMeanings } from './people-meanings.tsx'
import { ValueMeanings } from './value-meanings.tsx'

/** Problems listed at first, and at each asking for more: enough to see what they have in common. */
const A_FEW = 50

function ProblemLine({ problem }: { problem: Problem }) {
  const column = useSheet((state) => state.columns.find(({ id }) => id === problem.columnId))
  const row = problem.rowId === null ? undefined : rowStore.byId(problem.rowId)
  const value = column && row ? cellOf(row, column) : ''
  return (
    <li>
      <button type="button" className="problem-line" onClick={() => goTo(problem)}>
        <span className="problem-place">
          {row && `Row ${formatCount(rowStore.positionOf(row.id))}`}
          {column && ` · ${column.header || 'no heading'}`}
        </span>
        {value.trim() !== '' && <q>{value.slice(0, 80)}</q>}
      </button>
    </li>
  )
}

function ProblemList({ code, count }: { code: ProblemCode; count: number }) {
  const [most, setMost] = useState(A_FEW)
  // Listed anew whenever some problem has changed: the list is read from outside React.
  useProblems((state) => state.revision)
  const problems = listProblems(code, most)
  const help = cleaningFor(code)
  return (
    <>
      {help?.mends && (
        <Button icon={Sparkles} onClick={() => openCleaning(help.kind, problems[0]?.columnId ?? null)}>
          {help.mends.label}
        </Button>
      )}
      {[...Map.groupBy(problems, ({ text }) => text)].map(([text, same]) => (
        <div key={text} className="problem-same">
          <p className="soft">{text}</p>
          <ul className="problem-list">
            {same.map((problem) => (
              <ProblemLine key={`${problem.rowId ?? ''} ${problem.columnId ?? ''}`} problem={problem} />
            ))}
          </ul>
        </div>
      ))}
      {count > most && (
        <Button kind="quiet" onClick={() => setMost(most + A_FEW)}>
          {formatCount(count - most)} more
        </Button>
      )}
    </>
  )
}

/** One kind of problem: how often, where, and what helps. */
export function ProblemGroup({ code, count }: { code: ProblemCode; count: number }) {
  const [open, setOpen] = useState(false)
  const filtered = useView((state) => state.filter.problem === code)
  const isError = severityOf(code) === 'error'
  const Icon = isError ? CircleAlert : TriangleAlert
  const title = PROBLEM_TITLES[code]
  return (
    <li>
      <div className="problem-head">
        <button
          type="button"
          className="problem-kind"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open)
            const first = open ? undefined : listProblems(code, 1)[0]
            if (first) goTo(first)
          }}
        >
          <ChevronRight className="problem-arrow" size={14} aria-hidden />
          <Icon className={isError ? 'problem-error' : 'problem-warning'} size={15} aria-hidden />
          <span>{title}</span>
          <b>{formatCount(count)}</b>
        </button>
        <IconButton
          label={`Show only rows with: ${title}`}
          icon={Filter}
          aria-pressed={filtered}
          onClick={() => setFilter({ problem: filtered ? null : code })}
        />
      </div>
      {open && (
        <div className="problem-open">
          {(code === 'not-an-option' || code === 'option-stop') && <ValueMeanings />}
          {code === 'owner-open' && <PeopleMeanings />}
          {code === 'duplicate' ? <Duplicates /> : <ProblemList code={code} count={count} />}
        </div>
      )}
    </li>
  )
}
