import { cancelLoad } from '#renderer/flows/load-rows.ts'
import { dismissNotes, useLoad } from '#renderer/stores/sheet/load-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { Progress } from '#renderer/ui/meter.tsx'
import './loading.css'

const MB = 1024 * 1024

function megabytes(bytes: number): string {
  return (bytes / MB).toLocaleString(undefined, { maximumFractionDigits: 1 })
}

/** A strip over the sheet, which stays as it was until the file is in. */
export function LoadProgress() {
  const stage = useLoad((state) => state.stage)
  const name = useLoad((state) => state.name)
  if (stage.kind !== 'sending' && stage.kind !== 'reading') return null
  const sending = stage.kind === 'sending'
  const text = sending
    ? `${megabytes(stage.bytes)} of ${megabytes(stage.of)} MB`
    : stage.rows > 0
      ? `${countOf(stage.rows, 'row')} read`
      : 'Looking into the file'
  return (
    <div className="load-progress" role="group" aria-label={`Opening ${name}`}>
      <strong>Opening {name}</strong>
      {sending && (
        <Progress
          label={`Opening ${name}`}
          parts={[{ tone: 'busy', count: stage.bytes }]}
          of={stage.of}
          text={text}
        />
      )}
      <span>{text}</span>
      <Button onClick={() => void cancelLoad()}>Cancel</Button>
    </div>
  )
}

/** What the person should know about what was read. Stays with its sheet until it is put away. */
export function LoadNotes() {
  const loaded = useLoad((state) => state.notes)
  const sheetId = useSheet((state) => state.sheet?.id)
  if (!loaded || loaded.notes.length === 0 || loaded.sheetId !== sheetId) return null
  return (
    <details className="load-notes" open={loaded.notes.length === 1}>
      <summary>
        {countOf(loaded.rows, 'row')} from {loaded.name}: {formatCount(loaded.notes.length)}{' '}
        {loaded.notes.length === 1 ? 'thing' : 'things'} to know
        <Button
          kind="quiet"
          onClick={(event) => {
            event.preventDefault()
            dismissNotes()
          }}
        >
          Hide
        </Button>
      </summary>
      <ul>
        {loaded.notes.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  )
}
