import type { ProblemCode } from '#shared/domain/check/problem.ts'
import type { CellCleaning, Chosen, Cleaning } from './cleaning.ts'
import { DATES } from './dates.ts'
import { EMAILS } from './email-typos.ts'
import { NAMES } from './full-name.ts'
import { CASE } from './letter-case.ts'
import { PHONES } from './phones.ts'
import { SPACES } from './spaces.ts'
import { ROWS } from './spare-rows.ts'

/** Every cleaning there is, in the order they are offered. Window and command line know no others. */
export const CLEANINGS = [SPACES, CASE, EMAILS, PHONES, NAMES, DATES, ROWS] as const satisfies Cleaning[]

export type CleaningKind = (typeof CLEANINGS)[number]['kind']
type CellKind = Extract<(typeof CLEANINGS)[number], { work: 'cells' }>['kind']

/** A cleaning of cells, with all that was chosen for it. */
export type CleaningRequest = { kind: CellKind } & Chosen

export function cleaningOf(kind: CleaningKind): Cleaning {
  return CLEANINGS.find((cleaning) => cleaning.kind === kind)!
}

export function cellCleaningOf(kind: CellKind): CellCleaning {
  return cleaningOf(kind) as CellCleaning
}

export function isKind(text: string): text is CleaningKind {
  return CLEANINGS.some(({ kind }) => kind === text)
}

/** The cleaning that mends a problem; undefined where none does. */
export function cleaningFor(problem: ProblemCode): (Cleaning & { kind: CleaningKind }) | undefined {
  return CLEANINGS.find(({ mends }: Cleaning) => mends?.problem === problem)
}
