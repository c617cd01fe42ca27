/** A call another Leadsheet of this user made, as far as it has come. Milliseconds since 1970. */
export interface OtherCall {
  /** When its answer, or the lack of one, was known; null before. */
  endedAt: number | null
}

/** What the other Leadsheets of this user are doing with an account. */
export interface Others {
  calls: readonly OtherCall[]
  /** How many of them have something to send and wait for a slot. */
  waiting: number
}

/** A call of ours, for the others to see. */
export interface OwnCall {
  ended(): void
  /** It never left. */
  dropped(): void
}

/** The calls of one account, written down where every Leadsheet of this user on this computer sees them. Never throws. */
export interface SharedCalls {
  /**
   * While `work` runs no other Leadsheet takes a slot of this account. `work` sees their calls of the last `sinceMs`, and
   * those under way.
   */
  inTurn(sinceMs: number, work: (others: Others) => void): void
  /** A slot was taken; only within `inTurn`. */
  begin(): OwnCall
  /** This one waits for a slot until then (ms since 1970) and will look again; null: it waits for none. */
  waits(until: number | null): void
}
