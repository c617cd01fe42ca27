import { AlikePhones } from './alike-phones.ts'
import { FoundOwners } from './found-owners.ts'
import { SentForms, type SentForm } from './sent-forms.ts'
import type { Attribute, AttributeList } from '#shared/domain/sheet/attributes.ts'
import { CallQueue } from './call-queue.ts'
import { DuplicateGroups, mergeLeads, type DuplicateDecision } from '#shared/domain/check/duplicates.ts'
import { forecastPush, type Forecast, type Outlook } from './forecast.ts'
import {
  LEAD_ID,
  keyColumnsOf,
  leadOf,
  phoneCountriesOf,
  repeatIsUpdate,
  searchAttributesOf,
  searchKeysOf,
  valueOf,
  type Lead,
  type PhoneCountries,
} from '#shared/domain/sheet/lead.ts'
import {
  isError,
  NEVER_SENT,
  PROBLEM_TITLES,
  type Problem,
  type ProblemCode,
} from '#shared/domain/check/problem.ts'
import type { ColumnReading, ReadingSettings } from '#shared/domain/sheet/column-reading.ts'
import { PhoneEvidence, proposalInWords } from '#shared/domain/sheet/phone-evidence.ts'
import { sentColumns, sentText, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import {
  type BlankChoice,
  type Column,
  type DuplicateChoice,
  type Row,
  type SearchBy,
} from '#shared/domain/sheet/sheet.ts'
import { createValidator, type Validator } from '#shared/domain/check/validate.ts'

export interface PlanOptions {
  columns: readonly Column[]
  searchBy: SearchBy
  blanks: BlankChoice
  duplicates: DuplicateChoice
  attributes: { source: AttributeList['source']; attributes: readonly Attribute[] }
  /** Sends rows that have errors too; a row without a search key stays out all the same. */
  includeProblems: boolean
  /** How the columns of dates and numbers are read, told by all of the sheet's rows. */
  readings?: readonly ColumnReading[]
  settings?: ReadingSettings
  /** Every lead is found by its Lead ID and its row need not have a key of its own; what is mandatory stands there already. */
  byLead?: boolean
}

/** What is sent of a row in place of all of it. */
export interface PartOfRow {
  lead: Lead
}

export type PlannedRow =
  /**
   * `problems`: what is wrong with it though it goes: warnings, and errors where rows with errors are sent too. Absent where
   * there is none.
   */
  | { state: 'queued'; repeatable: boolean; emptyCells: number; problems?: readonly Problem[] }
  /** `code` groups, `title` heads the group, `message` is for the row itself and tells all of its `problems`. */
  | { state: 'skipped'; code: string; title: string; message: string; problems: readonly Problem[] }

type Cells = Pick<Row, 'id' | 'cells' | 'held'>

/** A row that sends nothing for one of these reasons is told that, not that it is empty. */
const UNTOLD_EMPTY: ReadonlySet<ProblemCode> = new Set([
  'not-calculated',
  'placeholder',
  'placeholder-stop',
  'not-an-option',
  'option-stop',
])

/**
 * From rows to leads. Rows are shown one by one, in the sheet's order, and each gets its answer at once; what depends on
 * other rows (duplicates) is told at the end. Keeps the rows' search keys, not their cells.
 */
export class Plan {
  readonly #options: PlanOptions
  readonly #validator: Validator
  /** The sheet's columns with what their attributes take: what a row's lead depends on, to be kept with a push. */
  readonly columns: readonly SentColumn[]
  readonly #mapped: readonly SentColumn[]
  readonly #keyColumns: readonly SentColumn[]
  /** Of hundreds of attributes those that rows are searched by: each row asks for them. */
  readonly #keyAttributes: readonly Attribute[]
  readonly #groups = new DuplicateGroups()
  readonly #sheetErrors: readonly Problem[]
  readonly #phones = new AlikePhones()
  readonly #forms = new SentForms()
  readonly #countryOf: PhoneCountries
  readonly #owners: FoundOwners
  readonly #evidence: readonly PhoneEvidence[]

  constructor(options: PlanOptions) {
    this.#options = options
    const { readings = [], settings = {} } = options
    this.columns = sentColumns(options.columns, options.attributes.attributes, settings, readings)
    this.#mapped = this.columns.filter((column) => column.attribute !== null)
    this.#countryOf = phoneCountriesOf(this.columns)
    this.#owners = new FoundOwners(this.#mapped)
    this.#evidence = this.#mapped
      .filter(
        ({ takes, constant, phoneCountry, readAs }) =>
          takes === 'Phone' &&
          constant === null &&
          phoneCountry === undefined &&
          readAs?.phoneCountry === undefined,
      )
      .map((column) => new PhoneEvidence(column, this.columns))
    this.#keyColumns = keyColumnsOf(this.columns, options.searchBy)
    const names = searchAttributesOf(options.searchBy)
    this.#keyAttributes = options.attributes.attributes.filter(({ schemaName }) => names.includes(schemaName))
    this.#validator = createValidator({
      columns: options.columns,
      settings: { ...settings, searchBy: options.byLead ? LEAD_ID : options.searchBy },
      attributes: options.attributes,
      readings,
    })
    this.#sheetErrors = this.#validator.sheet.filter((problem) => isError(problem) && this.#counts(problem))
  }

  /** What a person should know before anything is sent, though it stops nothing. */
  get warnings(): string[] {
    return this.#validator.sheet
      .filter((problem) => this.#counts(problem))
      .filter((problem) => problem.severity === 'warning' || this.#options.includeProblems)
      .map((problem) => problem.text)
      .concat(
        this.#groups.lostKeysInWords(this.#options.duplicates, this.#options.attributes.attributes),
        this.#phones.inWords(),
        this.#owners.inWords(),
        this.#proposals(),
      )
  }

  /** Of the rows that go, the cells that go otherwise than they are written, by column. */
  get forms(): SentForm[] {
    return this.#forms.all()
  }

  /** Columns of phones of which nobody said a country, where their cells tell one: for a person to say yes to. */
  #proposals(): string[] {
    return this.#evidence.flatMap((evidence) => {
      const proposal = evidence.proposal()
      const name = evidence.column.header.trim()
      return proposal === null
        ? []
        : [
            `${name === '' ? 'A column without a heading' : `“${name}”`} may hold numbers of one country: ${proposalInWords(proposal)} They go as they are written until somebody says of which country numbers without a code are (${proposal.country}).`,
          ]
    })
  }

  /** `place`: the row's number on screen, from 1. `part`: what is sent of it, where that is not all. */
  add(row: Cells, place: number, part: PartOfRow | null = null): PlannedRow {
    const { includeProblems, searchBy } = this.#options
    this.#owners.add(row)
    const problems = this.#validator.row(row).filter((problem) => this.#counts(problem, part))
    const texts = this.#mapped.map((column) => sentText(row, column))
    const isEmpty = texts.every((text) => text === '')
    if (isEmpty && !part && !problems.some(({ code }) => UNTOLD_EMPTY.has(code))) {
      return {
        ...{ state: 'skipped', code: 'empty', title: 'Nothing to send', problems: [] },
        message: 'Skipped: the row is empty in every column that is sent.',
      }
    }
    const keyed = part?.lead ?? this.#keyedLeadOf(row)
    const keys = this.#keysOf(row, part)
    // No leave to send rows with errors makes known what nobody knows.
    const held = [...this.#sheetErrors, ...problems].some(
      (problem) => NEVER_SENT.has(problem.code) && this.#counts(problem, part),
    )
    if (!includeProblems || keys.length === 0 || held) {
      const errors = finalFirst([...this.#sheetErrors, ...problems.filter(isError)])
      const [first] = errors
      if (first) {
        const texts = [...new Set(errors.map(({ text }) => text))]
        return {
          ...{ state: 'skipped', code: first.code, title: PROBLEM_TITLES[first.code], problems: errors },
          message: `Skipped: ${texts.join(' ')}`,
        }
      }
    }
    this.#groups.add(row.id, place, keys)
    this.#phones.add(keys.filter((key) => this.#countryOf(key.slice(0, key.indexOf('='))) === null))
    this.#mapped.forEach((column, at) => {
      if (isPartOf(part, column)) this.#forms.add(row, column, texts[at]!)
    })
    for (const evidence of this.#evidence) evidence.add(row)
    return {
      state: 'queued',
      // A lead that is found by its own number cannot be made twice.
      repeatable:
        (part !== null && isByLeadId(part.lead)) || repeatIsUpdate(keyed, searchBy, this.#keyAttributes),
      emptyCells: part
        ? part.lead.filter(({ Value }) => Value === '').length
        : texts.filter((text) => text === '').length,
      ...(problems.length > 0 ? { problems } : {}),
    }
  }

  /** A row that is found by its Lead ID among others that are not is a duplicate of those with its email or phone too. */
  #keysOf(row: Cells, part: PartOfRow | null): string[] {
    const { searchBy, byLead } = this.#options
    const named = part !== null && isByLeadId(part.lead) ? [`${LEAD_ID}=${valueOf(part.lead, LEAD_ID)}`] : []
    return byLead && named.length > 0
      ? named
      : [...searchKeysOf(this.#keyedLeadOf(row), searchBy, this.#countryOf), ...named]
  }

  /** Of a lead that is there, only what is sent of it matters. */
  #counts({ code, columnId }: Problem, part: PartOfRow | null = null): boolean {
    const byLead = this.#options.byLead === true || (part !== null && isByLeadId(part.lead))
    if (byLead && NOT_OF_LEADS_THERE.has(code)) return false
    if (!part || columnId === null) return true
    const column = this.#mapped.find(({ id }) => id === columnId)
    return column === undefined || isPartOf(part, column)
  }

  /** A row that is not part of this push but went in with an earlier one: its duplicates are measured against it too. */
  addSentBefore(row: Cells, place: number): void {
    const keys = searchKeysOf(this.#keyedLeadOf(row), this.#options.searchBy, this.#countryOf)
    this.#groups.add(row.id, place, keys, true)
  }

  /** A row's lead as far as it is searched by. */
  #keyedLeadOf(row: Pick<Row, 'cells' | 'held'>): Lead {
    return leadOf(row, this.#keyColumns, this.#options)
  }

  leadOf(row: Pick<Row, 'cells' | 'held'>): Lead {
    return leadOf(row, this.#mapped, this.#options)
  }

  /** The lead that rows of one group become, in their order. */
  merge(rows: readonly (Pick<Row, 'cells' | 'held'> & { lead?: Lead | null })[]): {
    lead: Lead
    repeatable: boolean
  } {
    const lead = mergeLeads(rows.map((row) => row.lead ?? this.leadOf(row)))
    return {
      lead,
      repeatable: isByLeadId(lead) || repeatIsUpdate(lead, this.#options.searchBy, this.#keyAttributes),
    }
  }

  /** Once all rows were shown. */
  decideDuplicates(): DuplicateDecision[] {
    return this.#groups.decide(this.#options.duplicates, this.#options.attributes.attributes)
  }

  /** Rows that share a search key with another that is sent. */
  countDuplicates(): { groups: number; rows: number } {
    const shared = this.#shared()
    return { groups: shared.length, rows: shared.reduce((sum, group) => sum + group.length, 0) }
  }

  /**
   * What sending `leads` of these rows will take, in slices: rows of one key wait for each other where all of them are
   * sent.
   */
  forecast(leads: number, outlook: Outlook): Generator<void, Forecast> {
    const queue = new CallQueue()
    let queued = 0
    if (this.#options.duplicates === 'order') {
      const waiting = this.#shared().flat()
      waiting.sort((one, other) => one.place - other.place)
      for (const { keys } of waiting) queue.add(queued++, keys)
    }
    return forecastPush(queue, leads - queued, outlook)
  }

  #shared(): ReturnType<DuplicateGroups['groups']> {
    return this.#groups
      .groups()
      .map((group) => group.filter((member) => !member.sentBefore))
      .filter((group) => group.length > 1)
  }
}

const NOT_OF_LEADS_THERE: ReadonlySet<ProblemCode> = new Set([
  'missing-key',
  'key-not-mapped',
  'mandatory-empty',
  'mandatory-not-mapped',
])

/** True of every column where all of the row is sent. */
function isPartOf(part: PartOfRow | null, { attribute }: Column): boolean {
  return part === null || part.lead.some(({ Attribute }) => Attribute === attribute)
}

function isByLeadId(lead: Lead): boolean {
  return lead.some(({ Attribute, Value }) => Attribute === 'SearchBy' && Value === LEAD_ID)
}

/** What keeps a row back for good is told before what is wrong with the rest of it. */
function finalFirst(problems: readonly Problem[]): Problem[] {
  return [
    ...problems.filter(({ code }) => NEVER_SENT.has(code)),
    ...problems.filter(({ code }) => !NEVER_SENT.has(code)),
  ]
}
