import type { ParseArgsOptionsConfig } from 'node:util'
import { Misuse } from '../misuse.ts'
import { parse } from '../parse.ts'

export interface PracticeArguments {
  port: number
  control: boolean
  /** How many leads it comes with; null: what the folder's came with, else 300. */
  leads: number | null
  dataDir: string | null
}

const PRACTICE_OPTIONS = {
  port: { type: 'string' },
  leads: { type: 'string' },
  control: { type: 'boolean' },
  'data-dir': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

/** @throws {Misuse} */
export function readPractice(args: string[]): PracticeArguments {
  const { values } = parse(args, PRACTICE_OPTIONS, false)
  const port = values.port ?? '0'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Misuse(`--port takes a number from 0 to 65535, not “${port}”.`)
  }
  return {
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
