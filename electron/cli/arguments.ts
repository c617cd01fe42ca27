import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { RateLimit } from '#shared/domain/push/account.ts'
import { BlankChoice, DuplicateChoice } from '#shared/domain/sheet/sheet.ts'
import { readMap, type MapEntry } from './map-option.ts'
import { Misuse } from './misuse.ts'

/** What a command line asks for. */
export type Command =
  | { kind: 'help'; text: string }
  | { kind: 'version' }
  | ({ kind: 'push' } & PushArguments)
  | ({ kind: 'resume' } & ResumeArguments)
  | ({ kind: 'practice' } & PracticeArguments)
  /** It cannot be understood; `text` says what is wrong and what would be right. */
  | { kind: 'misuse'; text: string }

export interface PushArguments {
  file: string
  sheet: string | null
  /** Whether the first row holds the headings; null: decide by what is found. */
  headings: 'yes' | 'no' | null
  /** Of a text file; null: decide by what is found. */
  encoding: string | null
  /** In the order given; null: the column is not sent. */
  map: MapEntry[]
  /** Null, here and below: what the file brings with it (one of our reports), else Leadsheet's default. */
  searchBy: string | null
  /** 'practice', or where the keys of the environment are for. */
  host: string | null
  account: string | null
  limit: { calls: number; seconds: number } | null
  blanks: BlankChoice | null
  duplicates: DuplicateChoice | null
  report: { path: string; format: 'xlsx' | 'csv' } | null
  dataDir: string | null
  /** Tell what would be sent, and send nothing. */
  dryRun: boolean
  json: boolean
}

export interface ResumeArguments {
  cancel: boolean
  limit: PushArguments['limit']
  report: PushArguments['report']
  dataDir: string | null
  json: boolean
}

export interface PracticeArguments {
  port: number
  control: boolean
  dataDir: string | null
}

export const HELP = `Leadsheet pushes the rows of a spreadsheet to LeadSquared.

leadsheet push FILE      send the rows of a workbook or text file
  --dry-run                say what would be sent, and send nothing
  --sheet NAME             which sheet of the workbook
  --headings yes|no        whether its first row is headings, where that is not plain
  --encoding NAME          of a text file, where that is not plain, such as windows-1252
  --map "Header=Attribute,…"
                           where columns go, on top of what their headings say; "Header=" leaves one out.
                           A heading with a comma or = goes in quotes: --map '"Name, first"=FirstName'
  --search-by ATTRIBUTE    find existing leads by it; "default": by email address and phone
  --account LABEL          an account saved in Leadsheet (LEADSHEET_PASSPHRASE opens its keys)
  --host URL|practice      without an account: where to send, with the keys in LEADSHEET_ACCESS_KEY and
                           LEADSHEET_SECRET_KEY; "practice" needs none and is the default
  --limit CALLS/SECONDS    the account's rate limit, such as 25/5
  --blank skip|clear       empty cells: leave the field alone (default), or clear it
  --duplicates first|last|merge|order|skip
                           rows with the same search key: send only the first, only the last, merge them,
                           send all in order (default), or send none of them
  --report OUT.xlsx|.csv   write every row with what became of it
  --data-dir DIR           keep the push in this folder
  --json                   print one JSON object at the end

leadsheet resume         finish a push that was stopped: [--cancel] [--limit …] [--report …]
                           [--data-dir DIR] [--json]; with --report after one that ended, write its report
leadsheet practice       run the practice server alone: [--port N] [--control] [--data-dir DIR]
leadsheet --version

Ends with 0: every row went in · 1: some did not · 2: wrong usage or file · 3: the account was refused.`

const PUSH_OPTIONS = {
  'dry-run': { type: 'boolean' },
  sheet: { type: 'string' },
  headings: { type: 'string' },
  encoding: { type: 'string' },
  map: { type: 'string', multiple: true },
  'search-by': { type: 'string' },
  host: { type: 'string' },
  account: { type: 'string' },
  limit: { type: 'string' },
  blank: { type: 'string' },
  duplicates: { type: 'string' },
  report: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

const RESUME_OPTIONS = {
  cancel: { type: 'boolean' },
  limit: { type: 'string' },
  report: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

const PRACTICE_OPTIONS = {
  port: { type: 'string' },
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
    throw new Misuse(`There is no command “${name}”. The commands are push, resume and practice.`)
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
  if (values.account !== undefined && values.host !== undefined) {
    throw new Misuse('Give --account or --host, not both: an account knows its own host.')
  }
  return {
    kind: 'push',
    file,
    sheet: values.sheet ?? null,
    headings: choice('--headings', values.headings, ['yes', 'no']),
    encoding: values.encoding ?? null,
    map: (values.map ?? []).flatMap(readMap),
    searchBy: values['search-by'] ?? null,
    host: values.host ?? null,
    account: values.account ?? null,
    limit: values.limit === undefined ? null : readLimit(values.limit),
    blanks: choice('--blank', values.blank, BlankChoice.options),
    duplicates: choice('--duplicates', values.duplicates, DuplicateChoice.options),
    report: readReport(values.report),
    dataDir: values['data-dir'] ?? null,
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
  }
}

function readResume(args: string[]): Command {
  const { values } = parse(args, RESUME_OPTIONS, false)
  return {
    kind: 'resume',
    cancel: values.cancel ?? false,
    limit: values.limit === undefined ? null : readLimit(values.limit),
    report: readReport(values.report),
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
    dataDir: values['data-dir'] ?? null,
  }
}

function parse<Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true })
  } catch (error) {
    throw new Misuse(inWords(error, Object.keys(options)))
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

function choice<Value extends string>(
  option: string,
  given: string | undefined,
  allowed: readonly Value[],
): Value | null {
  if (given === undefined) return null
  const found = allowed.find((value) => value === given)
  if (found === undefined) throw new Misuse(`${option} takes ${allowed.join(', ')}; not “${given}”.`)
  return found
}

function readLimit(text: string): { calls: number; seconds: number } {
  const [, calls, seconds] = /^(\d+)\/(\d+(?:\.\d+)?)s?$/.exec(text) ?? []
  const limit = RateLimit.safeParse({ calls: Number(calls), seconds: Number(seconds), share: 0 })
  if (calls === undefined || !limit.success) {
    throw new Misuse(`--limit takes calls and seconds, such as 25/5; not “${text}”.`)
  }
  return { calls: limit.data.calls, seconds: limit.data.seconds }
}

function readReport(path: string | undefined): PushArguments['report'] {
  if (path === undefined) return null
  const format = /\.(xlsx|csv)$/i.exec(path)?.[1]?.toLowerCase()
  if (format !== 'xlsx' && format !== 'csv') {
    throw new Misuse(`--report takes a name that ends in .xlsx or .csv; not “${path}”.`)
  }
  return { path, format }
}
