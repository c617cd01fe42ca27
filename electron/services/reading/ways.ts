import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { ReadWay, WayPlan } from '#shared/domain/reading/comparison.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import type { LeadIndex } from '#electron/services/ports/lead-index.ts'
import { LARGEST_PAGE } from '#electron/services/ports/lead-reads.ts'
import { isPhone, VALUES_AT_ONCE } from './finders.ts'
import { isUsable, MOST_INDEXED } from './index-filler.ts'

/** What is to be found: how many different keys of each attribute. */
export type KeyCounts = ReadonlyMap<string, number>

export interface WayFacts {
  keys: KeyCounts
  /** The attribute beside email and phone; '' for none. */
  attribute: string
  index: LeadIndex
  /** Leads of the account; null while they were not counted. */
  accountLeads: number | null
  /** Milliseconds since 1970. */
  now: number
  pace: WindowLimit
  /** Calls that follow whatever the way: the values of the leads that are found. */
  valueCalls: number
}

const PROBE_CALLS = 5
export const IN_NOTE = 'in works'

/** The ways there are, cheapest first; those that cannot be taken come last. */
export function waysOf(facts: WayFacts): WayPlan[] {
  const ways = [lookUps(facts), together(facts), byIndex(facts)]
  return ways.sort((one, other) => {
    if (one.usable !== other.usable) return one.usable ? -1 : 1
    return (one.calls ?? Infinity) - (other.calls ?? Infinity)
  })
}

/** The way to take: the one that was asked for, or the cheapest. */
export function chooseWay(ways: readonly WayPlan[], asked: ReadWay | null): Result<WayPlan> {
  const chosen = asked === null ? ways[0] : ways.find(({ way }) => way === asked)
  if (chosen?.usable) return ok(chosen)
  return fail('invalid', chosen?.text ?? 'There is no way to find these leads.')
}

export function secondsFor(calls: number, { calls: most, seconds }: WindowLimit): number {
  return Math.max(0, Math.ceil(calls / most) - 1) * seconds + 1
}

function priced(
  facts: WayFacts,
  way: ReadWay,
  finding: number | null,
  usable: boolean,
  text: string,
): WayPlan {
  const calls = finding === null ? null : finding + facts.valueCalls
  return { way, calls, seconds: calls === null ? null : secondsFor(calls, facts.pace), usable, text }
}

function sum(counts: Iterable<number>): number {
  let total = 0
  for (const count of counts) total += count
  return total
}

function lookUps(facts: WayFacts): WayPlan {
  return priced(
    facts,
    'look-ups',
    sum(facts.keys.values()),
    true,
    'Looks each email, phone or key up by itself.',
  )
}

function together(facts: WayFacts): WayPlan {
  const works = facts.index.note(IN_NOTE)
  // Each answer is proved by an empty page after it.
  const calls = [...facts.keys].map(([attribute, count]) =>
    isPhone(attribute) ? count : 2 * Math.ceil(count / VALUES_AT_ONCE),
  )
  const probe = works === null ? PROBE_CALLS : 0
  const text =
    works === 'no'
      ? 'This account does not answer to several values at once, as an earlier trial showed.'
      : `Asks for ${VALUES_AT_ONCE} values at once${works === null ? ', after a trial whether the account knows that' : ''}; phones one by one.`
  return priced(facts, 'in', sum(calls) + probe, works !== 'no', text)
}

function byIndex(facts: WayFacts): WayPlan {
  const { index, attribute, now, accountLeads } = facts
  if (isUsable(index, attribute, now)) {
    return priced(
      facts,
      'index',
      1,
      true,
      'Uses the index of this account’s leads, and reads what changed since.',
    )
  }
  if (accountLeads === null) {
    return priced(facts, 'index', null, true, 'Makes an index of all leads of this account first.')
  }
  if (accountLeads > MOST_INDEXED) {
    return priced(
      facts,
      'index',
      null,
      false,
      `This account has too many leads for an index (${accountLeads}).`,
    )
  }
  const state = index.state()
  const done = state && !state.complete && state.attribute === attribute ? state.pages : 0
  const pages = Math.max(1, Math.ceil(accountLeads / LARGEST_PAGE) - done) + 1
  const going = done > 0 ? 'Goes on with' : 'Makes'
  return priced(
    facts,
    'index',
    pages + 2,
    true,
    `${going} an index of all ${accountLeads} leads of this account, which later comparisons use again.`,
  )
}
