import type { ParseArgsOptionsConfig } from 'node:util'
import { Misuse } from '../misuse.ts'
import { PACE_OPTIONS, readPace, type PaceArguments } from '../pace.ts'
import { parse } from '../parse.ts'
import { readReport, type ReportTarget } from '../values.ts'

export interface UndoArguments extends PaceArguments {
  /** The push to take back; null: the latest that is no undo itself. */
  push: number | null
  /** The name of a static list for the leads the push created; null: they are left where they are. */
  listCreated: string | null
  /** Nothing is taken back: what was there before the push is dropped. */
  drop: boolean
  dryRun: boolean
  report: ReportTarget | null
  dataDir: string | null
  json: boolean
}

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

/** @throws {Misuse} */
export function readUndo(args: string[]): UndoArguments {
  const { values } = parse(args, UNDO_OPTIONS, false)
  const push = values.push ?? null
  if (push !== null && !/^[1-9]\d{0,8}$/.test(push)) {
    throw new Misuse(`--push takes the number of a push, such as 3; not “${push}”.`)
  }
  const name = values['list-created']?.trim() ?? null
  if (name === '') throw new Misuse('--list-created needs the name of the list.')
  if (values.drop) refuseBesideDrop(values)
  return {
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
