import { Misuse } from '#electron/cli/options/misuse.ts'

/** A piece of an option that holds several entries, such as `--map` and `--clean`. */
export interface Part {
  text: string
  /** The character that ended it; '' at the end of the option. */
  end: string
  next: number
}

/**
 * Reads up to the next of the characters `ends` that is not quoted. A piece in double quotes may hold any of them, and double
 * quotes written twice, as in a CSV file; a backslash before one of them or before a quote does as well.
 */
export function readPart(option: string, start: number, ends: string): Part {
  const quoted = /^\s*"((?:[^"]|"")*)"(#\d+)?\s*(?=([\s\S])|$)/.exec(option.slice(start))
  if (quoted && (quoted[3] === undefined || ends.includes(quoted[3]))) {
    const next = start + quoted[0].length
    const text = `${quoted[1]!.replaceAll('""', '"').trim()}${quoted[2] ?? ''}`
    return { text, end: option.charAt(next), next: next + 1 }
  }
  let text = ''
  let at = start
  for (; at < option.length && !ends.includes(option.charAt(at)); at++) {
    if (option[at] === '\\' && `${ends}"`.includes(option.charAt(at + 1) || ' ')) at++
    text += option.charAt(at)
  }
  return { text: text.trim(), end: option.charAt(at), next: at + 1 }
}

/**
 * Entries `KEY=VALUE`, parted by commas; see `readPart` for how one is quoted.
 * @throws {Misuse} with `form`, as an entry is written, and `quoting`, what to do with one that holds these signs
 */
export function readEntries(
  name: string,
  option: string,
  { form, quoting }: { form: string; quoting: string },
): { key: string; value: string }[] {
  const entries: { key: string; value: string }[] = []
  for (let at = 0; at < option.length;) {
    const from = at
    const key = readPart(option, at, ',=')
    const value = key.end === '=' ? readPart(option, key.next, ',=') : null
    at = (value ?? key).next
    if (key.text === '' && key.end === ',') continue
    if (!value || value.end === '=' || key.text === '') {
      const entry = option.slice(from, value?.end === '=' ? option.length : at).replace(/,$/, '')
      throw new Misuse(`${name} takes ${form}; “${entry.trim()}” is not of that form. ${quoting}`)
    }
    entries.push({ key: key.text, value: value.text })
  }
  return entries
}
