import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import {
  BlankChoice,
  DateOrder,
  DuplicateChoice,
  PlaceholderChoice,
  UnknownOptionChoice,
  type DecimalSign,
  type ZoneName,
  type ReadAs,
} from '#shared/domain/sheet/sheet.ts'
import type { ChoiceSeparator } from '#shared/domain/sheet/choices.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import { PushMode } from '#shared/domain/sheet/sheet.ts'
import { AFTER_OPTIONS, readAfter, type AfterArguments } from './after.ts'
import { readClean, type CleanEntry } from './clean.ts'
import { readChanges, type ChangesArguments } from './changes.ts'
import { HELP } from './help.ts'
import { PHONE_TAKEN, type PhoneTaken } from '#electron/cli/phones-taken.ts'
import { PACE_OPTIONS, readPace, type PaceArguments } from './pace.ts'
import { readValues, type ValuesSaid } from './meanings.ts'
import { readMap, type MapEntry } from './map.ts'
import { Misuse } from './misuse.ts'
import { readRecipesQuestion, RECIPES_OPTIONS, type RecipesArguments } from './recipes.ts'
import { readShape } from './shape.ts'
import { PULL_OPTIONS, readPullQuestion, type PullArguments } from './pull.ts'
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
  type Said,
} from './values.ts'

/** What a command line asks for. */
export type Command =
  | { kind: 'help'; text: string }
  | { kind: 'version' }
  | ({ kind: 'push' } & PushArguments)
  | ({ kind: 'resume' } & ResumeArguments)
  | ({ kind: 'practice' } & PracticeArguments)
  | ({ kind: 'pull' } & PullArguments)
  | ({ kind: 'undo' } & UndoArguments)
  | ({ kind: 'recipes' } & RecipesArguments)
  /** It cannot be understood; `text` says what is wrong and what would be right. */
  | { kind: 'misuse'; text: string }

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
  report: { path: string; format: 'xlsx' | 'csv' } | null
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

export interface ResumeArguments extends PaceArguments {
  cancel: boolean
  /** What failed after the latest push is tried once more. */
  again: boolean
  phoneTaken: PhoneTaken | null
  report: PushArguments['report']
  dataDir: string | null
  json: boolean
}

export interface UndoArguments extends PaceArguments {
  /** The push to take back; null: the latest that is no undo itself. */
  push: number | null
  /** The name of a static list for the leads the push created; null: they are left where they are. */
  listCreated: string | null
  /** Nothing is taken back: what was there before the push is dropped. */
  drop: boolean
  dryRun: boolean
  report: PushArguments['report']
  dataDir: string | null
  json: boolean
}

export interface PracticeArguments {
  port: number
  control: boolean
  /** How many leads it comes with; null: what the folder's came with, else 300. */
  leads: number | null
  dataDir: string | null
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

const RESUME_OPTIONS = {
  cancel: { type: 'boolean' },
  again: { type: 'boolean' },
  'phone-taken': { type: 'string' },
  ...PACE_OPTIONS,
  report: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

const UNDO_OPTIONS = {
  push: { type: 'string' },
  'list-created': { type: 'string' },
  drop: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  ...PACE_OPTIONS,
  report: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

const PRACTICE_OPTIONS = {
  port: { type: 'string' },
  leads: { type: 'string' },
  control: { type: 'boolean' },
  'data-dir': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

/** Reads a command line; never throws. */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help')
      return { kind: 'help', text: HELP }
    if (name === '--version' || name === '-v') return { kind: 'version' }
    if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', text: HELP }
    if (name === 'push') return readPush(rest)
    if (name === 'resume') return readResume(rest)
    if (name === 'practice') return readPractice(rest)
    if (name === 'pull') return readPull(rest)
    if (name === 'undo') return readUndo(rest)
    if (name === 'recipes') return readRecipes(rest)
    throw new Misuse(
      `There is no command “${name}”. The commands are push, undo, resume, pull, recipes and practice.`,
    )
  } catch (error) {
    if (error instanceof Misuse) return { kind: 'misuse', text: error.message }
    throw error
  }
}

function readPush(args: string[]): Command {
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
    kind: 'push',
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

function readResume(args: string[]): Command {
  const { values } = parse(args, RESUME_OPTIONS, false)
  if (values.again && values.cancel) throw new Misuse('Give --again or --cancel, not both.')
  const other = values.cancel ? '--cancel' : values.again ? '--again' : null
  if (other !== null && values['phone-taken'] !== undefined)
    throw new Misuse(`Give ${other} or --phone-taken, not both: rows go once more only with the second.`)
  return {
    kind: 'resume',
    cancel: values.cancel ?? false,
    again: values.again ?? false,
    phoneTaken: readPhoneTaken(values['phone-taken']),
    ...readPace(values),
    report: readReport(values.report),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}

function readPhoneTaken(word: string | undefined): PhoneTaken | null {
  return choice('--phone-taken', word, Object.keys(PHONE_TAKEN) as PhoneTaken[])
}

function readUndo(args: string[]): Command {
  const { values } = parse(args, UNDO_OPTIONS, false)
  const push = values.push ?? null
  if (push !== null && !/^[1-9]\d{0,8}$/.test(push)) {
    throw new Misuse(`--push takes the number of a push, such as 3; not “${push}”.`)
  }
  const name = values['list-created']?.trim() ?? null
  if (name === '') throw new Misuse('--list-created needs the name of the list.')
  if (values.drop) refuseBesideDrop(values)
  return {
    kind: 'undo',
    push: push === null ? null : Number(push),
    listCreated: name,
    drop: values.drop ?? false,
    dryRun: values['dry-run'] ?? false,
    ...readPace(values),
    report: readReport(values.report),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}

/** What is dropped is gone: nobody guesses which push is meant, and nothing else is done with it. */
function refuseBesideDrop(values: Readonly<Record<string, unknown>>): void {
  const other = ['dry-run', 'list-created', 'report', ...Object.keys(PACE_OPTIONS)].find(
    (name) => values[name] !== undefined,
  )
  if (other !== undefined)
    throw new Misuse(`Give --drop or --${other}, not both: --drop takes nothing back and sends nothing.`)
  if (values['push'] === undefined)
    throw new Misuse('Say of which push what was there before is to be dropped: --push 3 --drop')
}

function readPull(args: string[]): Command {
  const { values } = parse(args, PULL_OPTIONS, false)
  if (values.account !== undefined && values.host !== undefined) {
    throw new Misuse('Give --account or --host, not both: an account knows its own host.')
  }
  return {
    kind: 'pull',
    ...readPullQuestion(values),
    host: values.host ?? null,
    account: values.account ?? null,
    ...readPace(values),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}

function readRecipes(args: string[]): Command {
  const { values, positionals } = parse(args, RECIPES_OPTIONS, true)
  return {
    kind: 'recipes',
    ...readRecipesQuestion(values, positionals),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}

function readPractice(args: string[]): Command {
  const { values } = parse(args, PRACTICE_OPTIONS, false)
  const port = values.port ?? '0'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Misuse(`--port takes a number from 0 to 65535, not “${port}”.`)
  }
  return {
    kind: 'practice',
    port: Number(port),
    control: values.control ?? false,
    leads: values.leads === undefined ? null : readLeadCount(values.leads),
    dataDir: values['data-dir'] ?? null,
  }
}

const MOST_PRACTICE_LEADS = 1_000_000

function readLeadCount(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > MOST_PRACTICE_LEADS) {
    throw new Misuse(`--leads takes a number from 1 to ${MOST_PRACTICE_LEADS}, not “${text}”.`)
  }
  return count
}

function parse<Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
) {
  try {
    const { tokens, ...parsed } = parseArgs({ args, options, allowPositionals, strict: true, tokens: true })
    refuseTwoValues(tokens, options)
    return parsed
  } catch (error) {
    if (error instanceof Misuse) throw error
    throw new Misuse(inWords(error, Object.keys(options)))
  }
}

/** Node takes the last of two values and says nothing of the first: one of them would be guessed at. */
function refuseTwoValues(
  tokens: readonly { kind: string; name?: string; value?: string | undefined }[],
  options: ParseArgsOptionsConfig,
): void {
  const given = new Map<string, string>()
  for (const { kind, name, value } of tokens) {
    if (kind !== 'option' || name === undefined || value === undefined || options[name]?.multiple) continue
    const before = given.get(name)
    if (before !== undefined && before !== value)
      throw new Misuse(`--${name} is given twice, as “${before}” and as “${value}”. Say which one is meant.`)
    given.set(name, value)
  }
}

/** Node's own complaints, with the options there are. */
function inWords(error: unknown, names: string[]): string {
  const { code, message } = error as NodeJS.ErrnoException
  const option = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
  const known = names.map((name) => `--${name}`).join(' ')
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return `There is no option ${option}. The options here are: ${known}`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return message.includes('does not take an argument')
      ? `${option} takes no value.`
      : `${option} needs a value after it. One that begins with a dash is written ${option}=VALUE.`
  }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    return `“${/'(.*?)'/.exec(message)?.[1]}” is not expected here. The options are: ${known}`
  }
  throw error
}
