import { choice } from './values.ts'
import { Misuse } from './misuse.ts'

export interface ChangesArguments {
  /** Send only the cells that were edited since the file's leads were got. */
  changes: boolean
  /** Whose value stands in a cell that was changed in LeadSquared too; null: the push stops and asks. */
  conflicts: 'mine' | 'theirs' | 'leave' | null
}

/** Options that settle what a push of changes settles by itself, or that would make edits nobody made. */
const NOT_WITH_CHANGES = [
  ...(['compare', 'mode', 'by-lead-id', 'recipe', 'search-by', 'blank'] as const),
  ...(['shape', 'clean'] as const),
] as const

type Given = { changes?: boolean | undefined; conflicts?: string | undefined } & {
  [Name in (typeof NOT_WITH_CHANGES)[number]]?: string | string[] | boolean | undefined
}

/** @throws {Misuse} */
export function readChanges(given: Given): ChangesArguments {
  const changes = given.changes ?? false
  const conflicts = choice('--conflicts', given.conflicts, ['mine', 'theirs', 'leave'])
  if (!changes && conflicts !== null)
    throw new Misuse(
      '--conflicts belongs to --changes: only there can a cell have been changed on both sides.',
    )
  const other = changes ? NOT_WITH_CHANGES.find((name) => given[name] !== undefined) : undefined
  if (other !== undefined)
    throw new Misuse(
      `Give --changes or --${other}, not both: a push of changes finds each lead by its Lead ID, updates only, sends a cell that was emptied as empty, and no cell that was not edited.`,
    )
  return { changes, conflicts }
}
