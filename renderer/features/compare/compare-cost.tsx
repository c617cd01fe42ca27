import type { ComparePlan, ReadWay, WayPlan } from '#shared/domain/reading/comparison.ts'
import { chooseWay } from '#renderer/flows/compare-rows.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { Callout } from '#renderer/ui/callout.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { ChoiceField } from '#renderer/ui/field.tsx'
import { countOf, formatCount, formatDuration } from '#renderer/ui/format.ts'

const WAY_NAMES: Readonly<Record<ReadWay, string>> = {
  'look-ups': 'One by one',
  in: 'Many at once',
  index: 'By an index',
}

function priceOf({ calls, seconds }: Pick<WayPlan, 'calls' | 'seconds'>): string {
  if (calls === null) return 'calls not known yet'
  return `${countOf(calls, 'call')}${seconds === null ? '' : `, about ${formatDuration(seconds)}`}`
}

/** What it takes, in calls, before any is spent; with the other ways there are. */
export function CompareCost({ plan }: { plan: ComparePlan }) {
  const chosen = useCompare((state) => state.way) ?? plan.way
  const way = plan.ways.find((each) => each.way === chosen) ?? null
  const usable = plan.ways.filter((each) => each.usable)
  const { left, allowed } = plan.spending
  if (plan.rows === 0) return <p className="soft">No row has anything that would be sent.</p>
  if (way === null) {
    return <Callout tone="error">{plan.ways[0]?.text ?? 'There is no way to find these leads.'}</Callout>
  }
  return (
    <>
      <Facts
        facts={[
          ['Rows to compare', formatCount(plan.rows)],
          ['Calls', way.calls === null ? 'Not known yet' : formatCount(way.calls)],
          ...(way.seconds === null
            ? []
            : ([['Time it will take', `about ${formatDuration(way.seconds)}`]] as const)),
          ...(left === null || allowed === null
            ? []
            : ([['Calls left today', `${formatCount(left)} of ${formatCount(allowed)}`]] as const)),
        ]}
      />
      {usable.length > 1 ? (
        <details className="compare-ways">
          <summary>How leads are found: {WAY_NAMES[way.way].toLowerCase()}</summary>
          <ChoiceField
            legend="How leads are found"
            value={way.way}
            onChange={chooseWay}
            options={plan.ways.map((each) => ({
              value: each.way,
              label: `${WAY_NAMES[each.way]}: ${priceOf(each)}`,
              hint: each.text,
              disabled: !each.usable,
            }))}
          />
        </details>
      ) : (
        <p className="soft">{way.text}</p>
      )}
      {plan.warning && <Callout tone="warning">{plan.warning}</Callout>}
    </>
  )
}
