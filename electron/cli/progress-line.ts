import type { PushProgress } from '#shared/domain/push/outcome.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import { pauseInWords } from './pause-words.ts'

/** One line that is written over as the push goes on; nothing where the error stream is not a terminal. */
export function createProgressLine(stream: NodeJS.WriteStream): {
  show(progress: PushProgress): void
  showAfter(after: AfterView): void
  clear(): void
} {
  if (!stream.isTTY) return { show: () => undefined, showAfter: () => undefined, clear: () => undefined }
  const write = (text: string): void =>
    void stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`)
  return {
    show: (progress) => write(lineOf(progress)),
    showAfter: (after) => write(afterLineOf(after)),
    clear: () => stream.write('\r\x1b[K'),
  }
}

function afterLineOf({ tasks }: AfterView): string {
  return tasks.map(({ name, leads, open }) => `${name}: ${leads - open} of ${leads} leads`).join(' · ')
}

function lineOf(progress: PushProgress): string {
  const { counts, rows, rowsPerSecond, secondsLeft, phase } = progress
  const note = pauseInWords(progress)
  const done = rows - counts.queued - counts.sending
  const share = rows === 0 ? 100 : Math.floor((done / rows) * 100)
  const pace = rowsPerSecond > 0 ? ` · ${Math.round(rowsPerSecond)} rows/s` : ''
  const left = secondsLeft === null ? '' : ` · ${Math.ceil(secondsLeft)} s left`
  const trouble =
    counts.failed + counts.unknown > 0 ? ` · ${counts.failed + counts.unknown} did not go in` : ''
  const paused = phase === 'running' ? '' : ` · ${note === '' ? phase : note}`
  return `${done} of ${rows} rows (${share} %)${trouble}${pace}${left}${paused}`
}
