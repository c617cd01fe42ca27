import { ok, type Result } from '#shared/api/faults.ts'
import type { LeadValues } from '#shared/domain/reading/compare-row.ts'
import { TotalsCount } from '#shared/domain/reading/compare-totals.ts'
import { matchRow, rowKeysOf, type Match, type RowKey } from '#shared/domain/reading/match.ts'
import { DEFAULT_SEARCH_ATTRIBUTES } from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import type { LeadIndex } from '#electron/services/ports/lead-index.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { RowToKeep } from '#electron/services/ports/reading-store.ts'
import { lookUpFinder, nameOf, type Finder } from '../finders.ts'
import type { Reader } from '../reader.ts'
import { shortAnswer, type ComparedRows } from './bulk-comparer.ts'
import { isById, type RowToSend, type Task } from './task.ts'

export interface BatchComparerDeps {
  api: Pick<LeadReads, 'byIds' | 'byCondition' | 'lookUp'>
  reader: Reader
  /** The account's; it is made where it is asked for. */
  index(): LeadIndex
}

/** Rows whose leads are found and compared here, whatever the way: as many as one call has the leads of. */
export class BatchComparer {
  readonly #deps: BatchComparerDeps
  readonly #task: Task
  readonly #finder: Finder

  constructor(deps: BatchComparerDeps, task: Task, finder: Finder) {
    this.#deps = deps
    this.#task = task
    this.#finder = finder
  }

  async compare(rows: readonly RowToSend[]): Promise<Result<ComparedRows>> {
    const { comparer, request } = this.#task
    const edited = request.cells === 'edited'
    const byId = isById(request)
    const keys = rows.map(({ lead }) => rowKeysOf(lead, request.searchBy))
    const found = await this.#finder.find(
      keys.flat().filter(({ attribute }) => !byId || attribute === 'ProspectID'),
    )
    if (!found.ok) return found
    const idsOf = (key: RowKey): readonly string[] => found.value.get(nameOf(key)) ?? []
    const matches = keys.map((each, index): Match => {
      const { link } = rows[index]!
      if (link && byId) return { kind: 'one', leadId: link.leadId }
      if (link) {
        const named = { attribute: 'ProspectID', value: link.leadId, key: link.leadId }
        return matchRow([named, ...each], 'ProspectID', (key) => (key === named ? [link.leadId] : idsOf(key)))
      }
      return matchRow(
        byId ? each.filter(({ attribute }) => attribute === 'ProspectID') : each,
        request.searchBy,
        idsOf,
      )
    })
    const leads = await this.#valuesOf(matches)
    if (!leads.ok) return leads
    const settled = byId ? await this.#clashesOf(keys, matches, leads.value) : ok(matches)
    if (!settled.ok) return settled
    const totals = new TotalsCount()
    const toKeep = rows.map(({ row, shown, lead: sent, link }, index): RowToKeep => {
      const match = settled.value[index]!
      const lead = match.kind === 'one' ? (leads.value.get(match.leadId) ?? null) : null
      const edits = edited && match.kind === 'one' ? link?.base : undefined
      const { changes, ...told } =
        link && edits
          ? comparer.compareEdited(shown, { leadId: link.leadId, base: edits }, lead)
          : comparer.compare(sent, match, lead)
      totals.add(told.kind, changes)
      return {
        row,
        ...told,
        changes: changes.length === 0 ? null : JSON.stringify(changes),
        base: lead && !edits ? JSON.stringify(comparer.baseOf(lead, sent)) : null,
      }
    })
    const newBy = toKeep.map(({ kind }, index) => (kind === 'new' ? keys[index]! : null))
    return ok({ rows: toKeep, newBy, totals: totals.totals() })
  }

  async #valuesOf(matches: readonly Match[]): Promise<Result<Map<string, LeadValues>>> {
    const { api, reader } = this.#deps
    const { request, job, comparer } = this.#task
    const ids = [...new Set(matches.flatMap((match) => (match.kind === 'one' ? [match.leadId] : [])))]
    const leads = new Map<string, LeadValues>()
    if (ids.length === 0) return ok(leads)
    const answer = await reader.ask(job, (credentials, hooks) =>
      api.byIds(credentials, ids, comparer.attributes, hooks),
    )
    if (!answer.ok) return answer
    const page = answer.value
    const short = shortAnswer(page.recordCount, new Set(page.leads.map(({ id }) => id)).size)
    if (short) return short
    for (const lead of page.leads) leads.set(lead.id, lead)
    const gone = ids.filter((id) => !leads.has(id))
    if (gone.length > 0 && !isById(request)) this.#deps.index().remove(gone)
    return ok(leads)
  }

  /** Of rows searched by Lead ID: those whose email or phone would change to one that belongs to another lead. */
  async #clashesOf(
    keys: readonly RowKey[][],
    matches: readonly Match[],
    leads: ReadonlyMap<string, LeadValues>,
  ): Promise<Result<Match[]>> {
    const { api, reader } = this.#deps
    const changing = keys.map((each, index) => {
      const match = matches[index]!
      const lead = match.kind === 'one' ? leads.get(match.leadId) : undefined
      if (!lead) return []
      const theirs = rowKeysOf(
        DEFAULT_SEARCH_ATTRIBUTES.map((Attribute) => ({
          Attribute,
          Value: lead.values.get(Attribute) ?? '',
        })),
        DEFAULT_SEARCH,
      )
      return each.filter(
        ({ attribute, key }) =>
          attribute !== 'ProspectID' && !theirs.some((own) => own.attribute === attribute && own.key === key),
      )
    })
    const wanted = changing.flat()
    if (wanted.length === 0) return ok([...matches])
    const found = await lookUpFinder({ api, reader, job: this.#task.job }).find(wanted)
    if (!found.ok) return found
    return ok(
      matches.map((match, index): Match => {
        if (match.kind !== 'one') return match
        for (const key of changing[index]!) {
          const owner = (found.value.get(nameOf(key)) ?? []).find((id) => id !== match.leadId)
          if (owner !== undefined)
            return { kind: 'clash', leadId: match.leadId, otherLeadId: owner, by: key.attribute }
        }
        return match
      }),
    )
  }
}
