import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { compact, isColumnLetters, normaliseHeading } from './heading.ts'
import { createInterpreter, type Reading } from './interpreter.ts'
import { NOT_SENT_HEADINGS } from './synonyms.ts'
import { contradicts, proves, singleNames, unmistakable } from './value-shapes.ts'

/** Why a column was given its attribute, or none. */
export type MappingReason =
  /** Chosen for the same heading last time. */
  | 'remembered'
  /** The heading is the attribute's schema or display name. */
  | 'name'
  | 'synonym'
  /** The heading names the attribute among words that are understood. */
  | 'words'
  /** A column without a heading whose values are email addresses or phone numbers with their country's sign. */
  | 'values'
  /** A whole name goes neither into the first nor into the last name. */
  | 'full-name'
  /** A status, lead ID or message, as reports and exports have them. */
  | 'report-column'
  /** The values are not what the heading promises. */
  | 'contradicted'
  /** Another column fits the attribute better, or stands before this one. */
  | 'taken'
  | 'no-match'

/** How much a person should look at it: a guess is to be looked at before the first push. */
export type MappingConfidence = 'sure' | 'likely' | 'guess'

export interface ColumnSuggestion {
  attribute: string | null
  reason: MappingReason
  /** null where no attribute is suggested. */
  confidence: MappingConfidence | null
}

export interface MappingQuestion {
  headers: readonly string[]
  /** The first rows; `samples[row][column]`. A few hundred are enough. */
  samples: readonly (readonly string[])[]
  attributes: readonly Attribute[]
  /** What was chosen before, by `normaliseHeading`; null: the column was left out on purpose. */
  remembered: readonly (readonly [heading: string, attribute: string | null])[]
}

interface Candidate {
  column: number
  attribute: string
  score: number
  reason: MappingReason
}

const OWNER = 'OwnerIdEmailAddress'
const LEARNER =
  /(?:^| )(?:students?|stud|candidates?|applicants?|pupils?|learners?|schuler|schulerin|etudiante?|eleve|alumn[oa]|estudiante|alun[oa]|estudante|vidyarthi|chhatra)(?: |$)/u
const EMPLOYER = /(?:^| )(?:company|employer|firma|unternehmen|arbeitgeber|entreprise|societe|empresa)(?: |$)/u
/** Where a sheet has persons beside its leads, a lead is a deal, and its title what it is about. */
const PERSON = /(?:^| )(?:persons?|contacts?)(?: |$)/u
const DEAL_TITLE = /^(?:lead|deal|opportunity) title$/u
const PLACE_TO_LEARN =
  /(?:^| )(?:colleges?|schools?|institut(?:e|ion|ions|o|os)?|university|universitat|universite|universidade?|escuela|escola|hochschule|schule|ecole)(?: |$)/u
/** A whole name or one half of it. */
const EITHER_NAME: ReadonlySet<string> = new Set(['name', 'nom', 'nome', 'nombre', 'naam', 'navn', 'namn'])

function confidenceOf({ score, reason }: Candidate): MappingConfidence {
  if (reason === 'values') return 'guess'
  return score >= 85 ? 'sure' : score >= 65 ? 'likely' : 'guess'
}

/**
 * The attribute each column most likely goes to, with the reason and how sure that is. An attribute is given to one column at
 * most, the best match; a read-only one to none. Values never give a column an attribute its heading does not bear: they
 * can only speak against one. Where there is no heading at all, unmistakable ones are offered as a guess.
 */
export function explainMapping(question: MappingQuestion): ColumnSuggestion[] {
  const writable = new Map(
    question.attributes
      .filter(({ readOnly }) => !readOnly)
      .map((attribute) => [attribute.schemaName, attribute]),
  )
  const remembered = new Map(question.remembered)
  // Whose lead it is becomes another's by it, so that is for a person to say: no heading proves that its names are users here.
  const interpreter = createInterpreter([...writable.values()].filter(({ dataType }) => dataType !== 'User'))
  const columns = question.headers.length
  const valuesOf = (column: number) => question.samples.map((row) => row[column] ?? '')

  const reasons = new Map<number, MappingReason>()
  const candidates: Candidate[] = []
  const wholeNames: number[] = []

  function consider(column: number, readings: readonly Reading[]): void {
    const values = valuesOf(column)
    for (const { attribute, score, reason } of readings) {
      const known = writable.get(attribute)!
      if (
        contradicts(known, values) ||
        isOfAnother(attribute, spelled[column]!) ||
        (attribute === OWNER && !provesOwner(question.headers[column]!, values))
      ) {
        reasons.set(column, 'contradicted')
        continue
      }
      candidates.push({ column, attribute, score, reason })
    }
  }

  const spelled = question.headers.map(normaliseHeading)
  const ofLearners = spelled.some((heading) => LEARNER.test(heading))
  const besidePersons = spelled.some((heading) => PERSON.test(heading))

  /** What the headings beside it say it is not: where students are told of, a college is where they learn, no employer. */
  function isOfAnother(attribute: string, heading: string): boolean {
    if (attribute === 'Company') return ofLearners && PLACE_TO_LEARN.test(heading) && !EMPLOYER.test(heading)
    return attribute === 'JobTitle' && besidePersons && DEAL_TITLE.test(heading)
  }

  const prefix = interpreter.sharedPrefix(question.headers)
  question.headers.forEach((header, column) => {
    const heading = normaliseHeading(header)
    if (heading === '' || isColumnLetters(header, columns)) {
      const shape = unmistakable(valuesOf(column))
      if (shape === 'email') offerByValues(column, ['EmailAddress'])
      if (shape === 'phone') offerByValues(column, ['Phone', 'Mobile'])
      return
    }
    if (remembered.has(heading)) {
      const chosen = remembered.get(heading) ?? null
      if (chosen === null) {
        reasons.set(column, 'remembered')
        return
      }
      if (writable.has(chosen)) {
        candidates.push({ column, attribute: chosen, score: 100, reason: 'remembered' })
      }
    }
    const plain = interpreter.bare(header)
    if (NOT_SENT_HEADINGS.has(heading) || (NOT_SENT_HEADINGS.has(plain) && plain !== 'message')) {
      reasons.set(column, 'report-column')
      return
    }
    if (interpreter.namesWhole(header)) {
      reasons.set(column, 'full-name')
      wholeNames.push(column)
      return
    }
    const readings = interpreter.read(header, prefix)
    if (readings.length > 0) consider(column, readings)
    else
      consider(
        column,
        interpreter
          .gist(header)
          .filter(({ attribute }) => proves(writable.get(attribute)!, valuesOf(column))),
      )
  })

  function offerByValues(column: number, attributes: readonly string[]): void {
    attributes.forEach((attribute, place) => {
      if (writable.has(attribute)) candidates.push({ column, attribute, score: 50 - place, reason: 'values' })
    })
  }

  completeNames()
  return settle(columns, candidates, reasons)

  /** `Name` beside `Vorname` is the last name, `Name` beside `Surname` the first, where no value is a whole name. */
  function completeNames(): void {
    const has = (attribute: string) => candidates.some((candidate) => candidate.attribute === attribute)
    const missing = has('FirstName') ? 'LastName' : has('LastName') ? 'FirstName' : null
    if (missing === null || has(missing) || !writable.has(missing)) return
    // `Nom complet` says what it is; `Nom` beside it is half of it.
    const halves =
      wholeNames.length < 2
        ? wholeNames
        : wholeNames.filter((column) => EITHER_NAME.has(interpreter.bare(question.headers[column]!)))
    const [column, another] = halves
    if (column === undefined || another !== undefined || !singleNames(valuesOf(column))) return
    candidates.push({ column, attribute: missing, score: 66, reason: 'words' })
  }
}

/** People are named in such columns as often as their addresses are: only addresses will do. */
function provesOwner(heading: string, values: readonly string[]): boolean {
  return values.some((value) => value.trim() !== '') || /mail/.test(compact(heading))
}

/** Best first; an attribute goes to one column, a column to one attribute. */
function settle(
  columns: number,
  candidates: Candidate[],
  reasons: ReadonlyMap<number, MappingReason>,
): ColumnSuggestion[] {
  const chosen = new Map<number, Candidate>()
  const taken = new Set<string>()
  candidates.sort((left, right) => right.score - left.score || left.column - right.column)
  for (const candidate of candidates) {
    if (chosen.has(candidate.column) || taken.has(candidate.attribute)) continue
    chosen.set(candidate.column, candidate)
    taken.add(candidate.attribute)
  }
  const wanted = new Set(candidates.map((candidate) => candidate.column))
  return Array.from({ length: columns }, (_, column) => {
    const candidate = chosen.get(column)
    if (candidate) {
      return {
        attribute: candidate.attribute,
        reason: candidate.reason,
        confidence: confidenceOf(candidate),
      }
    }
    const reason = wanted.has(column) ? 'taken' : (reasons.get(column) ?? 'no-match')
    return { attribute: null, reason, confidence: null }
  })
}

/** The attribute for each heading in order; null: not sent. */
export function suggestMapping(question: MappingQuestion): (string | null)[] {
  return explainMapping(question).map((suggestion) => suggestion.attribute)
}
