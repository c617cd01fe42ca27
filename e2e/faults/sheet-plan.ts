import type { Column, DuplicateChoice, Row } from '#shared/domain/sheet/sheet.ts'

/** A made-up sheet that is pushed in one run of the campaign. */
export interface SheetPlan {
  columns: Column[]
  rows: Row[]
  searchBy: string
  duplicates: DuplicateChoice
}

/** The column by which the server's log and the journal are compared: every row has a value of its own there. */
export const MARK = 'Notes'
const ATTRIBUTES = ['EmailAddress', 'Phone', 'FirstName', 'mx_Date_of_Birth', MARK]

/** Values the fault plan poisons: a call with such a row is refused whole. */
export const POISON = ['Poison One', 'Poison Two', 'Poison Three']

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!
}

/** The same address as people write it, in another spelling. */
function respell(random: () => number, email: string): string {
  return pick(random, [email, email.toUpperCase(), ` ${email} `, email[0]!.toUpperCase() + email.slice(1)])
}

function respellPhone(random: () => number, phone: string): string {
  return pick(random, [phone, phone.replaceAll(' ', '-'), phone.replaceAll(' ', '')])
}

/**
 * Rows with what real lists have: keys that repeat in other spellings, rows linked by a phone only, rows without a key,
 * leads the account knows already, values that are refused.
 */
export function makeSheet(
  random: () => number,
  count: number,
  known: { email: string; phone: string }[],
): SheetPlan {
  const searchBy = pick(random, [
    'default',
    'default',
    'default',
    'EmailAddress',
    'Phone',
    'mx_Date_of_Birth',
  ])
  const duplicates = pick<DuplicateChoice>(random, ['order', 'order', 'first', 'last', 'merge', 'skip'])
  const emails: string[] = []
  const phones: string[] = []
  const rows: Row[] = []
  for (let index = 0; index < count; index++) {
    const chance = random()
    const day = new Date(Date.UTC(1940, 0, 1 + index)).toISOString().slice(0, 10)
    let email = `person${index}@campaign.example`
    let phone = `+49 170 ${String(1_000_000 + index)}`
    if (chance < 0.08 && emails.length > 0) email = respell(random, pick(random, emails))
    else if (chance < 0.14 && phones.length > 0) phone = respellPhone(random, pick(random, phones))
    else if (chance < 0.2) email = ''
    else if (chance < 0.26) phone = ''
    else if (chance < 0.28) email = phone = ''
    else if (chance < 0.33 && known.length > 0) ({ email, phone } = pick(random, known))
    emails.push(...(email === '' ? [] : [email.trim().toLowerCase()]))
    phones.push(...(phone === '' ? [] : [phone]))
    const name =
      random() < 0.01 ? pick(random, POISON) : random() < 0.01 ? 'x'.repeat(250) : `Zoë ${index} 李`
    rows.push({ id: index + 1, rank: index + 1, cells: [email, phone, name, day, `row ${index + 1}`] })
  }
  const columns = ATTRIBUTES.map((attribute, id) => ({
    ...{ id, header: attribute, attribute, constant: null, hidden: false, width: null },
  }))
  return { columns, rows, searchBy, duplicates }
}
