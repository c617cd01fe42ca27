import type { Comparison } from '#shared/domain/reading/comparison.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf, formatAge } from '#renderer/ui/format.ts'
import { useNow } from '#renderer/ui/use-now.ts'

/** When it was made, of whom, and how much of it still holds. */
export function ComparisonAge({ last }: { last: Comparison }) {
  const now = useNow()
  const { stale, outdated } = useCompare()
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === last.accountId)
  return (
    <div className="comparison-age">
      <p>
        {countOf(last.rows, 'row')} compared with <strong>{account?.label ?? 'an account that is gone'}</strong>{' '}
        <time dateTime={last.comparedAt}>{formatAge(last.comparedAt, now)}</time>
      </p>
      {outdated !== '' ? (
        <Callout tone="warning">This comparison no longer fits the sheet. {outdated}</Callout>
      ) : (
        stale > 0 && (
          <Callout tone="info">
            {countOf(stale, 'row')} {stale === 1 ? 'was' : 'were'} edited or sent since. What is said of{' '}
            {stale === 1 ? 'it' : 'them'} is from before.
          </Callout>
        )
      )}
    </div>
  )
}
