import { Calendar } from './calendar.ts'
import type { Chooser, ChooserOwner } from './chooser.ts'
import { ChoiceList } from './choice-list.ts'

/** Opens the list or the calendar that a box's field has, under the box. */
export function openChooser(owner: ChooserOwner): Chooser {
  const { choices } = owner
  return choices.kind === 'day' ? new Calendar(owner, choices) : new ChoiceList(owner, choices)
}
