import { dateAs, numberAs } from '#shared/values/evidence.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { isOpenReading, type ColumnReading } from './column-reading.ts'
import type { DateOrder, DecimalSign, PlaceholderChoice, UnknownOptionChoice } from './sheet.ts'

type Way = NonNullable<ColumnReading['as']>

/** Ways to read a column, with what each is called. */
export const DATE_ORDERS: Readonly<Record<DateOrder, string>> = {
  dmy: 'day first',
  mdy: 'month first',
  ymd: 'year first',
}
export const DECIMAL_SIGNS: Readonly<Record<DecimalSign, string>> = {
  '.': 'a decimal point',
  ',': 'a decimal comma',
}

export function wayName(way: Way): string {
  return { ...DATE_ORDERS, ...DECIMAL_SIGNS }[way]
}

function cellCount(cells: number): string {
  return inEnglish.countOf(cells, 'cell')
}

function quoted({ header }: ColumnReading): string {
  return header.trim() === '' ? 'A column without a heading' : `“${header.trim()}”`
}

/** What the first unclear cell means, read one way and the other; '' where there is none. */
export function exampleOf({ kind, example }: ColumnReading): string {
  if (example === null) return ''
  const ways: readonly Way[] = kind === 'dates' ? ['dmy', 'mdy', 'ymd'] : ['.', ',']
  const meanings = ways.flatMap((way) => {
    const meaning =
      kind === 'dates' ? dateAs(example, way as DateOrder) : numberAs(example, way as DecimalSign)
    return meaning === null ? [] : [`${meaning} with ${wayName(way)}`]
  })
  const told = meanings.map((meaning) => (kind === 'dates' ? meaning.replace(' with ', ' ') : meaning))
  return `${example} is ${told.slice(0, -1).join(', ')} and ${told.at(-1)!}`
}

/** Why the column is read as it is, or what keeps it from being. */
export function whyReadSo(reading: ColumnReading): string {
  const { proof, by, as } = reading
  if (as !== null && by === 'person') return 'You said so.'
  if (as !== null && by === 'sheet') return 'Said for the columns that do not tell themselves.'
  if (as !== null) return `${cellCount(proof[0]?.cells ?? 0)} can be read no other way.`
  if (proof.length > 1) {
    const told = proof.map(({ as: way, cells }, at) => {
      const how = `only ${at === 0 ? 'be read ' : ''}${withWay(reading, way)}`
      return at === 0 ? `${cellCount(cells)} can ${how}` : `${cellCount(cells)} ${how}`
    })
    return `The column contradicts itself: ${told.join(', ')}.`
  }
  return 'No cell tells.'
}

function withWay({ kind }: Pick<ColumnReading, 'kind'>, way: Way): string {
  return kind === 'dates' ? wayName(way) : `with ${wayName(way)}`
}

/** `“Born” is read day first. 12 cells can be read no other way.` */
export function readingInWords(reading: ColumnReading): string {
  const { as, currencies } = reading
  const times = timesInWords(reading)
  const more = times === '' ? '' : ` ${times}`
  if (as === null) {
    return isOpenReading(reading)
      ? `${quoted(reading)}: ${exampleOf(reading)}. ${whyReadSo(reading)}${more}`
      : `${quoted(reading)}: each cell can be read in one way only.${more}`
  }
  const money =
    currencies.length === 1 ? ` The ${currencies[0]!} beside the amounts is left out of what is sent.` : ''
  return `${quoted(reading)} is read ${withWay(reading, as)}. ${whyReadSo(reading)}${money}${more}`
}

/** True where there is something to tell: a way was chosen, proven or asked for, a currency goes, or times have no zone or one of their own. */
export function isWorthTelling({ as, either, currencies, times = 0, offsets = 0 }: ColumnReading): boolean {
  return as !== null || either > 0 || currencies.length > 0 || times > 0 || offsets > 0
}

/** `12 cells have a time of day, which is taken as UTC.`; '' where no cell leaves open whose clocks it is of, nor is sent as another time. */
export function timesInWords(reading: Pick<ColumnReading, 'times' | 'zone' | 'offsets'>): string {
  return [openTimes(reading), offsetsInWords(reading)].filter((words) => words !== '').join(' ')
}

function openTimes({ times = 0, zone = 'UTC' }: Pick<ColumnReading, 'times' | 'zone'>): string {
  if (times === 0) return ''
  const taken =
    zone === 'UTC' ? 'as UTC, which LeadSquared keeps' : `by the clocks of ${zone} and sent in UTC`
  return `${cellCount(times)} ${times === 1 ? 'has' : 'have'} a time of day, which is taken ${taken}.`
}

/** `3 cells have a time with an offset, such as +05:30, and are sent in UTC by it.`; '' where none has. */
export function offsetsInWords({ offsets = 0 }: Pick<ColumnReading, 'offsets'>): string {
  if (offsets === 0) return ''
  const [has, are, it] = offsets === 1 ? ['has', 'is', 'it'] : ['have', 'are', 'its own']
  return `${cellCount(offsets)} ${has} a time with an offset, as 10:00+05:30 has one, and ${are} sent in UTC by ${it}.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What asks how a column of dates or numbers is read, in all places that ask. */
export function wayField(reading: ColumnReading): {
  label: string
  hint: string
  /** '' where nobody said. */
  value: string
  /** What holds while nobody says. */
  unsaid: string
  ways: { way: string; name: string }[]
} {
  const { kind, as, by, currencies } = reading
  const words: Readonly<Record<string, string>> = kind === 'dates' ? DATE_ORDERS : DECIMAL_SIGNS
  const open = isOpenReading(reading)
  const proven = by === 'cells' && as !== null ? words[as]! : null
  const money = currencies.length === 1 ? ` The ${currencies[0]!} is left out of what is sent.` : ''
  return {
    label: kind === 'dates' ? 'Dates are written' : 'Numbers have',
    hint: open ? `${exampleOf(reading)}. ${whyReadSo(reading)}` : `${whyReadSo(reading)}${money}`,
    value: by === 'person' ? (as ?? '') : '',
    unsaid:
      proven === null ? (open ? 'Choose' : 'As each cell tells') : `${capital(proven)}, as the cells tell`,
    ways: Object.entries(words).map(([way, name]) => ({ way, name: capital(name) })),
  }
}

/** What asks whose clocks the times of a column of dates are of, in all places that ask; null where it has none. */
export function zoneField(
  reading: ColumnReading,
  ofSheet: string | undefined,
): { label: string; hint: string; unsaid: string } | null {
  if ((reading.times ?? 0) === 0) return null
  const unsaid = ofSheet === undefined ? 'UTC, as LeadSquared keeps it' : `As in the whole sheet: ${ofSheet}`
  return { label: 'Times are by the clocks of', hint: openTimes(reading), unsaid }
}

/** What can be chosen, with what each choice does. */
export type Choices<Choice extends string> = Readonly<Record<Choice, { label: string; hint: string }>>

export const PLACEHOLDER_CHOICES: Choices<PlaceholderChoice> = {
  blank: { label: 'Take them as empty cells', hint: 'Cells such as NULL, n/a or - are not sent as text.' },
  send: { label: 'Send them as they are', hint: 'The fields then read NULL, n/a or -.' },
  stop: { label: 'Keep their rows here', hint: 'Rows with such cells are not sent.' },
}

export const UNKNOWN_OPTION_CHOICES: Choices<UnknownOptionChoice> = {
  send: {
    label: 'Send them as they are',
    hint: 'LeadSquared keeps them, but nobody can filter by them there.',
  },
  blank: { label: 'Leave them out', hint: 'Such cells are taken as empty; the rest of the row is sent.' },
  stop: { label: 'Keep their rows here', hint: 'Rows with such cells are not sent.' },
}
