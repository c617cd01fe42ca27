import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { PhoneAnswer } from '#shared/domain/push/write.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { NO_PHONES, usePhones } from '#renderer/stores/push/phone-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { reviewPush } from './push-rows.ts'

const TAKEN = 'MXDuplicateEntryException'

/** Rows of the open sheet that this push could not write, as LeadSquared has their email or phone for another lead. */
export function rowsWithTakenPhone(pushId: number): RowId[] {
  return rowStore.rows
    .filter(({ outcome }) => {
      return outcome?.pushId === pushId && outcome.state === 'failed' && outcome.details?.startsWith(TAKEN)
    })
    .map(({ id }) => id)
}

/** Asks LeadSquared which leads have those phones: a call for each. Writes nothing. */
export async function askPhoneOwners(pushId: number): Promise<void> {
  usePhones.setState({ ...NO_PHONES, pushId, asking: true })
  const answer = await attempt('push.phoneOwners', { pushId })
  if (usePhones.getState().pushId !== pushId) return
  usePhones.setState(
    'value' in answer
      ? { asking: false, owners: answer.value.rows, more: answer.value.more }
      : { asking: false, problem: answer.problem },
  )
}

export function answerPhones(rows: readonly RowId[], answer: PhoneAnswer): void {
  const answers = new Map(usePhones.getState().answers)
  for (const rowId of rows) answers.set(rowId, answer)
  usePhones.setState({ answers })
}

/** A push of these rows by what was said of each, reviewed like any other. */
export function reviewByPhone(): void {
  const { owners, answers } = usePhones.getState()
  const said = (owners ?? []).map(({ rowId }) => ({ rowId, answer: answers.get(rowId) ?? 'skip' }))
  reviewPush({ kind: 'rows', rows: said.map(({ rowId }) => rowId) }, false, said)
}
