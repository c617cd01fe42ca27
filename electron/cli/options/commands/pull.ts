import type { ParseArgsOptionsConfig } from 'node:util'
import { ConditionOperator, type LeadCondition } from '#shared/domain/reading/source.ts'
import { Misuse } from '../misuse.ts'
import { PACE_OPTIONS, readPace, type PaceArguments } from '../pace.ts'
import { parse } from '../parse.ts'

/** Which leads a pull gets; `ids` names a file, '-' what is piped in. */
export type PullQuestion =
  | { kind: 'list'; name: string }
  | { kind: 'where'; condition: LeadCondition }
  /** ISO 8601, UTC; `to` null: until now. */
  | { kind: 'changed'; from: string; to: string | null }
  | { kind: 'ids'; file: string }

export interface PullArguments extends PaceArguments {
  question: PullQuestion
  columns: string[]
  out: { path: string; format: 'xlsx' | 'csv' }
  host: string | null
  account: string | null
  dataDir: string | null
  json: boolean
}

const PULL_OPTIONS = {
  list: { type: 'string' },
  where: { type: 'string' },
  changed: { type: 'string' },
  ids: { type: 'string' },
  columns: { type: 'string', multiple: true },
  out: { type: 'string' },
  host: { type: 'string' },
  account: { type: 'string' },
  ...PACE_OPTIONS,
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

/** @throws {Misuse} */
export function readPull(args: string[]): PullArguments {
  const { values } = parse(args, PULL_OPTIONS, false)
  if (values.account !== undefined && values.host !== undefined) {
    throw new Misuse('Give --account or --host, not both: an account knows its own host.')
  }
  return {
    ...readPullQuestion(values),
    host: values.host ?? null,
    account: values.account ?? null,
    ...readPace(values),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}

interface Given {
  list?: string | undefined
  where?: string | undefined
  changed?: string | undefined
  ids?: string | undefined
  columns?: string[] | undefined
  out?: string | undefined
}

function readPullQuestion(given: Given): Pick<PullArguments, 'question' | 'columns' | 'out'> {
  const columns = (given.columns ?? []).flatMap((list) => list.split(',')).map((name) => name.trim())
  const named = columns.filter((name) => name !== '')
  if (named.length === 0) {
    throw new Misuse('Say which fields to get: --columns FirstName,EmailAddress,mx_City')
  }
  return { question: readQuestion(given), columns: named, out: readOut(given.out) }
}

function readQuestion({ list, where, changed, ids }: Given): PullQuestion {
  const questions: PullQuestion[] = []
  if (list !== undefined) questions.push({ kind: 'list', name: list })
  if (where !== undefined) questions.push({ kind: 'where', condition: readCondition(where) })
  if (changed !== undefined) questions.push({ kind: 'changed', ...readBetween(changed) })
  if (ids !== undefined) questions.push({ kind: 'ids', file: ids })
  const [question, ...others] = questions
  if (!question || others.length > 0) {
    throw new Misuse(
      'Say which leads to get, in one way: --list NAME, --where "mx_City = Pune", --changed 2026-11-01.. or --ids FILE.',
    )
  }
  return question
}

const CONDITION = /^\s*([\w]+)\s*(<=|>=|<>|=|<|>|\blike\b)\s*(.*?)\s*$/is

/** "mx_City = Pune"; quotes around the value are taken off. @throws {Misuse} */
export function readCondition(text: string): LeadCondition {
  const [, attribute, sign, raw] = CONDITION.exec(text) ?? []
  const operator = ConditionOperator.safeParse(sign?.toUpperCase()).data
  if (attribute === undefined || raw === undefined || operator === undefined) {
    throw new Misuse(
      `--where takes one condition, such as "mx_City = Pune" or "CreatedOn > 2026-01-01"; not “${text}”.`,
    )
  }
  const value = /^(['"])(.*)\1$/s.exec(raw)?.[2] ?? raw
  if (value === '') throw new Misuse(`--where needs a value after ${operator}; “${text}” has none.`)
  return { attribute, operator, value }
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?Z?$/

/** @throws {Misuse} */
export function readBetween(text: string): { from: string; to: string | null } {
  const [from = '', to, ...rest] = text.split('..').map((part) => part.trim())
  if (to === undefined || rest.length > 0 || !isTime(from) || (to !== '' && !isTime(to))) {
    throw new Misuse(
      `--changed takes two times, UTC, such as 2026-11-01..2026-11-08 or 2026-11-01.. for until now; not “${text}”.`,
    )
  }
  return { from: isoOf(from), to: to === '' ? null : isoOf(to) }
}

function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(isoOf(text)))
}

/** Without a time of day it begins with the day. */
function isoOf(text: string): string {
  const [, day, time] = /^(\S{10})(?:[ T]([\d:]+))?/.exec(text) ?? []
  const full = time === undefined ? '00:00:00' : time.length === 5 ? `${time}:00` : time
  return `${day}T${full}Z`
}

/** @throws {Misuse} */
function readOut(path: string | undefined): PullArguments['out'] {
  if (path === undefined) throw new Misuse('Say where the leads go: --out leads.xlsx or --out leads.csv')
  const format = /\.(xlsx|csv)$/i.exec(path)?.[1]?.toLowerCase()
  if (format !== 'xlsx' && format !== 'csv') {
    throw new Misuse(`--out takes a name that ends in .xlsx or .csv; not “${path}”.`)
  }
  return { path, format }
}
