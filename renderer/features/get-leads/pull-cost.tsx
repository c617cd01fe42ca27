import type { PullPlan } from '#shared/domain/reading/pull.ts'
import { Callout } from '#renderer/ui/callout.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { formatCount, formatDuration } from '#renderer/ui/format.ts'

/** How many leads there are, and what it takes to get them. */
export function PullCost({ plan }: { plan: PullPlan }) {
  const { leads, calls, seconds, spending, warning } = plan
  return (
    <>
      <Facts
        facts={[
          ['Leads', leads === null ? 'Known when all are in' : formatCount(leads)],
          ['Calls', calls === null ? 'One for each 1,000 leads' : formatCount(calls)],
          ...(seconds === null ? [] : ([['Time it will take', `about ${formatDuration(seconds)}`]] as const)),
          ...(spending.left === null
            ? []
            : ([['Calls left today', formatCount(spending.left)]] as const)),
        ]}
      />
      {leads === 0 && <Callout tone="info">There are no such leads.</Callout>}
      {warning && <Callout tone="warning">{warning}</Callout>}
    </>
  )
}
