import type { CompareProgress } from '#shared/domain/reading/comparison.ts'
import { readWaitInWords } from '#renderer/ui/read-wait.ts'
import { countOf, formatCount, formatDuration } from '#renderer/ui/format.ts'
import { Progress } from '#renderer/ui/meter.tsx'

const PHASES: Readonly<Record<CompareProgress['phase'], { words: string; counted: string }>> = {
  finding: { words: 'Finding the leads', counted: 'row' },
  'filling-index': { words: 'Reading all leads of the account into the index', counted: 'lead' },
  'reading-values': { words: 'Reading what the leads hold', counted: 'row' },
}

function ofInWords(done: number, of: number | null, counted: string): string {
  return of === null ? countOf(done, counted) : `${formatCount(done)} of ${countOf(of, counted)}`
}

export function CompareProgressBar({ running }: { running: CompareProgress }) {
  const { phase, done, of, calls, seconds } = running
  const { words, counted } = PHASES[phase]
  const text = ofInWords(done, of, counted)
  const wait = readWaitInWords(running)
  return (
    <div className="compare-progress">
      <p>
        <strong role="status">{words}</strong>
        <span>{text}</span>
      </p>
      <Progress
        label="Comparison progress"
        parts={[{ tone: 'busy', count: Math.min(done, of ?? done) }]}
        of={of ?? 0}
        text={text}
      />
      {wait !== '' && <p role="status">{wait}</p>}
      <p className="soft">
        {countOf(calls, 'call')} so far{seconds >= 1 && `, ${formatDuration(seconds)}`}. The sheet can be
        edited meanwhile.
      </p>
    </div>
  )
}
