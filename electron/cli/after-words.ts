import type { AfterTaskKind, AfterView, ReviewedAfter } from '#shared/domain/push/after.ts'
import { inDigits } from '#shared/wording/numbers.ts'

const { countOf } = inDigits

/** What `--json` prints of it: leads by what became of them, and why where something failed. */
export interface AfterJson {
  /** finished · paused: `leadsheet resume` goes on with it · cancelled */
  state: AfterView['phase']
  tasks: {
    task: AfterTaskKind
    name: string
    id: string | null
    leads: number
    done: number
    failed: number
    unknown: number
    open: number
    leadless: number
    reasons: { state: 'failed' | 'unknown'; reason: string; leads: number }[]
  }[]
}

export function afterJson({ phase, tasks }: AfterView): AfterJson {
  return {
    state: phase,
    tasks: tasks.map(({ kind, name, target, leads, done, failed, unknown, open, leadless, reasons }) => ({
      ...{ task: kind, name, id: target, leads, done, failed, unknown, open, leadless },
      reasons: reasons.map(({ state, text, leads: of }) => ({ state, reason: text, leads: of })),
    })),
  }
}

/** What a person reads before anything is sent. */
export function plannedInWords({ lists, activity, calls }: ReviewedAfter): string[] {
  if (lists.length === 0 && !activity) return []
  return [
    `Afterwards, in at most ${countOf(calls, 'call')} more:`,
    ...lists.map(({ of, name, id, members }) => {
      const there = members === null ? 'which is there' : `with ${countOf(members, 'lead')} on it now`
      return `  ${GROUPS[of]} go on the static list “${name}”, ${id === null ? 'which is made' : there}`
    }),
    ...(activity
      ? [`  each lead that was created or updated gets one activity “${activity.type}”: ${activity.text}`]
      : []),
  ]
}

const GROUPS: Readonly<Record<ReviewedAfter['lists'][number]['of'], string>> = {
  created: 'created leads',
  updated: 'updated leads',
  failed: 'leads of rows that fail, where they are known,',
}
