import { imageInWords, type KeptImage } from '#shared/domain/push/image-words.ts'
import type { PushSummary } from '#shared/domain/push/outcome.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { giveAnswer } from './json-answer.ts'

const { countOf } = inDigits

/** With the moment as logs write it. */
export function keptInWords(image: KeptImage): string {
  return imageInWords(image, `${image.until.slice(0, 16).replace('T', ' ')} UTC`, inDigits)
}

/**
 * Drops what was there before a push. Nothing changes in LeadSquared.
 * @throws {Ending} where nothing of it is kept, or the push has not ended
 */
export async function dropImage(
  { handlers }: Pick<Program, 'handlers'>,
  { pushId, sheetName, write }: PushSummary,
  json: boolean,
): Promise<void> {
  const image = write?.image ?? null
  if (!image)
    throw new Ending(
      WRONG_USAGE,
      `Nothing of what was there before push ${pushId} is kept, so there is nothing to drop.`,
    )
  const dropped = await handlers['history.dropImage']({ pushId })
  if (!dropped.ok) throw new Ending(WRONG_USAGE, dropped.fault.text)
  if (json) giveAnswer({ dropped: { push: pushId, cells: image.cells, leads: image.rows } })
  else
    process.stdout.write(
      `Push ${pushId}, “${sheetName}”: what was there before is dropped, ${countOf(image.cells, 'cell')} of ${countOf(image.rows, 'lead')}. It can be taken back no more. Nothing changed in LeadSquared.\n`,
    )
}
