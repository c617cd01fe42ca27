/** What is looked for. */
export interface FindQuery {
  text: string
  matchCase: boolean
  wholeCell: boolean
  regex: boolean
}

export type FindPattern = { ok: true; pattern: RegExp } | { ok: false; problem: string }

/** The search as a pattern with the flag `g`; a faulty expression is said in words. An empty text finds nothing. */
export function patternOf(query: FindQuery): FindPattern | null {
  if (query.text === '') return null
  const source = query.regex ? query.text : query.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const whole = query.wholeCell ? `^(?:${source})$` : source
  try {
    return { ok: true, pattern: new RegExp(whole, query.matchCase ? 'gsu' : 'gisu') }
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : ''
    return { ok: false, problem: `This is not a valid expression: ${reason}` }
  }
}
