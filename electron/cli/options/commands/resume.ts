import type { ParseArgsOptionsConfig } from 'node:util'
import type { PhoneTaken } from '#electron/cli/phones-taken.ts'
import { Misuse } from '../misuse.ts'
import { PACE_OPTIONS, readPace, type PaceArguments } from '../pace.ts'
import { parse } from '../parse.ts'
import { readPhoneTaken } from '../phone-taken.ts'
import { readReport, type ReportTarget } from '../values.ts'

export interface ResumeArguments extends PaceArguments {
  cancel: boolean
  /** What failed after the latest push is tried once more. */
  again: boolean
  phoneTaken: PhoneTaken | null
  report: ReportTarget | null
  dataDir: string | null
  json: boolean
}

const RESUME_OPTIONS = {
  cancel: { type: 'boolean' },
  again: { type: 'boolean' },
  'phone-taken': { type: 'string' },
  ...PACE_OPTIONS,
  report: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

/** @throws {Misuse} */
export function readResume(args: string[]): ResumeArguments {
  const { values } = parse(args, RESUME_OPTIONS, false)
  if (values.again && values.cancel) throw new Misuse('Give --again or --cancel, not both.')
  const other = values.cancel ? '--cancel' : values.again ? '--again' : null
  if (other !== null && values['phone-taken'] !== undefined)
    throw new Misuse(`Give ${other} or --phone-taken, not both: rows go once more only with the second.`)
  return {
    cancel: values.cancel ?? false,
    again: values.again ?? false,
    phoneTaken: readPhoneTaken(values['phone-taken']),
    ...readPace(values),
    report: readReport(values.report),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}
