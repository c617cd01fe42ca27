import type { Credentials } from './lead-api.ts'

/** The practice server, started on first use. */
export interface Practice {
  credentials(): Promise<Credentials>
  leadCount(): Promise<number>
  empty(): Promise<number>
  close(): Promise<void>
}
