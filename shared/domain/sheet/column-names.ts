import type { Column } from './sheet.ts'

/** “Phone#2”: the second column that is headed Phone. */
export const NAMESAKE = /^([\s\S]*)#(\d+)$/

/** A column as it can be named: by its heading, with its number where others have the same, by its place where it has none. */
export function columnName(columns: readonly Column[], column: Column): string {
  const namesakes = spelled(columns, column.header)
  const header = column.header.trim()
  return namesakes.length < 2 && header !== '' ? header : `${header}#${namesakes.indexOf(column) + 1}`
}

/**
 * The columns a name can mean: spelled just so before spelled alike but for case and spaces; of namesakes the n-th, as
 * `Phone#2`. Empty: there is none; several: it is not plain which.
 */
export function columnsCalled<Kind extends Column>(columns: readonly Kind[], name: string): readonly Kind[] {
  const exact = name.trim() === '' ? [] : spelled(columns, name)
  if (exact.length > 0) return exact
  const [, base, nth] = NAMESAKE.exec(name) ?? []
  if (base !== undefined) {
    const namesakes = spelled(columns, base)
    const found = (namesakes.length > 0 ? namesakes : alike(columns, base))[Number(nth) - 1]
    if (found) return [found]
  }
  return name.trim() === '' ? [] : alike(columns, name)
}

export function spelled<Kind extends Column>(columns: readonly Kind[], name: string): Kind[] {
  return columns.filter(({ header }) => header.trim() === name.trim())
}

export function alike<Kind extends Column>(columns: readonly Kind[], name: string): Kind[] {
  return columns.filter(({ header }) => foldedName(header) === foldedName(name))
}

/** Names are alike where they differ in case and spaces alone. */
export function foldedName(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}
