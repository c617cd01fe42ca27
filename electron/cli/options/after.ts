import type { ParseArgsOptionsConfig } from 'node:util'
import {
  AfterGroup,
  LONGEST_ACTIVITY_TEXT,
  LONGEST_LIST_NAME,
  tidiedAfter,
  type AfterPush,
} from '#shared/domain/sheet/after-push.ts'
import { Ending, WRONG_USAGE } from '#electron/cli/exit-codes.ts'
import { Misuse } from './misuse.ts'

/** Null: nothing is said of it; '': what a recipe says of it is left out. */
export interface AfterArguments {
  lists: Record<AfterGroup, string | null>
  activity: string | null
  activityText: string | null
}

export const AFTER_OPTIONS = {
  'list-created': { type: 'string' },
  'list-updated': { type: 'string' },
  'list-failed': { type: 'string' },
  activity: { type: 'string' },
  'activity-text': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

type Given = { [Name in keyof typeof AFTER_OPTIONS]?: string | undefined }

/** @throws {Misuse} */
export function readAfter(given: Given): AfterArguments {
  const listOf = (of: AfterGroup): string | null => {
    const name = given[`list-${of}`]?.trim() ?? null
    if (name !== null && name.length > LONGEST_LIST_NAME)
      throw new Misuse(`--list-${of} takes a name of at most ${LONGEST_LIST_NAME} characters.`)
    return name
  }
  const activityText = given['activity-text'] ?? null
  if (activityText !== null && activityText.length > LONGEST_ACTIVITY_TEXT)
    throw new Misuse(`--activity-text takes at most ${LONGEST_ACTIVITY_TEXT} characters.`)
  return {
    lists: { created: listOf('created'), updated: listOf('updated'), failed: listOf('failed') },
    activity: given.activity?.trim() ?? null,
    activityText,
  }
}

/**
 * What the options say, over what is said already.
 * @throws {Ending} where an activity has no text, or a text no activity
 */
export function afterChosen(
  { lists, activity, activityText }: AfterArguments,
  before: AfterPush | undefined,
): AfterPush | undefined {
  const type = activity ?? before?.activity?.type ?? ''
  const text = activityText ?? before?.activity?.text ?? ''
  if (type !== '' && text.trim() === '')
    throw new Ending(
      WRONG_USAGE,
      `--activity ${type} needs --activity-text: what the activity says, such as "{First name} called". Nothing was sent.`,
    )
  if (type === '' && activityText !== null && activityText.trim() !== '')
    throw new Ending(
      WRONG_USAGE,
      '--activity-text needs --activity: the kind of activity it is posted as, by its name in the account. Nothing was sent.',
    )
  const named = AfterGroup.options.map((of) => [of, lists[of] ?? before?.lists?.[of] ?? ''] as const)
  return tidiedAfter({
    lists: Object.fromEntries(named),
    ...(type === '' ? {} : { activity: { type, text } }),
  })
}
