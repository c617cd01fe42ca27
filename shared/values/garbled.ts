const ENTITY =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|amp|lt|gt|quot|apos|nbsp|szlig|[aeiouncysz](?:uml|acute|grave|circ|tilde|cedil|caron|ring));/i
/** The bytes of UTF-8 read as windows-1252: `Ã«` for ë, `â€™` for ’, `Â ` before a space that does not break. */
const READ_TWICE = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u00bf]|â€[\u0080-\u00bf™œž“”‘’¦¢]/
/** A letter as programs write it that can write no other: `\u00fc`, `%C3%BC`, `=C3=BC`. */
const ESCAPED =
  /\\u[\da-f]{4}|\\x[\da-f]{2}|%(?:c[2-9a-f]|d[\da-f]|e[\da-f])%[89ab][\da-f]|=(?:C[2-9A-F]|D[\dA-F]|E[\dA-F])=[89AB][\dA-F]/i
const LOST = '\ufffd'

/** What a person would take for damage in a text that is sent as it stands; null where there is nothing. */
export function garbledPart(
  text: string,
): { kind: 'entity' | 'read-twice' | 'escaped' | 'lost'; part: string } | null {
  const entity = text.includes('&') ? ENTITY.exec(text)?.[0] : undefined
  if (entity !== undefined) return { kind: 'entity', part: entity }
  if (text.includes(LOST)) return { kind: 'lost', part: LOST }
  const escape = /[\\%=]/.test(text) ? ESCAPED.exec(text)?.[0] : undefined
  if (escape !== undefined) return { kind: 'escaped', part: escape }
  const part = /[ÃÂâ]/.test(text) ? READ_TWICE.exec(text)?.[0] : undefined
  return part === undefined ? null : { kind: 'read-twice', part }
}
