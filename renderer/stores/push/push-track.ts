import { create } from 'zustand'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { isEnded } from '#shared/domain/push/outcome.ts'
import { rowsSettled, rowsToSend, usePush } from './push-store.ts'
import { stateOf } from './push-words.ts'

/** How far a push was when. */
export interface TrackPoint {
  /** Time spent running, pauses left out. */
  seconds: number
  /** Rows whose fate was known. */
  settled: number
}

/** Something that happened, for the person. */
export interface Happening {
  /** Milliseconds since 1970. */
  at: number
  tone: 'plain' | 'good' | 'bad' | 'warn'
  text: string
}

export interface Track {
  pushId: number | null
  points: readonly TrackPoint[]
  /** The newest first. */
  happened: readonly Happening[]
}

/** More points than the chart is wide tell nothing more. */
const MOST_POINTS = 600
const MOST_HAPPENINGS = 10

const NOTHING: Track = { pushId: null, points: [], happened: [] }

/** What this page has seen of the push: a page opened in the middle of one begins there. */
export const useTrack = create<Track>(() => NOTHING)

function rows(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'row' : 'rows'}`
}

const SETTLED = [
  ['created', 'created'],
  ['updated', 'updated'],
  ['failed', 'failed'],
  ['unknown', 'unknown'],
] as const

function settledInWords(now: PushProgress['counts'], before: PushProgress['counts']): string {
  return SETTLED.flatMap(([state, word]) => {
    const more = now[state] - before[state]
    return more > 0 ? [`${more.toLocaleString()} ${word}`] : []
  }).join(', ')
}

/** What happened between two tellings of one push. */
export function happenedBetween(before: PushProgress, now: PushProgress, at: number): Happening[] {
  const found: Happening[] = []
  const counts = settledInWords(now.counts, before.counts)
  const failed = now.counts.failed > before.counts.failed
  const unknown = now.counts.unknown > before.counts.unknown
  if (counts !== '') {
    found.push({ at, tone: failed ? 'bad' : unknown ? 'warn' : 'good', text: counts })
  }
  const turnedAway = now.throttled - before.throttled
  if (turnedAway > 0) {
    const calls = turnedAway === 1 ? '1 call' : `${turnedAway.toLocaleString()} calls`
    found.push({ at, tone: 'warn', text: `LeadSquared was too busy for ${calls}; the rows go again` })
  }
  const { calls, seconds } = now.gauge
  if (calls !== before.gauge.calls || seconds !== before.gauge.seconds) {
    const text = `The limit is ${calls.toLocaleString()} ${calls === 1 ? 'call' : 'calls'} in ${seconds.toLocaleString()} s now`
    found.push({ at, tone: 'warn', text })
  }
  if (now.atWork && now.atWork.rows !== before.atWork?.rows) {
    found.push({ at, tone: 'warn', text: `${rows(now.atWork.rows)} wait for an earlier try` })
  }
  if (now.phase !== before.phase) {
    const back = now.phase === 'running' && before.phase === 'paused'
    const why = now.phase === 'paused' && now.pauseReason !== 'asked' && now.note ? `: ${now.note}` : ''
    found.push({
      at,
      tone:
        now.phase === 'paused' && now.pauseReason !== 'asked' && now.pauseReason !== 'trial'
          ? 'bad'
          : 'plain',
      text: back ? 'Resumed' : `${stateOf(now.phase)}${why}`,
    })
  }
  return found
}

function begun(push: PushProgress, at: number): Happening[] {
  if (push.seconds >= 1 && push.phase === 'running') return [{ at, tone: 'plain', text: 'Seen from here on' }]
  return push.phase === 'running'
    ? [{ at, tone: 'plain', text: `Started with ${rows(rowsToSend(push))}` }]
    : []
}

/** Every second point goes where there are too many: the line keeps its shape. */
function thinned(points: readonly TrackPoint[]): readonly TrackPoint[] {
  return points.length < MOST_POINTS ? points : points.filter((_, at) => at % 2 === 0)
}

/** The track with one more telling. */
export function tracked(track: Track, before: PushProgress | null, now: PushProgress, at: number): Track {
  const point = { seconds: now.seconds, settled: rowsSettled(now) }
  if (track.pushId !== now.pushId || before?.pushId !== now.pushId) {
    return { pushId: now.pushId, points: [point], happened: begun(now, at) }
  }
  const last = track.points.at(-1)
  const moved = !last || point.seconds > last.seconds || point.settled > last.settled
  const fresh = happenedBetween(before, now, at).reverse()
  return {
    pushId: now.pushId,
    points: moved ? thinned([...track.points, point]) : track.points,
    happened: fresh.length > 0 ? [...fresh, ...track.happened].slice(0, MOST_HAPPENINGS) : track.happened,
  }
}

/** One place of the rate's line. */
export interface RatePoint {
  seconds: number
  perSecond: number
}

/**
 * Rows a second at each point, over the limit's window before it: a burst that spends a window's calls in a moment is no
 * faster than the limit, and does not stand above its line.
 */
export function ratesOf(points: readonly TrackPoint[], windowSeconds: number): RatePoint[] {
  let first = 0
  return points.map(({ seconds, settled }) => {
    while (first + 1 < points.length && points[first + 1]!.seconds <= seconds - windowSeconds) first++
    const from = points[first]!
    return { seconds, perSecond: (settled - from.settled) / windowSeconds }
  })
}

/** Rows a second at the limit, with every call full. */
export function limitRate({ calls, seconds }: { calls: number; seconds: number }): number {
  return (calls * LEADS_PER_CALL) / seconds
}

export function startPushTrack(now: () => number = Date.now): void {
  usePush.subscribe(({ push }, before) => {
    if (!push || push === before.push) return
    const { push: former } = before
    if (former && isEnded(former.phase) && former.pushId === push.pushId) return
    useTrack.setState((track) => tracked(track, former, push, now()))
  })
}
