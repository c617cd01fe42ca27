import { z } from 'zod'

/** Leads of a push by what became of their rows. failed: rows that did not go in, whose lead is known all the same. */
export const AfterGroup = z.enum(['created', 'updated', 'failed'])
export type AfterGroup = z.infer<typeof AfterGroup>

export const LONGEST_LIST_NAME = 200
export const LONGEST_ACTIVITY_TEXT = 2000

const ListName = z.string().trim().min(1).max(LONGEST_LIST_NAME)

/**
 * What happens to the leads of a push once it has ended. By names, not by the account's numbers, so that a recipe can say it
 * for the next file. Left out: nothing happens.
 */
export const AfterPush = z.strictObject({
  /** Names of the static lists they are put on; one that is not there is made. */
  lists: z.strictObject({ created: ListName, updated: ListName, failed: ListName }).partial().optional(),
  /** Posted once on each lead that was created or updated. */
  activity: z
    .strictObject({
      /** Name of the account's kind of activity. */
      type: z.string().trim().min(1).max(200),
      /** May name columns, as `{First name} called`. */
      text: z.string().max(LONGEST_ACTIVITY_TEXT),
    })
    .optional(),
})
export type AfterPush = z.infer<typeof AfterPush>

/** The choice without parts that say nothing; undefined where nothing is left of it. */
export function tidiedAfter({ lists = {}, activity }: AfterPush): AfterPush | undefined {
  const named = AfterGroup.options.flatMap((of) => {
    const name = lists[of]?.trim() ?? ''
    return name === '' ? [] : [[of, name] as const]
  })
  if (named.length === 0 && !activity) return undefined
  return {
    ...(named.length > 0 ? { lists: Object.fromEntries(named) } : {}),
    ...(activity ? { activity } : {}),
  }
}
