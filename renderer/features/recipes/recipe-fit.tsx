import { useEffect, useRef } from 'react'
import type { Fit } from '#shared/domain/recipe/fit-recipe.ts'
import type { Recipe } from '#shared/domain/recipe/recipe.ts'
import { applyRecipe } from '#renderer/flows/apply-recipe.ts'
import { undoStep } from '#renderer/flows/take-step.ts'
import { useRecipes } from '#renderer/stores/sheet/recipe-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelFoot, PanelSection } from '#renderer/ui/panel.tsx'
import { WhatFits } from './what-fits.tsx'

function back(): void {
  useRecipes.setState({ looking: null })
}

function Misfits({ fit }: { fit: Fit }) {
  if (fit.misfits.length === 0) return null
  return (
    <PanelSection title="What does not fit">
      <ul className="recipe-misfits">
        {fit.misfits.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className="soft">
        Settle these in the sheet. On the command line a push with this recipe would stop{' '}
        {fit.misfits.every(({ kind }) => kind === 'no-user') ? 'where a row needs one of them.' : 'here.'}
      </p>
    </PanelSection>
  )
}

interface RecipeFitProps {
  looking: { recipe: Recipe; fit: Fit; applied: boolean }
}

/** What of a recipe fits the open sheet and what does not, before it is applied and after. */
export function RecipeFit({ looking: { recipe, fit, applied } }: RecipeFitProps) {
  const working = useRecipes((state) => state.working)
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(new Error('The panel was closed.')), [])
  const steps = recipe.steps?.length ?? 0
  const fits = `${countOf(fit.fitted.length, 'column')} of ${formatCount(recipe.columns.length)} ${fit.fitted.length === 1 ? 'fits' : 'fit'}`

  async function apply(): Promise<void> {
    stop.current = new AbortController()
    try {
      await applyRecipe(recipe, stop.current.signal)
      announce(`The recipe ${recipe.name} was applied.`)
    } catch (error) {
      if (!stop.current.signal.aborted) throw error
    }
  }

  return (
    <>
      <Callout tone={fit.misfits.length === 0 ? 'success' : 'warning'}>
        {applied ? (
          <>
            The recipe <b>{recipe.name}</b> was applied: {fits}.
          </>
        ) : (
          <>
            <b>{recipe.name}</b>: {fits} this sheet.
            {steps > 0 && ` ${countOf(steps, 'step')} will be done to the cells.`}
          </>
        )}
      </Callout>
      <Misfits fit={fit} />
      <WhatFits recipe={recipe} fit={fit} />
      {working !== null && <p className="soft">{countOf(working, 'row')} looked at.</p>}
      <PanelFoot>
        {applied ? (
          <>
            <Button kind="primary" onClick={back}>
              Done
            </Button>
            <Button
              onClick={() => {
                undoStep()
                back()
              }}
            >
              Undo
            </Button>
          </>
        ) : (
          <>
            <Button kind="primary" disabled={working !== null} onClick={() => void apply()}>
              Apply to this sheet
            </Button>
            <Button onClick={back}>Back</Button>
          </>
        )}
      </PanelFoot>
    </>
  )
}
