import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { limitRate, ratesOf, useTrack } from '#renderer/stores/push/push-track.ts'
import { formatDuration, formatRate } from '#renderer/ui/format.ts'

const WIDTH = 320
const HEIGHT = 84
const TOP = 16
/** Room over the limit's line, so that it is a line and not an edge. */
const HEADROOM = 1.15

/** Rows a second as the push went, under the line of what the limit lets through. */
export function RateChart({ push }: { push: PushProgress }) {
  const points = useTrack((state) => (state.pushId === push.pushId ? state.points : []))
  const limit = limitRate(push.gauge)
  if (points.length < 3) return null
  const rates = ratesOf(points, push.gauge.seconds)
  const from = rates[0]!.seconds
  const to = Math.max(from + 1, rates.at(-1)!.seconds)
  const highest = Math.max(limit, ...rates.map(({ perSecond }) => perSecond)) * HEADROOM
  const x = (seconds: number) => (WIDTH * (seconds - from)) / (to - from)
  const y = (perSecond: number) => TOP + (HEIGHT - TOP) * (1 - perSecond / highest)
  const line = rates.map(({ seconds, perSecond }) => `${x(seconds).toFixed(1)},${y(perSecond).toFixed(1)}`)
  const { seconds: last, perSecond: now } = rates.at(-1)!
  const words = `Rows per second over time: ${formatRate(now)} now, the limit lets ${formatRate(limit)} through`
  return (
    <figure className="rate-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words} preserveAspectRatio="none">
        <polygon
          className="rate-area"
          points={`0,${HEIGHT} ${line.join(' ')} ${x(last).toFixed(1)},${HEIGHT}`}
        />
        <polyline className="rate-line" points={line.join(' ')} />
        <line className="rate-limit" x1={0} x2={WIDTH} y1={y(limit)} y2={y(limit)} />
      </svg>
      <span className="rate-limit-words" aria-hidden style={{ top: `${y(limit)}px` }}>
        limit {formatRate(limit)} rows/s
      </span>
      <figcaption aria-hidden>
        <span>{from < 1 ? 'start' : formatDuration(from)}</span>
        <span>rows per second</span>
        <span>{formatDuration(to)}</span>
      </figcaption>
    </figure>
  )
}
