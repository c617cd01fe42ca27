import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { leadOf, type Lead, type LeadOptions } from '#shared/domain/sheet/lead.ts'
import { SentOnce } from '#shared/domain/sheet/sent-once.ts'
import { sentText, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Row, SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { CellChange, ComparedRow } from './comparison.ts'
import { keysOf, type Match, type RowKey } from './match.ts'
import { sameValue, shownValue } from './values.ts'

/** The matched lead's values, by schema name; `canUpdate` null: the service did not say. */
export interface LeadValues {
  values: ReadonlyMap<string, string | null>
  canUpdate: boolean | null
}

type ComparedColumn = SentColumn & { attribute: string }

/** What goes out of each compared column of a row; null for nothing. */
export type SentValues = readonly (string | null)[]
/** What a lead has for each compared column, as it came. */
type TheirValues = readonly (string | null | undefined)[]
/** A lead as its row looks at it: each of its values is looked up once. */
export interface LeadByColumn {
  theirs: TheirValues
  canUpdate: boolean | null
}
type Told = Omit<ComparedRow, 'rowId' | 'stale'>

const NOTHING: SentValues = []

const NAMES: Readonly<Record<string, string>> = { EmailAddress: 'email', Phone: 'phone' }

export interface RowComparerSetup {
  columns: readonly SentColumn[]
  options: LeadOptions
  attributes: readonly Attribute[]
}

/** Compares rows with what LeadSquared holds; one for all rows of a sheet. */
export class RowComparer {
  /** What it was made of: another one made of it compares alike. */
  readonly setup: RowComparerSetup
  readonly #columns: readonly ComparedColumn[]
  readonly #options: LeadOptions
  readonly #attributes: ReadonlyMap<string, Attribute>
  /** Beside `#columns`. */
  readonly #known: readonly (Attribute | undefined)[]
  readonly #sent: readonly SentOnce[]
  readonly #widest: number

  constructor(columns: readonly SentColumn[], options: LeadOptions, attributes: readonly Attribute[]) {
    this.setup = { columns, options, attributes }
    this.#columns = columns.filter((column): column is ComparedColumn => column.attribute !== null)
    this.#options = options
    this.#attributes = new Map(attributes.map((attribute) => [attribute.schemaName, attribute]))
    this.#known = this.#columns.map(({ attribute }) => this.#attributes.get(attribute))
    this.#sent = this.#columns.map((column) => new SentOnce(column, options))
    this.#widest = Math.max(-1, ...this.#columns.map(({ id }) => id))
  }

  /**
   * Mapped columns of a linked row that are not what they were when its lead was last read; those that were not read then
   * are nobody's edit.
   */
  editedOf(row: Pick<Row, 'cells' | 'held'>, base: readonly (string | null)[]): SentColumn[] {
    return this.#columns.filter((column) => {
      const before = base[column.id] ?? null
      if (before === null || column.attribute === 'ProspectID' || column.constant !== null) return false
      if ((row.cells[column.id] ?? '') === before && row.held?.[column.id] === undefined) return false
      return !sameValue(
        this.#attributes.get(column.attribute),
        sentText(row, column),
        before,
        column.phoneCountry,
      )
    })
  }

  /** Of edited cells: what a push would change of the lead, and which of them somebody changed there too. */
  compareEdited(
    row: Pick<Row, 'cells' | 'held'>,
    link: { leadId: string; base: readonly (string | null)[] },
    lead: LeadValues | null,
  ): Told {
    const { leadId } = link
    const told = this.#compareWith(NOTHING, leadId, lead && { theirs: NOTHING, canUpdate: lead.canUpdate })
    if (told.kind !== 'same' || !lead) return told
    const changes = this.editedOf(row, link.base).flatMap((column): CellChange[] => {
      const attribute = column.attribute!
      const known = this.#attributes.get(attribute)
      const ours = sentText(row, column)
      const theirs = lead.values.get(attribute)
      if (sameValue(known, ours, theirs, column.phoneCountry)) return []
      const base = link.base[column.id]!
      const moved = !sameValue(known, base, theirs, column.phoneCountry)
      const old = shownValue(known?.dataType, theirs)
      return [
        { column: column.id, attribute, old, new: ours, base, ...(moved ? { conflict: true as const } : {}) },
      ]
    })
    return changes.length === 0 ? told : { ...told, kind: 'update', changes }
  }

  /** Schema names of the attributes whose values are needed. */
  get attributes(): string[] {
    return [...new Set(this.#columns.map(({ attribute }) => attribute))]
  }

  /** How many values a base has. */
  get width(): number {
    return this.#widest + 1
  }

  leadOf(row: Pick<Row, 'cells' | 'held'>): Lead {
    return leadOf(row, this.#columns, this.#options)
  }

  /** What `leadOf` tells, by column: of a long sheet a pair for each value would be most of what is made and thrown away. */
  sentOf(row: Pick<Row, 'cells' | 'held'>): SentValues {
    return this.#sent.map((column) => column.of(row))
  }

  /** `rowKeysOf` what is sent. */
  keysOf(sent: SentValues): RowKey[] {
    const valueOf = (attribute: string): string =>
      sent.find((value, index) => value !== null && this.#columns[index]!.attribute === attribute) ?? ''
    return keysOf(valueOf, this.#options.searchBy)
  }

  /** `sent`: what a push would send of the row. `lead` null: the matched lead is gone, or there is none. */
  compare(sent: Lead, match: Match, lead: LeadValues | null): Told {
    return this.compareSent(this.#sentByColumn(sent), match, lead && this.byColumn(lead))
  }

  /** Beside `SentValues`. */
  byColumn({ values, canUpdate }: LeadValues): LeadByColumn {
    return { theirs: this.#columns.map(({ attribute }) => values.get(attribute)), canUpdate }
  }

  compareSent(sent: SentValues, match: Match, lead: LeadByColumn | null): Told {
    switch (match.kind) {
      case 'none':
        return told('new')
      case 'no-key':
        return told('notKnown', { message: 'There is nothing in this row to search for its lead by.' })
      case 'several':
        return told('several', {
          leadId: match.leadId,
          otherLeadId: match.otherLeadId,
          message: `Several leads have this ${this.#nameOf(match.by)}, ${match.leadId} and ${match.otherLeadId} among them. Which of them a push would change is not known.`,
        })
      case 'clash':
        return told('clash', {
          leadId: match.leadId,
          otherLeadId: match.otherLeadId,
          message:
            match.leadId === null
              ? `No lead is found by what is searched for, but this ${this.#nameOf(match.by)} belongs to lead ${match.otherLeadId}. LeadSquared would refuse the row; searched by ${this.#nameOf(match.by)}, it would update that lead.`
              : `This row is lead ${match.leadId}, but its ${this.#nameOf(match.by)} belongs to lead ${match.otherLeadId}. LeadSquared would refuse the row.`,
        })
      case 'one':
        return this.#compareWith(sent, match.leadId, lead)
    }
  }

  /** What is to be said of a new row that is no lead of its own beside the new ones before it (`NewLeads`); '' where it is. */
  besideNew(match: Match): string {
    if (match.kind === 'one')
      return 'An earlier row of this sheet would make this lead; this row would then update it.'
    return match.kind === 'clash'
      ? `An earlier row of this sheet would make a lead with this ${this.#nameOf(match.by)}. LeadSquared would then refuse this row.`
      : ''
  }

  /**
   * By column id: what the lead of a matched row has in each mapped column, as the sheet would show it. `sent`: what a push
   * would send of the row. A cell that is empty and so sends nothing was nobody's edit: its base is empty too, lest "Push changes" should clear what LeadSquared has.
   */
  baseOf(lead: LeadValues, sent: Lead): (string | null)[] {
    return this.baseOfSent(this.byColumn(lead), this.#sentByColumn(sent))
  }

  baseOfSent({ theirs }: Pick<LeadByColumn, 'theirs'>, all: SentValues): (string | null)[] {
    const base = new Array<string | null>(this.width).fill(null)
    for (const [index, { id }] of this.#columns.entries()) {
      const goes = all[index] !== null
      base[id] = goes ? shownValue(this.#known[index]?.dataType, theirs[index]) : ''
    }
    return base
  }

  #compareWith(sent: SentValues, leadId: string, lead: LeadByColumn | null): Told {
    if (!lead) {
      return told('notKnown', {
        message: `Its lead ${leadId} was found, but was gone when its values were read. Compare again to see what the row is now.`,
      })
    }
    if (lead.canUpdate === false) {
      return told('noAccess', {
        leadId,
        message: `These keys may see lead ${leadId}, but not change it. LeadSquared would refuse the row.`,
      })
    }
    const changes = this.#changes(sent, lead.theirs)
    return told(changes.length === 0 ? 'same' : 'update', { leadId, changes })
  }

  #changes(all: SentValues, their: TheirValues): CellChange[] {
    const changes: CellChange[] = []
    for (const [index, { id, attribute, phoneCountry }] of this.#columns.entries()) {
      const ours = all[index] ?? null
      // The server numbers leads itself.
      if (ours === null || attribute === 'ProspectID') continue
      const known = this.#known[index]
      const theirs = their[index]
      if (ours === theirs || sameValue(known, ours, theirs, phoneCountry)) continue
      changes.push({ column: id, attribute, old: shownValue(known?.dataType, theirs), new: ours })
    }
    return changes
  }

  /** What goes out of each column; null for nothing. A lead has its columns' order, so nobody has to search it. */
  #sentByColumn(lead: Lead): SentValues {
    let next = 0
    return this.#columns.map(({ attribute }) => {
      const field = lead[next]
      if (field?.Attribute !== attribute) return null
      next++
      return field.Value
    })
  }

  #nameOf(schemaName: string): string {
    return NAMES[schemaName] ?? this.#attributes.get(schemaName)?.displayName ?? schemaName
  }
}

/** Whether a push would send anything of the row. */
export function hasValues(lead: Lead): boolean {
  return lead.some(({ Attribute, Value }) => Value !== '' && Attribute !== 'SearchBy')
}

function told(kind: Told['kind'], more: Partial<Told> = {}): Told {
  return { kind, leadId: null, otherLeadId: null, message: '', changes: [], ...more }
}

/** Names how a sheet becomes leads: where it is not what it was when it was compared, the comparison says nothing any more. */
export function mappingDigest({ columns, settings }: Pick<SheetHead, 'columns' | 'settings'>): string {
  const { placeholders, unknownOptions, dateOrder, decimal, zone, phoneCountry } = settings
  const mapped = columns
    .filter(({ attribute }) => attribute !== null)
    .map(({ id, attribute, constant, readAs }) => [
      ...[id, attribute, constant],
      ...(readAs === undefined || Object.keys(readAs).length === 0 ? [] : [readAs]),
    ])
    .sort(([one], [other]) => Number(one) - Number(other))
  const said = [mapped, placeholders ?? null, dateOrder ?? null, decimal ?? null]
  // Only where it is said: comparisons made before it could be said stay good.
  const since = [unknownOptions, zone, phoneCountry ?? undefined]
  const last = since.findLastIndex((one) => one !== undefined)
  return JSON.stringify([...said, ...since.slice(0, last + 1).map((one) => one ?? null)])
}
