import { useId, useState } from 'react'
import { cleaningOf, isKind } from '#shared/cleaning/registry.ts'
import { UNKNOWN_OPTION_CHOICES } from '#shared/domain/sheet/reading-words.ts'
import { UnknownOptionChoice } from '#shared/domain/sheet/sheet.ts'
import { notInRecipe, saveRecipe } from '#renderer/flows/keep-recipes.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useRecipes } from '#renderer/stores/sheet/recipe-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { PanelFoot, PanelSection } from '#renderer/ui/panel.tsx'

/** Keeps what was decided about the open sheet. */
export function SaveRecipe({ onSaved }: { onSaved: () => void }) {
  const settings = useSheet((state) => state.settings)
  const checking = useProblems((state) => state.checking !== null)
  const names = useRecipes((state) => state.recipes)
  const [name, setName] = useState(settings.recipe ?? '')
  const [unknown, setUnknown] = useState<string>(settings.unknownOptions ?? '')
  const there = names.some(({ recipe }) => recipe.name === name.trim())
  const formId = useId()
  const left = notInRecipe().map((kind) => (isKind(kind) ? cleaningOf(kind).label : kind))

  return (
    <form
      id={formId}
      onSubmit={(event) => {
        event.preventDefault()
        const choice = UnknownOptionChoice.safeParse(unknown)
        void saveRecipe(name, choice.success ? choice.data : undefined).then((saved) => saved && onSaved())
      }}
    >
      <PanelSection title="Of this sheet">
        <p className="soft">
          A recipe is where the columns go, how their cells are read, the cleanings done to whole columns, and
          how rows are pushed. Cells edited by hand are no part of it.
        </p>
        {left.length > 0 && (
          <p className="soft">Done to some cells only, so no part of it: {left.join(', ')}.</p>
        )}
        <TextField
          label="Name"
          hint={there ? 'The recipe of this name is replaced.' : undefined}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label="Values of later files that are no options"
          hint={
            unknown === ''
              ? 'On the command line the push stops and names them.'
              : UNKNOWN_OPTION_CHOICES[unknown as UnknownOptionChoice].hint
          }
          value={unknown}
          onChange={(event) => setUnknown(event.target.value)}
        >
          <option value="">Stop before anything is sent</option>
          {UnknownOptionChoice.options.map((choice) => (
            <option key={choice} value={choice}>
              {UNKNOWN_OPTION_CHOICES[choice].label}
            </option>
          ))}
        </SelectField>
        <PanelFoot>
          <Button kind="primary" type="submit" form={formId} disabled={name.trim() === '' || checking}>
            Save recipe
          </Button>
        </PanelFoot>
      </PanelSection>
    </form>
  )
}
