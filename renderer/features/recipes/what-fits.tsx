import type { Fit } from '#shared/domain/recipe/fit-recipe.ts'
import { columnInWords } from '#shared/domain/recipe/recipe-words.ts'
import type { Recipe, RecipeStep } from '#shared/domain/recipe/recipe.ts'
import { shapeInWords } from '#shared/domain/shape/shape-words.ts'
import { cleaningOf, isKind } from '#shared/cleaning/registry.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { displayNameOf, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

function stepInWords(step: RecipeStep): string {
  if ('shape' in step) return shapeInWords(step.shape)
  const label = isKind(step.clean) ? cleaningOf(step.clean).label : step.clean
  const columns = step.columns.map((name) => `“${name}”`).join(', ')
  return columns === '' ? label : `${label}: ${columns}`
}

/** What of a recipe the sheet has a place for, column by column, and what it does to the cells, in its order. */
export function WhatFits({ recipe, fit }: { recipe: Recipe; fit: Fit }) {
  useAttributes((state) => state.attributes)
  const columns = recipe.columns.filter((_, at) => (fit.places[at] ?? null) !== null)
  const { steps = [] } = recipe
  return (
    <>
      {steps.length > 0 && (
        <PanelSection title="Done to the cells">
          <ol className="recipe-lines">
            {steps.map((step) => (
              <li key={JSON.stringify(step)}>{stepInWords(step)}</li>
            ))}
          </ol>
        </PanelSection>
      )}
      {columns.length > 0 && (
        <PanelSection title="What fits">
          <ul className="recipe-lines">
            {columns.map((column) => (
              <li key={column.heading}>{columnInWords(column, displayNameOf, asHere)}</li>
            ))}
          </ul>
        </PanelSection>
      )}
    </>
  )
}
