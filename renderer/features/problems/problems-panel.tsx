import { ChevronDown, ChevronUp } from 'lucide-react'
import {
  isError,
  PROBLEM_CODES,
  severityOf,
  type Problem,
  type ProblemCode,
} from '#shared/domain/check/problem.ts'
import { goTo, goToNextProblem } from '#renderer/flows/go-to-problem.ts'
import { readOwners } from '#renderer/flows/read-owners.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { HowCellsAreRead } from './how-cells-are-read.tsx'
import { ProblemGroup } from './problem-group.tsx'
import './problems.css'

function SheetProblem({ problem }: { problem: Problem }) {
  return (
    <Callout
      tone={problem.severity}
      actions={
        <>
          {problem.code === 'owners-unread' && (
            <Button onClick={() => void readOwners()}>Read the account’s users</Button>
          )}
          {problem.columnId !== null && <Button onClick={() => goTo(problem)}>Go to the column</Button>}
        </>
      }
    >
      {problem.text}
    </Callout>
  )
}

/** Under the summary, which tells what errors do; warnings get words of their own where those would not be true of them. */
function SheetProblems() {
  const sheet = useProblems((state) => state.sheet)
  const errors = sheet.filter(isError)
  const warnings = sheet.filter((problem) => !isError(problem))
  const list = (problems: readonly Problem[]) =>
    problems.map((problem) => (
      <SheetProblem key={`${problem.code} ${problem.columnId ?? ''} ${problem.text}`} problem={problem} />
    ))
  return (
    <>
      {list(errors)}
      {errors.length > 0 && warnings.length > 0 && <p>Worth a look before a push:</p>}
      {list(warnings)}
    </>
  )
}

function Summary() {
  const rowCount = useSheet((state) => state.rowCount)
  const { sheet, counts, rowsWithErrors, checking } = useProblems()
  if (checking) {
    return (
      <p className="soft">
        Checked {formatCount(checking.checked)} of {countOf(checking.of, 'row')}.
      </p>
    )
  }
  if (sheet.some(isError)) {
    return <p>No row can be pushed before this is settled:</p>
  }
  if (counts.size === 0 && sheet.length === 0) {
    return rowCount === 0 ? (
      <p className="soft">There are no rows to check yet.</p>
    ) : (
      <Callout tone="success">No problems in {countOf(rowCount, 'row')}.</Callout>
    )
  }
  return (
    <p>
      {rowsWithErrors === 0
        ? 'Nothing keeps a row out of a push. Warnings are worth a look.'
        : `${countOf(rowsWithErrors, 'row')} of ${formatCount(rowCount)} ${rowsWithErrors === 1 ? 'has' : 'have'} errors and will stay out of a push. Warnings keep no row out.`}
    </p>
  )
}

function Groups({ title, codes }: { title: string; codes: readonly ProblemCode[] }) {
  const counts = useProblems((state) => state.counts)
  if (codes.length === 0) return null
  return (
    <PanelSection title={title}>
      <ul className="problem-groups">
        {codes.map((code) => (
          <ProblemGroup key={code} code={code} count={counts.get(code) ?? 0} />
        ))}
      </ul>
    </PanelSection>
  )
}

/** All that is wrong with the sheet, by kind. */
export function ProblemsPanel() {
  const { counts, broken } = useProblems()
  const found = PROBLEM_CODES.filter((code) => counts.has(code))
  return (
    <Panel
      title="Problems"
      onClose={closePanel}
      actions={
        found.length > 0 && (
          <>
            <IconButton
              label="Previous problem"
              icon={ChevronUp}
              shortcut="Shift+F8"
              onClick={() => goToNextProblem(-1)}
            />
            <IconButton
              label="Next problem"
              icon={ChevronDown}
              shortcut="F8"
              onClick={() => goToNextProblem(1)}
            />
          </>
        )
      }
    >
      {broken && (
        <Callout tone="error">
          Checking stopped unexpectedly, so what is shown may be out of date. Reload the window to start it
          again; the sheet is saved.
        </Callout>
      )}
      <Summary />
      <SheetProblems />
      <HowCellsAreRead />
      <Groups title="Errors" codes={found.filter((code) => severityOf(code) === 'error')} />
      <Groups title="Warnings" codes={found.filter((code) => severityOf(code) === 'warning')} />
    </Panel>
  )
}
