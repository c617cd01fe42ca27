import type { Comparison, MatchKind } from '#shared/domain/reading/comparison.ts'
import { MATCH_KINDS, MATCH_LABELS, newAgainInWords } from '#shared/domain/reading/match-words.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { comparedRows, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { clearFilter, showOnly, useView } from '#renderer/stores/view/view-store.ts'
import { formatCount } from '#renderer/ui/format.ts'
import { MatchChip } from '#renderer/ui/match-chip.tsx'

const WHAT_IT_MEANS: Readonly<Record<MatchKind, string>> = {
  new: 'No lead was found: a push creates one',
  update: 'A push changes fields of the lead',
  same: 'LeadSquared has these values already',
  several: 'More than one lead has this key',
  clash: 'Email and phone belong to two leads',
  noAccess: 'These keys may see the lead, not change it',
  notKnown: 'What a push would do could not be told',
}

function labelOf(kind: MatchKind): string {
  return `Compared: ${MATCH_LABELS[kind]}`
}

/** How many rows will do what; a click shows them in the sheet, and a second one all again. */
export function MatchCounts({ last }: { last: Comparison }) {
  const known = useCompare((state) => state.known)
  const only = useView((state) => state.filter.only?.label)
  const again = newAgainInWords(last, asHere)
  return (
    <>
      <ul className="button-list match-counts" aria-label="Rows by what a push would do">
        {MATCH_KINDS.filter((kind) => last.counts[kind] > 0).map((kind) => (
          <li key={kind}>
            <button
              type="button"
              disabled={!known}
              aria-pressed={only === labelOf(kind)}
              title={`${WHAT_IT_MEANS[kind]}. Show these rows`}
              onClick={() =>
                only === labelOf(kind)
                  ? clearFilter()
                  : showOnly(
                      labelOf(kind),
                      comparedRows.idsWhere((told) => told.kind === kind),
                    )
              }
            >
              <MatchChip kind={kind} />
              <b>{formatCount(last.counts[kind])}</b>
              <small>{WHAT_IT_MEANS[kind]}</small>
            </button>
          </li>
        ))}
      </ul>
      {again && <p className="soft">{again}</p>}
    </>
  )
}
