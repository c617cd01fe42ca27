import './meter.css'

interface MeterProps {
  label: string
  value: number
  of: number
  /** The same in words, for those who hear it. */
  text: string
}

/** How much of something limited is in use. */
export function Meter({ label, value, of, text }: MeterProps) {
  return (
    <div
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={Math.min(value, of)}
      aria-valuetext={text}
      title={text}
    >
      <span style={{ inlineSize: `${of > 0 ? Math.min(100, (100 * value) / of) : 0}%` }} />
    </div>
  )
}

interface ProgressProps {
  label: string
  /** Parts in drawing order; what they do not fill is still to come. */
  parts: readonly { tone: 'good' | 'fresh' | 'bad' | 'warn' | 'quiet' | 'busy'; count: number }[]
  of: number
  text: string
}

export function Progress({ label, parts, of, text }: ProgressProps) {
  const done = parts.reduce((sum, part) => sum + part.count, 0)
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={done}
      aria-valuetext={text}
    >
      {parts.map((part) => (
        <span
          key={part.tone}
          className={`progress-${part.tone}`}
          style={{ inlineSize: `${of > 0 ? (100 * part.count) / of : 0}%` }}
        />
      ))}
    </div>
  )
}
