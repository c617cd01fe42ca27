import { Misuse } from './misuse.ts'

export type MapEntry = { header: string; attribute: string | null }

interface Part {
  text: string
  /** The character that ended it; '' at the end of the option. */
  end: string
  next: number
}

/**
 * Reads `--map`: entries `Header=Attribute`, parted by commas. A heading in double quotes may hold commas and equals
 * signs, and double quotes written twice, as in a CSV file; a backslash before one of these does as well.
 * @throws {Misuse}
 */
export function readMap(option: string): MapEntry[] {
  const entries: MapEntry[] = []
  for (let at = 0; at < option.length;) {
    const from = at
    const header = readPart(option, at)
    const attribute = header.end === '=' ? readPart(option, header.next) : null
    at = (attribute ?? header).next
    if (header.text === '' && header.end === ',') continue
    if (!attribute || attribute.end === '=' || header.text === '') {
      const entry = option.slice(from, attribute?.end === '=' ? option.length : at).replace(/,$/, '')
      throw new Misuse(
        `--map takes Header=Attribute; “${entry.trim()}” is not of that form. A heading with a comma or an equals sign goes in quotes: --map '"Name, first"=FirstName'.`,
      )
    }
    entries.push({ header: header.text, attribute: attribute.text === '' ? null : attribute.text })
  }
  return entries
}

/** Up to the next comma or equals sign that is not quoted. */
function readPart(option: string, start: number): Part {
  const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=[,=]|$)/.exec(option.slice(start))
  if (quoted) {
    const next = start + quoted[0].length
    return { text: quoted[1]!.replaceAll('""', '"').trim(), end: option.charAt(next), next: next + 1 }
  }
  let text = ''
  let at = start
  for (; at < option.length && option[at] !== ',' && option[at] !== '='; at++) {
    if (option[at] === '\\' && /[,="]/.test(option.charAt(at + 1))) at++
    text += option.charAt(at)
  }
  return { text: text.trim(), end: option.charAt(at), next: at + 1 }
}
