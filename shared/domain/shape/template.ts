/** A template in pieces: `texts[0] fields[0] texts[1] fields[1] … texts[n]`; there is one text more than fields. */
export interface Template {
  texts: readonly string[]
  /** Names as they stand between the braces, trimmed. */
  fields: readonly string[]
}

export type TemplateRead = { ok: true; template: Template } | { ok: false; problem: string }

/** Reads `{First name} {Last name}`; `{{` and `}}` stand for braces. `least`: how many columns it has to name. */
export function readTemplate(text: string, least: 'one' | 'any' = 'one'): TemplateRead {
  const texts: string[] = []
  const fields: string[] = []
  let plain = ''
  for (let at = 0; at < text.length;) {
    const pair = text.slice(at, at + 2)
    if (pair === '{{' || pair === '}}') {
      plain += pair[0]!
      at += 2
    } else if (text[at] === '{') {
      const end = text.indexOf('}', at)
      const name = text.slice(at + 1, end === -1 ? undefined : end).trim()
      if (end === -1) return { ok: false, problem: `The template has no } after “${text.slice(at)}”.` }
      if (name === '') return { ok: false, problem: 'Put the name of a column between { and }.' }
      texts.push(plain)
      fields.push(name)
      plain = ''
      at = end + 1
    } else if (text[at] === '}') {
      return { ok: false, problem: 'The template has a } without a { before it. Write }} for a brace.' }
    } else plain += text[at++]!
  }
  texts.push(plain)
  if (fields.length === 0 && least === 'one') {
    return { ok: false, problem: 'The template names no column. Put one in braces, as in {First name}.' }
  }
  return { ok: true, template: { texts, fields } }
}

/** How a column's name is written in a template. A name with a brace in it cannot be. */
export function inTemplate(name: string): string | null {
  return /[{}]/.test(name) ? null : `{${name}}`
}

const EMPTY_BRACKETS = /\(\s*\)|\[\s*\]|<\s*>|“\s*”|"\s*"/g

/**
 * Fills the template with the fields' values. An empty value goes with what stands around it: between two parts that are there
 * stays what separates the second one from those before, and brackets around nothing go. '' where all are empty.
 */
export function fillTemplate({ texts, fields }: Template, values: readonly string[]): string {
  let filled = ''
  let last = -1
  for (let at = 0; at < fields.length; at++) {
    const value = values[at] ?? ''
    if (value === '') continue
    filled += (last === -1 ? opening(texts, at) : between(texts.slice(last + 1, at + 1))) + value
    last = at
  }
  if (last === -1) return ''
  return (filled + closing(texts, last, fields.length)).trim()
}

function opening(texts: readonly string[], at: number): string {
  return at === 0 ? texts[0]! : ''
}

function closing(texts: readonly string[], last: number, fields: number): string {
  if (last === fields - 1) return texts[fields]!
  const open = /^\s*([)\]>”"])/.exec(texts[last + 1]!)
  // `({Code}) {Number}` without a number: the bracket that was opened is closed.
  return open ? open[1]! : ''
}

function between(skipped: readonly string[]): string {
  if (skipped.length === 1) return skipped[0]!
  const all = skipped.join('')
  const bare = all.replace(EMPTY_BRACKETS, '')
  return bare === all ? skipped.at(-1)! : bare.replace(/\s+/g, ' ')
}
