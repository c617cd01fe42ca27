/**
 * Reads answers of thousands of leads and compares rows with them, beside the thread that serves the window and the calls: there
 * each page would hold everything else up, and leave its weight in garbage behind.
 */
import { parentPort } from 'node:worker_threads'
import { endOnRejection } from '#electron/process/uncaught-errors.ts'
import { cameRows, ComparisonWork, indexedLeads } from './bulk-work.ts'
import {
  unpackMatches,
  type Asked,
  type PackedIndex,
  type PackedPage,
  type Question,
  type Replied,
  type Replies,
} from './protocol.ts'

endOnRejection()
const comparisons = new Map<number, ComparisonWork>()

function workOf(comparison: number): ComparisonWork {
  const work = comparisons.get(comparison)
  if (!work) throw new Error(`comparison ${comparison} is not here`)
  return work
}

function packedPage(question: Extract<Question, { kind: 'rows' }>): Replies['rows'] {
  const page = cameRows(question.answer, question.columns)
  if (page.kind !== 'value') return page
  const { leads, recordCount } = page.value
  const value: PackedPage = {
    recordCount,
    ids: leads.map(({ id }) => id),
    cells: leads.map(({ cells }) => cells),
  }
  return { kind: 'value', value }
}

function packedIndex({ answer, attribute }: Extract<Question, { kind: 'index' }>): Replies['index'] {
  const page = indexedLeads(answer, attribute)
  if (page.kind !== 'value') return page
  const { leads, recordCount } = page.value
  const value: PackedIndex = {
    recordCount,
    ids: leads.map(({ id }) => id),
    emails: leads.map(({ email }) => email),
    phones: leads.map(({ phone }) => phone),
    searched: leads.map(({ searched }) => searched),
  }
  return { kind: 'value', value }
}

function replyTo(question: Question): Replied['reply'] {
  switch (question.kind) {
    case 'rows':
      return packedPage(question)
    case 'index':
      return packedIndex(question)
    case 'begin':
      comparisons.set(question.comparison, new ComparisonWork(question.setup))
      return null
    case 'keys':
      return workOf(question.comparison).keysOf(question.batch, question.rows)
    case 'compare': {
      const { comparison, batch, answer } = question
      const matches = unpackMatches(question.matches)
      const work = workOf(comparison)
      return answer
        ? work.compare(batch, matches, answer)
        : { kind: 'value', value: work.compareWith(batch, matches, null) }
    }
    case 'end':
      comparisons.delete(question.comparison)
      return null
  }
}

parentPort!.on('message', ({ id, question }: Asked) => {
  parentPort!.postMessage({ id, reply: replyTo(question) } satisfies Replied)
})
