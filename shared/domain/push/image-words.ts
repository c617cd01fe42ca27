import type { NumberWording } from '#shared/wording/numbers.ts'
import type { PushSummary } from './outcome.ts'

export type KeptImage = NonNullable<NonNullable<PushSummary['write']>['image']>

/** What was there before a push, and until when it is kept; `until` as the reader's place writes a moment. */
export function imageInWords(
  { cells, rows }: Pick<KeptImage, 'cells' | 'rows'>,
  until: string,
  { countOf }: Pick<NumberWording, 'countOf'>,
): string {
  return `What was there before is kept until ${until}: ${countOf(cells, 'cell')} of ${countOf(rows, 'lead')}.`
}
