import type { PullSource } from '#shared/domain/reading/source.ts'

/** What is read, inside a sentence about it. */
export function whatOf(source: PullSource): string {
  switch (source.kind) {
    case 'list':
      return `the list “${source.name || source.listId}”`
    case 'condition':
      return 'this condition'
    case 'changed':
      return 'what changed between these times'
    case 'named':
    case 'matched':
      return 'these leads'
  }
}

/** What the sheet of its leads is called at first. */
export function sheetName(source: PullSource): string {
  switch (source.kind) {
    case 'list':
      return source.name || 'A list'
    case 'condition': {
      const { attribute, operator, value } = source.condition
      return `${attribute} ${operator} ${value}`.slice(0, 80)
    }
    case 'changed':
      return `Changed since ${source.from.slice(0, 10)}`
    case 'named':
      return `${source.names.length} leads`
    case 'matched':
      return 'Matched leads'
  }
}

export function nothingFound(source: PullSource): string {
  switch (source.kind) {
    case 'list':
      return `The list “${source.name || source.listId}” has no leads.`
    case 'condition':
      return 'No lead fits this condition.'
    case 'changed':
      return 'No lead changed between these times.'
    case 'named':
    case 'matched':
      return 'None of these leads was found.'
  }
}
