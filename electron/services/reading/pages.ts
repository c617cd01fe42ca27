import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { PageOf, ReadLead } from '#electron/services/ports/lead-reads.ts'

type Named = Pick<ReadLead, 'id'>

export interface PagedRead<Lead extends Named> {
  /** Asks for one page, from 1. */
  ask(page: number): Promise<Result<PageOf<Lead>>>
  /** Leads of a full page. */
  size: number
  /** Pages that came in an earlier run. */
  from: number
  /** Keeps a page; `pages` counts those that are kept now. */
  take(leads: readonly Lead[], pages: number, recordCount: number | null): Promise<void> | void
  /**
   * About how many leads there are, where that is known before the first page tells.
   * @default null
   */
  expected?: number | null
  /** What is read, for messages: "the list", "this condition". */
  what: string
}

/** How often a page that cannot be right is asked for again before that is said. */
const AGAIN = 3
/** Pages asked for before those before them are kept: at a limit's pace no slot may wait for the disk. */
const AHEAD = 3

/**
 * Reads page after page and keeps only what adds up. The end of a question that has a `RecordCount` is where it says so; of
 * one that has none, an empty page after a short one proves it. A page that is shorter than it must be, or that repeats the
 * page before it, is asked for again; a service that insists is a fault in words: no gap is left unsaid.
 */
export async function readPages<Lead extends Named = ReadLead>(
  read: PagedRead<Lead>,
): Promise<Result<{ recordCount: number | null; leads: number }>> {
  let before: ReadonlySet<string> = new Set()
  let leads = 0
  const ahead = new PagesAhead(read)
  ahead.expect(read.expected ?? null)
  for (let page = read.from + 1; ; page++) {
    ahead.askFrom(page)
    const checked = await checkedPage(read, page, before, ahead)
    if (!checked.ok) return checked
    const { page: found, last } = checked.value
    if (found.recordCount !== null) ahead.expect(found.recordCount)
    if (!last) ahead.askFrom(page + 1)
    if (found.leads.length > 0) await read.take(found.leads, page, found.recordCount)
    leads += found.leads.length
    if (last) return ok({ recordCount: found.recordCount, leads })
    before = new Set(found.leads.map(({ id }) => id))
  }
}

/** Pages that are asked for early, as far as there are leads for them. */
class PagesAhead<Lead extends Named> {
  readonly #read: PagedRead<Lead>
  readonly #asked = new Map<number, Promise<Result<PageOf<Lead>>>>()
  #last = 0

  constructor(read: PagedRead<Lead>) {
    this.#read = read
  }

  expect(leads: number | null): void {
    if (leads !== null) this.#last = Math.ceil(leads / this.#read.size)
  }

  askFrom(page: number): void {
    for (let next = page; next < page + AHEAD && next <= this.#last; next++) {
      if (this.#asked.has(next)) continue
      const asked = this.#read.ask(next)
      // Nobody may come for it any more; whoever does hears of a surprise all the same.
      asked.catch(() => undefined)
      this.#asked.set(next, asked)
    }
  }

  /** Each early answer is given once: who asks again asks anew. */
  take(page: number): Promise<Result<PageOf<Lead>>> {
    const asked = this.#asked.get(page)
    this.#asked.delete(page)
    return asked ?? this.#read.ask(page)
  }
}

async function checkedPage<Lead extends Named>(
  read: PagedRead<Lead>,
  page: number,
  before: ReadonlySet<string>,
  ahead: PagesAhead<Lead>,
): Promise<Result<{ page: PageOf<Lead>; last: boolean }>> {
  let wrong = ''
  for (let tries = 1; tries <= AGAIN; tries++) {
    const answer = await ahead.take(page)
    if (!answer.ok) return answer
    const found = withoutRepeats(answer.value)
    const count = found.recordCount
    if (found.leads.length > 0 && found.leads.every(({ id }) => before.has(id))) {
      wrong = `page ${page} repeats the page before it`
      continue
    }
    if (count !== null) {
      const due = Math.max(0, Math.min(read.size, count - (page - 1) * read.size))
      if (answer.value.leads.length >= due) return ok({ page: found, last: page * read.size >= count })
      wrong = `page ${page} has ${answer.value.leads.length} leads where ${due} are due`
      continue
    }
    if (answer.value.leads.length >= read.size) return ok({ page: found, last: false })
    const after =
      answer.value.leads.length === 0 ? ok({ leads: [], recordCount: null }) : await read.ask(page + 1)
    if (!after.ok) return after
    if (after.value.leads.length === 0) return ok({ page: found, last: true })
    wrong = `page ${page} has only ${answer.value.leads.length} leads, though more follow`
  }
  return fail(
    'unreachable',
    `LeadSquared’s answer about ${read.what} has a gap: ${wrong}, also when asked ${AGAIN} times. Nothing of it is taken for complete. Try again later.`,
  )
}

function withoutRepeats<Lead extends Named>(page: PageOf<Lead>): PageOf<Lead> {
  const byId = new Map(page.leads.map((lead) => [lead.id, lead]))
  return byId.size === page.leads.length ? page : { ...page, leads: [...byId.values()] }
}
