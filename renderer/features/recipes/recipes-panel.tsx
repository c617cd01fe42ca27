import { useEffect, useState } from 'react'
import { FileUp } from 'lucide-react'
import { recipeInWords } from '#shared/domain/recipe/recipe-words.ts'
import { asHere } from '#shared/wording/numbers.ts'
import type { Recipe } from '#shared/domain/recipe/recipe.ts'
import { lookAtRecipe } from '#renderer/flows/apply-recipe.ts'
import { exportRecipe, openRecipeFile, refreshRecipes, removeRecipe } from '#renderer/flows/keep-recipes.ts'
import { useRecipes } from '#renderer/stores/sheet/recipe-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { formatMoment } from '#renderer/ui/format.ts'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { RecipeFit } from './recipe-fit.tsx'
import { SaveRecipe } from './save-recipe.tsx'
import './recipes.css'

function Entry({ recipe, savedAt }: { recipe: Recipe; savedAt: string }) {
  const hasSheet = useSheet((state) => state.sheet !== null)
  return (
    <article className="recipe-entry" aria-label={recipe.name}>
      <header>
        <h4>{recipe.name}</h4>
        <time dateTime={savedAt}>{formatMoment(savedAt)}</time>
      </header>
      <p className="soft">{recipeInWords(recipe, asHere)}</p>
      <div className="recipe-actions">
        <Button disabled={!hasSheet} onClick={() => lookAtRecipe(recipe)}>
          See what fits
        </Button>
        <Button kind="quiet" onClick={() => void exportRecipe(recipe.name)}>
          Save as file
        </Button>
        <Confirm
          action="Remove"
          keep="Keep it"
          question={`The recipe “${recipe.name}” leaves this machine. What it was applied to stays as it is.`}
          onConfirm={() => void removeRecipe(recipe.name)}
        />
      </div>
    </article>
  )
}

function chooseRecipeFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void openRecipeFile(file)
  })
  input.click()
}

/** What was decided about sheets, to be decided of the next one: made, kept, shared and applied here. */
export function RecipesPanel() {
  const { recipes, unread, looking } = useRecipes()
  const hasSheet = useSheet((state) => state.sheet !== null)
  useEffect(() => {
    void refreshRecipes()
    return () => useRecipes.setState({ looking: null })
  }, [])
  const [saved, setSaved] = useState(0)
  return (
    <Panel title="Recipes" onClose={closePanel}>
      {looking ? (
        <RecipeFit key={looking.recipe.name} looking={looking} />
      ) : (
        <>
          {hasSheet && <SaveRecipe key={saved} onSaved={() => setSaved(saved + 1)} />}
          <PanelSection title="Saved recipes">
            {recipes.length === 0 && <p className="soft">There is none yet.</p>}
            <ul className="recipe-list">
              {recipes.map(({ recipe, savedAt }) => (
                <li key={recipe.name}>
                  <Entry recipe={recipe} savedAt={savedAt} />
                </li>
              ))}
            </ul>
            {unread.map(({ file, text }) => (
              <p key={file} className="soft">
                {file}: {text}
              </p>
            ))}
            <Button icon={FileUp} onClick={chooseRecipeFile}>
              Open a recipe file
            </Button>
          </PanelSection>
        </>
      )}
    </Panel>
  )
}
