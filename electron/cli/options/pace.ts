import type { ParseArgsOptionsConfig } from 'node:util'
import { CallDay, RateLimit } from '#shared/domain/push/account.ts'
import { Misuse } from './misuse.ts'
import { readLimit } from './values.ts'

interface Limit {
  calls: number
  seconds: number
}

/** How fast an account's calls may go, and how many of them a day; null: as the account is set. */
export interface PaceArguments {
  /** Of all calls together. */
  limit: Limit | null
  /** Beside it: of calls that write in bulk, and of all others. */
  bulkLimit: Limit | null
  readLimit: Limit | null
  /** The plan's day. */
  day: CallDay | null
}

export const PACE_OPTIONS = {
  limit: { type: 'string' },
  'bulk-limit': { type: 'string' },
  'read-limit': { type: 'string' },
  'calls-a-day': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

type Given = { [Name in keyof typeof PACE_OPTIONS]?: string | undefined }

/** @throws {Misuse} */
export function readPace(given: Given): PaceArguments {
  return {
    limit: readLimit(given.limit),
    bulkLimit: readLimit(given['bulk-limit'], '--bulk-limit'),
    readLimit: readLimit(given['read-limit'], '--read-limit'),
    day: readDay(given['calls-a-day']),
  }
}

const DAY = /^(\d{1,9})(?:@(\d{1,2})(?:,(.+))?)?$/

/** "100000", "100000@6", "100000@6,Asia/Kolkata". @throws {Misuse} */
function readDay(text: string | undefined): CallDay | null {
  if (text === undefined) return null
  const [, calls, hour = '0', zone = 'UTC'] = DAY.exec(text.trim()) ?? []
  const day = CallDay.safeParse({ calls: Number(calls), startHour: Number(hour), zone: zone.trim() })
  if (calls === undefined || !day.success) {
    throw new Misuse(
      `--calls-a-day takes a number of calls, and when the day begins where that is not midnight UTC, such as 100000@6,Asia/Kolkata; not “${text}”.`,
    )
  }
  return day.data
}

/** As they are typed, for a command that goes on with the same. */
export function paceInWords({ limit, bulkLimit, readLimit: reading, day }: Partial<PaceArguments>): string[] {
  const told = (option: string, value: Limit | null | undefined): string[] =>
    value ? [`${option} ${value.calls}/${value.seconds}`] : []
  return [
    ...told('--limit', limit),
    ...told('--bulk-limit', bulkLimit),
    ...told('--read-limit', reading),
    ...(day ? [`--calls-a-day ${day.calls}@${day.startHour},${day.zone}`] : []),
  ]
}

/** For the program, which takes no share of a limit that was typed for it. */
export function programPace({ limit, bulkLimit, readLimit: reading, day }: PaceArguments): {
  limit?: RateLimit
  classLimits?: { bulk?: Limit; ordinary?: Limit }
  callDay?: CallDay
} {
  return {
    ...(limit ? { limit: { ...limit, share: 0 } } : {}),
    classLimits: { ...(bulkLimit ? { bulk: bulkLimit } : {}), ...(reading ? { ordinary: reading } : {}) },
    ...(day ? { callDay: day } : {}),
  }
}
