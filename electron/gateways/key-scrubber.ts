/** Takes keys, and query strings that look like they hold some, out of a text that came from elsewhere. */
export function scrubKeys(text: string, keys: readonly string[]): string {
  let clean = text
  for (const key of keys) {
    if (key === '') continue
    for (const spelling of spellingsOf(key)) clean = clean.replaceAll(spelling, '•••')
  }
  return clean.replace(/((?:access|secret)[-_]?key["']?\s*[=:]\s*["']?)[^&\s"',<>}]+/gi, '$1•••')
}

/** A server may repeat the address it was asked at as it was sent, decoded, or escaped for a page. */
function spellingsOf(key: string): string[] {
  const encoded = encodeURIComponent(key)
  const html = key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return [...new Set([key, encoded, encoded.toLowerCase(), html])]
}
