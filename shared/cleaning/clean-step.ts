import type { CleanStep } from '#shared/domain/recipe/recipe.ts'
import { initialChoice, type Chosen, type Cleaning } from './cleaning.ts'
import { cleaningOf, isKind } from './registry.ts'

/** Which rows “Remove empty and double rows” took, as it is kept: 'no' leaves the kind there. */
export const SPARE_ROW_CHOICES = ['empty', 'double'] as const

/** The cleaning a recipe's step asks for, with all its choices made; a sentence where there is no such. */
export function cleaningOfStep({
  clean,
  chosen = {},
}: CleanStep): { cleaning: Cleaning; chosen: Chosen } | string {
  if (!isKind(clean)) return `There is no cleaning “${clean}”.`
  const cleaning = cleaningOf(clean)
  const wrong = Object.entries(chosen).find(([name, value]) => !canBeChosen(cleaning, name, value))
  if (wrong) return `“${wrong[0]}: ${wrong[1] ?? 'null'}” cannot be chosen for the cleaning “${clean}”.`
  return { cleaning, chosen: cleaning.work === 'cells' ? { ...initialChoice(cleaning), ...chosen } : chosen }
}

function canBeChosen(cleaning: Cleaning, name: string, value: string | null): boolean {
  if (cleaning.work === 'rows')
    return SPARE_ROW_CHOICES.some((each) => each === name) && (value === 'yes' || value === 'no')
  if (cleaning.work === 'names') return false
  const option = cleaning.options.find((each) => each.name === name)
  if (!option) return false
  if (value === null) return option.initial === null
  return option.as === 'countries'
    ? /^[A-Z]{2}$/.test(value)
    : option.values.some((each) => each.value === value)
}
