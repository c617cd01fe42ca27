import { dateAs } from '#shared/values/evidence.ts'
import { foreignYesOrNo } from '#shared/values/yes-or-no.ts'
import { hasTime, saysZone } from '#shared/values/zones.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { isHeldDate } from '#shared/domain/sheet/held.ts'
import { choiceMatcher, optionsMeant } from '#shared/domain/sheet/options.ts'
import { activeUsers, personMatcher, userInCell } from '#shared/domain/sheet/people.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Column, DateOrder } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { sentFormOf } from '#renderer/stores/compare/sent-form.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'

/** What the field of a column has to choose from; null where it takes any text, or goes nowhere. */
export function choicesOf(column: Column, row: Pick<SheetRow, 'cells' | 'held'>): CellChoices | null {
  const { attributes } = useAttributes.getState()
  const field = attributes.find(({ schemaName }) => schemaName === column.attribute)
  if (!field || column.constant !== null) return null
  if (field.dataType === 'Date') return { kind: 'day', momentOf: momentsOf(column, row) }
  if (field.dataType === 'Boolean') return yesOrNo(column)
  if (field.dataType === 'User') return usersToChoose(column, field)
  const [sent] = sentColumns([column], attributes, sheetStore.getState().settings)
  const match = choiceMatcher(field, sent?.values)
  if (!match) return null
  return {
    kind: 'options',
    options: field.options,
    several: field.several ?? null,
    meant(text) {
      const found = match(text)
      if (found.kind === 'option') return text
      const [option, another] = 'meant' in found ? optionsMeant(found.meant) : []
      return option !== undefined && another === undefined ? option : null
    },
  }
}

/** The active users, each by the name or email the column finds them by; null while nobody has read them. */
function usersToChoose(column: Column, field: Attribute): CellChoices | null {
  const users = activeUsers(field.people)
  if (users.length === 0) return null
  const form = sentFormOf(column)
  const match = personMatcher(form.users, { values: form.values, otherwise: form.unknownOwners })
  const written = new Map(users.map((user) => [user.id, userInCell(user, match)]))
  return {
    kind: 'options',
    options: [...written.values()],
    several: null,
    meant(text) {
      const found = text.trim() === '' ? null : match(text)
      return found?.kind === 'found' && !found.standsIn ? (written.get(found.user.id) ?? null) : null
    },
  }
}

/** As the column's cells are read, and what a workbook holds where it shows something else. */
function momentsOf(column: Column, row: Pick<SheetRow, 'cells' | 'held'>): (text: string) => string | null {
  const reading = useProblems.getState().readings.find(({ columnId }) => columnId === column.id)
  const order = reading?.kind === 'dates' ? (reading.as as DateOrder | null) : null
  const [shown, held] = [row.cells[column.id] ?? '', row.held?.[column.id]]
  return (text) => {
    if (held !== undefined && text === shown && isHeldDate(held)) return held
    const typed = text.trim()
    const moment = dateAs(typed, order)
    // Whose clocks its time is of stays said.
    return moment !== null && hasTime(moment) && saysZone(typed) ? `${moment}Z` : moment
  }
}

function inOtherWords(yes: string, no: string): [string, string][] {
  return [
    [yes, no],
    [yes.toLowerCase(), no.toLowerCase()],
    [yes.toUpperCase(), no.toUpperCase()],
  ]
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['Yes', 'No'],
  ['yes', 'no'],
  ['YES', 'NO'],
  ['true', 'false'],
  ['TRUE', 'FALSE'],
  ['True', 'False'],
  ['1', '0'],
  ...inOtherWords('Ja', 'Nein'),
  ...inOtherWords('Oui', 'Non'),
  ...inOtherWords('Sí', 'No'),
  ...inOtherWords('Sim', 'Não'),
]
const TRUE = /^(?:yes|true|1)$/i
const FALSE = /^(?:no|false|0)$/i
const ROWS_LOOKED_AT = 200

/** In the words the column has already, so that it stays of one kind. */
function yesOrNo({ id }: Column): CellChoices {
  let pair = PAIRS[0]!
  for (const { cells } of rowStore.rows.slice(0, ROWS_LOOKED_AT)) {
    const text = (cells[id] ?? '').trim()
    const found = PAIRS.find((words) => words.includes(text))
    if (!found) continue
    pair = found
    break
  }
  return {
    kind: 'options',
    options: pair,
    several: null,
    flips: true,
    meant(text) {
      const word = foreignYesOrNo(text) ?? text.trim()
      return TRUE.test(word) ? pair[0] : FALSE.test(word) ? pair[1] : null
    },
  }
}
