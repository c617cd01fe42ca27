import type { Outcome, RowState } from '#shared/domain/push/outcome.ts'
import { afterPaint } from './after-paint.ts'
import './bench-window.ts'
import { madeRows } from './made-rows.ts'
import type { Subject } from './subject.ts'

/** Loaded before anything is timed; the other grid's code never comes into the page. */
const parameters = new URLSearchParams(location.search)
const rowCount = Number(parameters.get('rows') ?? 100_000)
const rows = madeRows(rowCount)
const root = document.getElementById('root')!
const subject: Subject =
  parameters.get('grid') === 'bare'
    ? (await import('./bare.ts')).bare(root, rows)
    : await (await import('./ours.ts')).ours(root, rows, !parameters.has('anew'))

function table(lines: number): string {
  return Array.from({ length: lines }, (_, line) =>
    Array.from({ length: 14 }, (__, column) => `pasted ${line}.${column}`).join('\t'),
  ).join('\r\n')
}

/** Milliseconds between frames while the sheet is scrolled by a screenful's half a frame. */
async function scrollFrames(frames: number): Promise<number[]> {
  const scroller = subject.scroller()
  const times: number[] = []
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
  for (let frame = 0; frame < frames; frame++) {
    scroller.scrollTop += 400
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    times.push(now - last)
    last = now
  }
  // Moved on each time: a grid that took no notice of one scroll, as a busy machine has it happen, would be waited for for ever.
  do {
    scroller.scrollTop = scroller.scrollTop === 0 ? 1 : 0
    await afterPaint()
  } while (!document.querySelector('.ag-row[row-index="0"]'))
  return times
}

const STATES: readonly RowState[] = ['queued', 'sending', 'created', 'updated', 'failed']

/** A second's changes come as the carrier brings them, in batches of 25. */
async function burst(changesPerSecond: number, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000
  const step = 25
  let sent = 0
  await new Promise<void>((resolve) => {
    const began = performance.now()
    const timer = setInterval(() => {
      const due = ((performance.now() - began) / 1_000) * changesPerSecond
      while (sent < due) {
        const batch = Array.from({ length: step }, (_, i): Outcome => {
          const n = sent + i
          return {
            // The rows on screen among them: the first of the sheet are changed over and over.
            rowId: 1 + (n % 2 === 0 ? n % 60 : n % rowCount),
            pushId: 1,
            state: STATES[(n * 7) % STATES.length]!,
            leadId: `lead-${n}`,
            message: n % 9 === 0 ? 'The email address is already used by another lead.' : '',
            details: null,
            attempts: 1,
            call: 1 + Math.floor(n / 25),
            sentAt: '2026-11-23T12:00:00.000Z',
          }
        })
        subject.outcomes(batch)
        sent += step
      }
      if (performance.now() >= end) {
        clearInterval(timer)
        resolve()
      }
    }, 10)
  })
}

let copied = ''

window.bench = {
  subject,
  copy(lines) {
    copied = table(lines)
  },
  paste: () => subject.paste(copied),
  scrollFrames,
  burst,
}
