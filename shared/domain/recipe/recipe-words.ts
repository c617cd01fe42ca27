import type { NumberWording } from '#shared/wording/numbers.ts'
import { wayName } from '#shared/domain/sheet/reading-words.ts'
import type { Recipe, RecipeColumn } from './recipe.ts'

/** `7 columns sent, 1 step before that`: what a recipe has in it. */
export function recipeInWords({ columns, steps = [] }: Recipe, { countOf }: NumberWording): string {
  const sent = columns.filter(({ attribute }) => attribute !== null).length
  const values = columns.reduce((sum, { read }) => sum + (read?.values?.length ?? 0), 0)
  return [
    `${countOf(sent, 'column')} sent`,
    ...(steps.length > 0 ? [`${countOf(steps.length, 'step')} before that`] : []),
    ...(values > 0 ? [`${countOf(values, 'value')} said to stand for an option`] : []),
  ].join(', ')
}

/** `“E-mail” goes to Email Address, read day first, 2 values stand for options`. `nameOf`: what people call an attribute. */
export function columnInWords(
  { heading, attribute, constant, title, read = {} }: RecipeColumn,
  nameOf: (attribute: string) => string,
  { countOf }: NumberWording,
): string {
  const values = (read.values ?? []).filter(([, option]) => option !== null).length
  const called = title === undefined ? `“${heading}”` : `“${heading}”, called “${title}” here,`
  return [
    attribute === null ? `${called} is not sent` : `${called} goes to ${nameOf(attribute)}`,
    ...(constant === undefined ? [] : [`“${constant}” in every row`]),
    ...(read.dates === undefined ? [] : [`read ${wayName(read.dates)}`]),
    ...(read.decimal === undefined ? [] : [`read with ${wayName(read.decimal)}`]),
    ...(read.zone === undefined ? [] : [`times by the clocks of ${read.zone}`]),
    ...(values === 0
      ? []
      : [`${countOf(values, 'value')} ${values === 1 ? 'stands' : 'stand'} for an option`]),
  ].join(', ')
}
