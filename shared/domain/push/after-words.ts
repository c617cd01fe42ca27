import type { NumberWording } from '#shared/wording/numbers.ts'
import type { AfterTask, AfterTaskKind, AfterView } from './after.ts'

/** Every lead is where it was to be. */
export function isWhole({ phase, tasks }: AfterView): boolean {
  return phase === 'finished' && tasks.every(({ failed, unknown, open }) => failed + unknown + open === 0)
}

export function failedLeads({ tasks }: Pick<AfterView, 'tasks'>): number {
  return tasks.reduce((sum, { failed }) => sum + failed, 0)
}

const LEADS_OF: Readonly<Record<AfterTaskKind, readonly [string, string]>> = {
  'list-created': ['created lead', 'created leads'],
  'list-updated': ['updated lead', 'updated leads'],
  'list-failed': ['lead of a failed row', 'leads of failed rows'],
  activity: ['lead', 'leads'],
}

/** What became of it, in a sentence. */
export function taskInWords(
  { kind, name, leads, done, failed, unknown, open, leadless }: AfterTask,
  { countOf, formatCount }: Pick<NumberWording, 'countOf' | 'formatCount'>,
): string {
  const [one, many] = LEADS_OF[kind]
  const of =
    leads === done ? countOf(done, one, many) : `${formatCount(done)} of ${countOf(leads, one, many)}`
  const rest = [
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(unknown > 0 ? [`${formatCount(unknown)} unknown`] : []),
    ...(open > 0 ? [`${formatCount(open)} not done yet`] : []),
    ...(leadless > 0 ? [`${countOf(leadless, 'failed row')} whose lead is not known`] : []),
  ]
  const told = kind === 'activity' ? `Activity “${name}” posted on ${of}` : `List “${name}”: ${of}`
  return `${[told, ...rest].join(', ')}.`
}
