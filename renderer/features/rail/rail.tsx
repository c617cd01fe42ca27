import { ScrollText, Send, Shapes, Sparkles, TriangleAlert } from 'lucide-react'
import { isError, severityOf } from '#shared/domain/check/problem.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { isUnderWay, rowsSettled, rowsToSend, usePush } from '#renderer/stores/push/push-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { formatCount } from '#renderer/ui/format.ts'
import { RailButton, RailFrame } from './rail-frame.tsx'

function short(count: number): string {
  return count > 999 ? '999+' : formatCount(count)
}

/** The side panel's tabs: always in the same place, whatever is open. */
export function Rail() {
  const hasSheet = useSheet((state) => state.sheet !== null)
  const counts = useProblems((state) => state.counts)
  const sheet = useProblems((state) => state.sheet)
  // Before there are rows nothing is wrong yet; the panel still says what the columns lack.
  const ofSheet = useSheet((state) => state.rowCount > 0) ? sheet.length : 0
  const problems = [...counts.values()].reduce((sum, count) => sum + count, ofSheet)
  const serious = [...counts].reduce(
    (sum, [code, count]) => (severityOf(code) === 'error' ? sum + count : sum),
    ofSheet > 0 ? sheet.filter(isError).length : 0,
  )
  const push = usePush((state) => state.push)
  const pushing = isUnderWay(push)
  return (
    <RailFrame>
      {hasSheet && (
        <>
          <RailButton
            panel="problems"
            label="Problems"
            icon={TriangleAlert}
            badges={[
              ...(serious > 0 ? [{ tone: 'bad', text: short(serious) } as const] : []),
              ...(problems > serious ? [{ tone: 'warn', text: short(problems - serious) } as const] : []),
            ]}
          />
          <RailButton panel="cleaning" label="Cleaning" icon={Sparkles} />
          <RailButton panel="shape" label="Shape" icon={Shapes} />
          <RailButton panel="recipes" label="Recipes" icon={ScrollText} />
        </>
      )}
      {(hasSheet || push) && (
        <RailButton
          panel="push"
          label="Push"
          icon={Send}
          {...(pushing && push ? { done: rowsSettled(push) / Math.max(1, rowsToSend(push)) } : {})}
        />
      )}
    </RailFrame>
  )
}
