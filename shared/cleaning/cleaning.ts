import type { DataType } from '#shared/domain/sheet/attributes.ts'
import type { ProblemCode } from '#shared/domain/check/problem.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { Cleaner } from './cleaned.ts'
import type { ReadPhone } from './phone-number.ts'

/** What is known of a sheet where a column for a cleaning is looked for. */
export interface ColumnLook {
  typeOf: (column: Column) => DataType | undefined
  /** True where most of what stands in the column is so. A column sent as something else than text never is. */
  mostly(column: Column, is: (value: string) => boolean): boolean
}

/** A sign that a column is what a cleaning is for. */
export type Sign = (column: Column, look: ColumnLook) => boolean

/** What is chosen for a cleaning, by the names of its options; null: nothing. */
export type Chosen = Readonly<Record<string, string | null>>

export interface CleaningOption {
  name: string
  label: string
  /**
   * 'cards': a handful, each with a line of its own. 'list': in a box. 'countries': ISO 3166 alpha-2 codes the phone library
   * knows. 'reading': how a value is meant that can be read two ways, asked only where there are such.
   */
  as: 'cards' | 'list' | 'countries' | 'reading'
  /** `word`: as it is written on the command line. None for countries. */
  values: readonly { value: string; label: string; word: string; hint?: string }[]
  /** Null: nobody has chosen yet, which the cleaning takes as a reason to leave in doubt what hangs on it. */
  initial: string | null
}

interface AnyCleaning<Kind extends string> {
  /** As it is called on the command line. */
  kind: Kind
  /** What it is called in the panel and in Undo. */
  label: string
  /** Attributes whose columns it is for. */
  types: readonly DataType[]
  /** What speaks for a column, the surest sign first. Empty: it is meant for no column more than for another. */
  signs: readonly Sign[]
  /** The problem it mends, and what the button there says. */
  mends: { problem: ProblemCode; label: string } | null
}

/** Makes other values of values, cell by cell. */
export interface CellCleaning<Kind extends string = string> extends AnyCleaning<Kind> {
  work: 'cells'
  /** What a person should know before; '' where the label says it all. */
  about: string
  options: readonly CleaningOption[]
  /** Where nobody says where: all columns, those of `types`, or none because somebody has to say. */
  reach: 'all' | 'types' | 'named'
  /** `phones` is there where one of the options is 'countries'. */
  cleaner(chosen: Chosen, tools: { phones: ReadPhone }): Cleaner
}

/** Makes two columns of one. */
export interface NameCleaning<Kind extends string = string> extends AnyCleaning<Kind> {
  work: 'names'
}

/** Takes rows out. */
export interface RowCleaning<Kind extends string = string> extends AnyCleaning<Kind> {
  work: 'rows'
}

export type Cleaning = CellCleaning | NameCleaning | RowCleaning

/** What is chosen where nobody has. */
export function initialChoice({ options }: Pick<CellCleaning, 'options'>): Chosen {
  return Object.fromEntries(options.map(({ name, initial }) => [name, initial]))
}

export function goesTo(type: DataType): Sign {
  return (column, { typeOf }) => typeOf(column) === type
}

export function mostly(is: (value: string) => boolean): Sign {
  return (column, look) => look.mostly(column, is)
}
