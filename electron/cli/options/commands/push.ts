import type { ParseArgsOptionsConfig } from 'node:util'
import {
  BlankChoice,
  DateOrder,
  DuplicateChoice,
  PlaceholderChoice,
  PushMode,
  UnknownOptionChoice,
  type DecimalSign,
  type ReadAs,
  type ZoneName,
} from '#shared/domain/sheet/sheet.ts'
import type { ChoiceSeparator } from '#shared/domain/sheet/choices.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import type { PhoneTaken } from '#electron/cli/phones-taken.ts'
import { AFTER_OPTIONS, readAfter, type AfterArguments } from '../after.ts'
import { readChanges, type ChangesArguments } from '../changes.ts'
import { readClean, type CleanEntry } from '../clean.ts'
import { readMap, type MapEntry } from '../map.ts'
import { readValues, type ValuesSaid } from '../meanings.ts'
import { Misuse } from '../misuse.ts'
import { PACE_OPTIONS, readPace, type PaceArguments } from '../pace.ts'
import { parse } from '../parse.ts'
import { readPhoneTaken } from '../phone-taken.ts'
import { readShape } from '../shape.ts'
import {
  choice,
  readChoiceSeparator,
  readDecimal,
  readDelimiter,
  readHeadings,
  readOwners,
  readOwnerUnknown,
  readPhoneCountries,
  readReport,
  readSaid,
  readZone,
  type ReportTarget,
  type Said,
} from '../values.ts'

export interface PushArguments extends PaceArguments, ChangesArguments {
  /** '-': what is piped in. */
  file: string
  /** Of the files that fit a pattern, the one that was written last. */
  newest: boolean
  /** Where the file goes when all of its rows are in, and when they are not; null: it stays. */
  moveDone: string | null
  moveFailed: string | null
  /** Gets one line a run; null: runs.log in the folder of the push. */
  log: string | null
  sheet: string | null
  /** Whether the first row holds the headings, or which row does, from 1; null: decide by what is found. */
  headings: 'yes' | 'no' | number | null
  /** Null, here and below: what is found, where it is plain; else the push stops and asks. */
  encoding: string | null
  /** The sign itself. */
  delimiter: string | null
  hidden: 'include' | 'leave-out' | null
  dateOrder: DateOrder | null
  decimal: DecimalSign | null
  zone: ZoneName | null
  placeholders: PlaceholderChoice | null
  unknownOptions: UnknownOptionChoice | null
  /** What these say of single columns, which goes before what is said of all. `option`: which of them says it. */
  columnsSaid: { option: string; header: string; readAs: ReadAs }[]
  /** What parts several choices of a field; null: as the account is set. */
  choiceSeparator: ChoiceSeparator | null
  /** Of numbers without a country's code, in all columns of phones; ISO 3166 alpha-2. */
  phoneCountry: string | null
  /** What becomes of people who are no active user, in all columns of people: `leave`, `stop`, or an email. */
  ownerUnknown: string | null
  /** Who is meant by people as they are written, by email; '': left out. */
  owners: [written: string, email: string][]
  /** What values of columns with options stand for. */
  values: ValuesSaid[]
  /** Name of a recipe, or a file that holds one. */
  recipe: string | null
  /** In the order they are done, after the recipe's steps and before `--clean`. */
  shape: Shape[]
  /** Files that look-ups may take from, beside those a `--shape` names. */
  lookUpFiles: string[]
  /** In the order they are done. */
  clean: CleanEntry[]
  /** In the order given; null: the column is not sent. */
  map: MapEntry[]
  /** Null, here and below: what the file brings with it (one of our reports), else Leadsheet's default. */
  searchBy: string | null
  /** 'practice', or where the keys of the environment are for. */
  host: string | null
  account: string | null
  blanks: BlankChoice | null
  duplicates: DuplicateChoice | null
  report: ReportTarget | null
  dataDir: string | null
  /** Rows with problems go too, as far as they can. */
  includeProblems: boolean
  /** Sends what could be read of a file that is known to be broken. */
  acceptBroken: boolean
  /** Compare with what LeadSquared holds first; rows it holds already stay out. */
  compare: boolean
  /** What may be written; null: as the recipe says, else 'upsert'. All other modes compare first. */
  mode: PushMode | null
  /** Rows whose Lead ID is known are found by it. */
  byLink: boolean
  /** What happens to the leads afterwards, on top of what a recipe says. */
  after: AfterArguments
  /** One call's worth, read back; then it stops. */
  trial: boolean
  /** Of rows whose phone belongs to another lead; null: they are told, and stay failed. */
  phoneTaken: PhoneTaken | null
  /** Tell what would be sent, and send nothing. */
  dryRun: boolean
  json: boolean
}

const PUSH_OPTIONS = {
  'dry-run': { type: 'boolean' },
  mode: { type: 'string' },
  'by-lead-id': { type: 'boolean' },
  compare: { type: 'boolean' },
  changes: { type: 'boolean' },
  conflicts: { type: 'string' },
  ...AFTER_OPTIONS,
  trial: { type: 'boolean' },
  'phone-taken': { type: 'string' },
  newest: { type: 'boolean' },
  'move-done': { type: 'string' },
  'move-failed': { type: 'string' },
  log: { type: 'string' },
  sheet: { type: 'string' },
  headings: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  hidden: { type: 'string' },
  'date-order': { type: 'string', multiple: true },
  decimal: { type: 'string', multiple: true },
  zone: { type: 'string', multiple: true },
  placeholders: { type: 'string', multiple: true },
  'unknown-options': { type: 'string', multiple: true },
  'phone-country': { type: 'string', multiple: true },
  'owner-unknown': { type: 'string', multiple: true },
  owner: { type: 'string', multiple: true },
  value: { type: 'string', multiple: true },
  'choice-separator': { type: 'string' },
  recipe: { type: 'string' },
  clean: { type: 'string', multiple: true },
  shape: { type: 'string', multiple: true },
  'look-up-file': { type: 'string', multiple: true },
  'include-problems': { type: 'boolean' },
  'accept-broken': { type: 'boolean' },
  map: { type: 'string', multiple: true },
  'search-by': { type: 'string' },
  host: { type: 'string' },
  account: { type: 'string' },
  ...PACE_OPTIONS,
  blank: { type: 'string' },
  duplicates: { type: 'string' },
  report: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

/** @throws {Misuse} */
export function readPush(args: string[]): PushArguments {
  const { values, positionals } = parse(args, PUSH_OPTIONS, true)
  const [file, ...others] = positionals
  if (file === undefined || file === '') throw new Misuse('Say which file to push: leadsheet push leads.xlsx')
  if (others.length > 0) {
    throw new Misuse(
      `One file at a time: “${file}” and “${others[0]}” were given. Put quotes around a name with spaces.`,
    )
  }
  const moves = values['move-done'] !== undefined || values['move-failed'] !== undefined
  if (moves && file === '-') throw new Misuse('What is piped in is no file that could be moved.')
  if (values.account !== undefined && values.host !== undefined) {
    throw new Misuse('Give --account or --host, not both: an account knows its own host.')
  }
  if (values.trial && values['dry-run'])
    throw new Misuse('Give --trial or --dry-run, not both: a dry run sends nothing, a trial the first call.')
  const dates = readSaid('--date-order', values['date-order'], (word) =>
    choice('--date-order', word, DateOrder.options),
  )
  const decimal = readSaid('--decimal', values.decimal, readDecimal)
  const zone = readSaid('--zone', values.zone, readZone)
  const placeholders = readSaid('--placeholders', values.placeholders, (word) =>
    choice('--placeholders', word, PlaceholderChoice.options),
  )
  const unknownOptions = readSaid('--unknown-options', values['unknown-options'], (word) =>
    choice('--unknown-options', word, UnknownOptionChoice.options),
  )
  const phoneCountries = readPhoneCountries(values['phone-country'])
  const ownerUnknown = readOwnerUnknown(values['owner-unknown'])
  return {
    file,
    newest: values.newest ?? false,
    moveDone: values['move-done'] ?? null,
    moveFailed: values['move-failed'] ?? null,
    log: values.log ?? null,
    sheet: values.sheet ?? null,
    headings: readHeadings(values.headings),
    encoding: values.encoding ?? null,
    delimiter: readDelimiter(values.delimiter),
    hidden: choice('--hidden', values.hidden, ['include', 'leave-out']),
    dateOrder: dates.all,
    decimal: decimal.all,
    zone: zone.all,
    placeholders: placeholders.all,
    unknownOptions: unknownOptions.all,
    columnsSaid: [
      ...saidOfColumns('--date-order', dates, (value) => ({ dates: value })),
      ...saidOfColumns('--decimal', decimal, (value) => ({ decimal: value })),
      ...saidOfColumns('--zone', zone, (value) => ({ zone: value })),
      ...saidOfColumns('--placeholders', placeholders, (value) => ({ placeholders: value })),
      ...saidOfColumns('--unknown-options', unknownOptions, (value) => ({ unknownOptions: value })),
      ...saidOfColumns('--phone-country', phoneCountries, (value) => ({ phoneCountry: value })),
      ...saidOfColumns('--owner-unknown', ownerUnknown, (value) => ({ unknownOwners: value })),
    ],
    choiceSeparator: readChoiceSeparator(values['choice-separator']),
    phoneCountry: phoneCountries.all,
    ownerUnknown: ownerUnknown.all,
    owners: readOwners(values.owner),
    values: readValues(values.value),
    recipe: values.recipe ?? null,
    shape: (values.shape ?? []).map(readShape),
    lookUpFiles: readLookUpFiles(values),
    clean: (values.clean ?? []).flatMap(readClean),
    includeProblems: values['include-problems'] ?? false,
    acceptBroken: values['accept-broken'] ?? false,
    map: (values.map ?? []).flatMap(readMap),
    searchBy: values['search-by'] ?? null,
    host: values.host ?? null,
    account: values.account ?? null,
    ...readPace(values),
    blanks: choice('--blank', values.blank, BlankChoice.options),
    duplicates: choice('--duplicates', values.duplicates, DuplicateChoice.options),
    report: readReport(values.report),
    dataDir: values['data-dir'] ?? null,
    mode: choice('--mode', values.mode, PushMode.options),
    byLink: values['by-lead-id'] ?? false,
    after: readAfter(values),
    compare: values.compare ?? false,
    ...readChanges(values),
    trial: values.trial ?? false,
    phoneTaken: readPhoneTaken(values['phone-taken']),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
  }
}

function readLookUpFiles(values: {
  'look-up-file'?: string[] | undefined
  shape?: string[] | undefined
  recipe?: string | undefined
}): string[] {
  const files = values['look-up-file'] ?? []
  if (files.length > 0 && values.recipe === undefined && values.shape === undefined)
    throw new Misuse('--look-up-file belongs to --recipe or --shape: nothing else looks anything up.')
  return files
}

function saidOfColumns<Value>(
  option: string,
  { columns }: Said<Value>,
  readAs: (value: Value) => ReadAs,
): PushArguments['columnsSaid'] {
  return columns.map(({ header, value }) => ({ option, header, readAs: readAs(value) }))
}
