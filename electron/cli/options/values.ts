import { RateLimit } from '#shared/domain/push/account.ts'
import { ChoiceSeparator, SEPARATOR_NAMES } from '#shared/domain/sheet/choices.ts'
import { isPhoneCountry } from '#shared/values/national-phones.ts'
import { isZone } from '#shared/values/zones.ts'
import { readEntries } from '#electron/cli/entry-parts.ts'
import { Misuse } from './misuse.ts'

/** @throws {Misuse} with the values there are */
export function choice<Value extends string>(
  option: string,
  given: string | undefined,
  allowed: readonly Value[],
): Value | null {
  if (given === undefined) return null
  const found = allowed.find((value) => value === given)
  if (found === undefined) throw new Misuse(`${option} takes ${allowed.join(', ')}; not “${given}”.`)
  return found
}

/** What an option says for all columns, and for single ones: `VALUE`, `VALUE@Heading`. */
export interface Said<Value> {
  /** Null: nothing is said for all of them. */
  all: Value | null
  columns: { header: string; value: Value }[]
}

/** @throws {Misuse} where it says two things of one */
export function readSaid<Value>(
  option: string,
  given: readonly string[] = [],
  read: (word: string) => Value | null,
): Said<Value> {
  const said: Said<Value> = { all: null, columns: [] }
  for (const entry of given) {
    const at = entry.indexOf('@')
    const value = read(at === -1 ? entry : entry.slice(0, at).trim())
    if (value === null) continue
    if (at === -1) {
      if (said.all !== null && said.all !== value)
        throw new Misuse(`${option} is given twice; name a column after @, as in ${option} ${entry}@Heading.`)
      said.all = value
      continue
    }
    const header = entry.slice(at + 1).trim()
    if (header === '') throw new Misuse(`${option}: “${entry}” names no column after @.`)
    said.columns.push({ header, value })
  }
  return said
}

/** @throws {Misuse} */
export function readLimit(
  text: string | undefined,
  option = '--limit',
): { calls: number; seconds: number } | null {
  if (text === undefined) return null
  const [, calls, seconds] = /^(\d+)\/(\d+(?:\.\d+)?)s?$/.exec(text) ?? []
  const limit = RateLimit.safeParse({ calls: Number(calls), seconds: Number(seconds), share: 0 })
  if (calls === undefined || !limit.success) {
    throw new Misuse(`${option} takes calls and seconds, such as 25/5; not “${text}”.`)
  }
  return { calls: limit.data.calls, seconds: limit.data.seconds }
}

export interface ReportTarget {
  path: string
  format: 'xlsx' | 'csv'
}

/** @throws {Misuse} */
export function readReport(path: string | undefined): ReportTarget | null {
  if (path === undefined) return null
  const format = /\.(xlsx|csv)$/i.exec(path)?.[1]?.toLowerCase()
  if (format !== 'xlsx' && format !== 'csv') {
    throw new Misuse(`--report takes a name that ends in .xlsx or .csv; not “${path}”.`)
  }
  return { path, format }
}

/** @throws {Misuse} */
export function readHeadings(given: string | undefined): 'yes' | 'no' | number | null {
  if (given === undefined) return null
  if (given === 'yes' || given === 'no') return given
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given)
  throw new Misuse(`--headings takes yes, no, or the number of the row they are in; not “${given}”.`)
}

/** @throws {Misuse} */
export function readDecimal(given: string | undefined): ',' | '.' | null {
  if (given === undefined) return null
  if (given === ',' || given === 'comma') return ','
  if (given === '.' || given === 'point') return '.'
  throw new Misuse(`--decimal takes comma or point, or the sign itself; not “${given}”.`)
}

/** `IN`, `IN@Mobile`, `Mobile=IN`; `none@Fax`: as they are written. @throws {Misuse} */
export function readPhoneCountries(given: readonly string[] = []): Said<string> {
  const asSaid = given.map((entry) => {
    const equals = entry.lastIndexOf('=')
    return equals === -1 ? entry : `${entry.slice(equals + 1).trim()}@${entry.slice(0, equals).trim()}`
  })
  return readSaid('--phone-country', asSaid, (word) => {
    const code = word.toUpperCase()
    if (code === 'NONE') return ''
    if (isPhoneCountry(code)) return code
    throw new Misuse(
      `--phone-country takes two letters as of ISO 3166, such as IN, US or DE, for all phones or for one column: IN@Mobile; not “${word}”.`,
    )
  })
}

const OWNER_UNKNOWN = /^(leave|stop|[^@\s]+@[^@\s]+\.[^@\s]+)(?:@(.+))?$/

/** `leave`, `stop`, or the email of a user, whose sign is no column's: `ann@team.example@Owner`. @throws {Misuse} */
export function readOwnerUnknown(given: readonly string[] = []): Said<string> {
  const said: Said<string> = { all: null, columns: [] }
  for (const entry of given) {
    const [, value, header] = OWNER_UNKNOWN.exec(entry.trim()) ?? []
    if (value === undefined)
      throw new Misuse(
        `--owner-unknown takes leave, stop, or the email of the user whose leads they become; not “${entry}”.`,
      )
    if (header !== undefined) said.columns.push({ header: header.trim(), value })
    else if (said.all !== null && said.all !== value)
      throw new Misuse(
        `--owner-unknown is given twice; name a column after @, as in --owner-unknown ${value}@Owner.`,
      )
    else said.all = value
  }
  return said
}

/** `Jane Roe=ann@team.example`, as `--map` is written; `Jane Roe=` leaves her cells out. @throws {Misuse} */
export function readOwners(given: readonly string[] = []): [written: string, email: string][] {
  const quoting =
    'A name with a comma or an equals sign goes in quotes: --owner \'"Roe, Jane"=ann@team.example\'.'
  const entries = given.flatMap((option) => readEntries('--owner', option, { form: 'Name=EMAIL', quoting }))
  return entries.map(({ key, value }) => {
    if (value !== '' && !value.includes('@'))
      throw new Misuse(`--owner: “${value}” is no email address. Users are named by their email.`)
    return [key, value]
  })
}

/** @throws {Misuse} */
export function readZone(given: string | undefined): string | null {
  if (given === undefined) return null
  if (isZone(given)) return given
  throw new Misuse(`--zone takes the name of a time zone, such as Asia/Kolkata or UTC; not “${given}”.`)
}

const DELIMITERS: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' }

/** @throws {Misuse} */
export function readDelimiter(given: string | undefined): string | null {
  if (given === undefined) return null
  const sign = given === '\\t' ? '\t' : (DELIMITERS[given.toLowerCase()] ?? given)
  if (Object.values(DELIMITERS).includes(sign)) return sign
  throw new Misuse(
    `--delimiter takes ${Object.keys(DELIMITERS).join(', ')}, or the sign itself; not “${given}”.`,
  )
}

/** @throws {Misuse} */
export function readChoiceSeparator(given: string | undefined): ChoiceSeparator | null {
  if (given === undefined) return null
  const found = ChoiceSeparator.options.find(
    (sign) => sign === given || SEPARATOR_NAMES[sign] === given.toLowerCase(),
  )
  if (found !== undefined) return found
  throw new Misuse(
    `--choice-separator takes ${Object.values(SEPARATOR_NAMES).join(', ')}, or the sign itself; not “${given}”.`,
  )
}

/** “comma (,)”: the word that `--delimiter` takes and the sign. */
export function delimiterInWords(sign: string): string {
  const [word] = Object.entries(DELIMITERS).find(([, other]) => other === sign) ?? [sign]
  return sign === '\t' ? word : `${word} (${sign})`
}
