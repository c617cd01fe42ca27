import { waitInWords, type ReadWait } from '#shared/domain/reading/waiting.ts'
import { formatMoment, formatTime } from './format.ts'

/** Why a comparison or a pull does not move, in the reader's time; '' where it does. */
export function readWaitInWords(wait: ReadWait): string {
  return waitInWords(wait, { day: formatMoment, time: formatTime })
}
