import type { CallHooks, Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'

/** An activity to be posted on a lead. */
export interface LeadActivity {
  leadId: string
  /** The account's number of the kind of activity. */
  event: number
  note: string
}

/** A kind of activity the account has. */
export interface ActivityType {
  event: number
  name: string
}

/** What became of one activity: taken, refused with the server's reason, or the answer does not say. */
export type ActivityEnd = { kind: 'posted' } | { kind: 'refused'; reason: string } | { kind: 'not-told' }

/** What is done with leads beside writing their fields. Failures are the bulk call's; up to 25 leads a call. */
export interface LeadLists {
  /** A new static list; answers its id. Two lists may have one name, so a call that broke off is looked up, not repeated. */
  createList(
    credentials: Credentials,
    list: { name: string; description: string },
    hooks: CallHooks,
  ): Promise<SideAnswer<string>>
  /** Leads that are on it already stay on it once, so this may be repeated. */
  addToList(
    credentials: Credentials,
    members: { listId: string; leadIds: readonly string[] },
    hooks: CallHooks,
  ): Promise<SideAnswer<null>>
  /** One activity a lead; answers what became of each, in the order given. Never repeated blindly: it would be there twice. */
  addActivities(
    credentials: Credentials,
    activities: readonly LeadActivity[],
    hooks: CallHooks,
  ): Promise<SideAnswer<ActivityEnd[]>>
  activityTypes(credentials: Credentials, hooks: CallHooks): Promise<SideAnswer<ActivityType[]>>
}
