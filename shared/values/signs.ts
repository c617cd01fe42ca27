/**
 * Signs a cell can hold that nobody sees: controls, formatting signs and spaces other than the plain one. They come with
 * what is copied out of web pages, mails and other systems' exports, and make two equal values differ.
 */

/** Never part of a value: controls but tab and line ends, DEL and C1, direction overrides and isolates, halves of a pair, what Unicode says is no character. */
const CONTROL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]|\p{Cs}/u
const CONTROLS = new RegExp(CONTROL, 'gu')

/**
 * Take no place on screen: what Unicode says is to be ignored (`Default_Ignorable_Code_Point`) but the signs that choose a letter's shape, and
 * the blank of Braille. Joiners and direction marks do work inside some scripts, so they count only where no script needs them.
 */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/u
const INVISIBLES = new RegExp(INVISIBLE, 'gu')
/** Of these, those that some script or emoji needs between its letters. */
const AT_WORK_INSIDE = /[\u061c\u200b-\u200f]/u
/** England, Scotland, Wales: a black flag, and their names in tags nobody sees (Unicode Technical Standard 51, ED-14a). */
const FLAGS = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu
/** There blanks of Braille are the spaces. */
const BRAILLE = /[\u2801-\u28ff]/
const SCRIPTS_THAT_NEED_THEM =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u

/** White space everybody knows of, which goes unsaid at the ends of a value. */
const PLAIN_SPACE: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n'])
const SPACE = /\s/u

/** Plain letters, digits and signs: nothing to look for. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/

const NAMES: Readonly<Record<number, string>> = {
  0x00: 'NUL sign',
  0x7f: 'delete sign',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x34f: 'grapheme joiner',
  0x61c: 'Arabic letter mark',
  0x180e: 'vowel separator',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of embedding',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x202f: 'narrow no-break space',
  0x2800: 'blank of Braille',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of isolate',
  0x3000: 'wide space',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
}

/** What a sign is called: “zero-width space”, “control sign U+0007”. */
export function signName(sign: string): string {
  const code = sign.codePointAt(0)!
  const known = NAMES[code]
  if (known !== undefined) return known
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code >= 0xd800 && code <= 0xdfff) return `half of a sign (${number})`
  if (CONTROL.test(sign)) return `control sign ${number}`
  return INVISIBLE.test(sign) ? `invisible sign ${number}` : `space ${number}`
}

/** The sign that begins, or ends, there: both halves of a pair. */
function signAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!)
}
function signBefore(text: string, end: number): string {
  const pair = end > 1 ? text.codePointAt(end - 2)! : 0
  return pair > 0xffff ? String.fromCodePoint(pair) : text[end - 1]!
}

function isEdge(sign: string): boolean {
  // Half of a pair whose other half is gone is told as what it is.
  return SPACE.test(sign) || INVISIBLE.test(sign) || (CONTROL.test(sign) && !/\p{Cs}/u.test(sign))
}

/** A value as it goes out, and what of the cell does not go with it or cannot be seen in it. */
export interface SignedText {
  /** Without its outer white space and invisible signs, and without any control sign. */
  text: string
  /** Taken off the ends, without plain white space. */
  edges: readonly string[]
  /** Taken out from within. */
  controls: readonly string[]
  /** Still within: they take no place on screen and no script there needs them. */
  inside: readonly string[]
}

const NONE: readonly string[] = []

/** Each sign once, in the order they stand in. */
function eachOnce(found: readonly string[] | null): readonly string[] {
  return found === null || found.length === 0 ? NONE : [...new Set(found)]
}

/** Plain letters, digits and signs, and no space at the ends. */
export function isPlain(raw: string): boolean {
  return PLAIN.test(raw)
}

export function readSigns(raw: string): SignedText {
  if (raw === '' || PLAIN.test(raw)) return { text: raw, edges: NONE, controls: NONE, inside: NONE }
  // By hand: a pattern for the end of a text looks at every run of spaces within it again and again.
  let from = 0
  let to = raw.length
  for (let sign = ''; from < to && isEdge((sign = signAt(raw, from)));) from += sign.length
  for (let sign = ''; to > from && isEdge((sign = signBefore(raw, to)));) to -= sign.length
  const trimmed = raw.slice(from, to)
  const edges = Array.from(raw.slice(0, from) + raw.slice(to)).filter((sign) => !PLAIN_SPACE.has(sign))
  const controls = CONTROL.test(trimmed) ? eachOnce(trimmed.match(CONTROLS)) : NONE
  const text = controls === NONE ? trimmed : trimmed.replace(CONTROLS, '')
  return { text, edges: eachOnce(edges), controls, inside: invisibleIn(text) }
}

function invisibleIn(text: string): readonly string[] {
  if (!INVISIBLE.test(text)) return NONE
  const found = eachOnce(text.replace(FLAGS, '').match(INVISIBLES))
  return found.filter((sign) => !isAtWork(sign, text))
}

function isAtWork(sign: string, text: string): boolean {
  if (sign === '\u2800') return BRAILLE.test(text)
  return AT_WORK_INSIDE.test(sign) && SCRIPTS_THAT_NEED_THEM.test(text)
}

/** Without what `readSigns` tells: the signs nobody sees that no script of the text needs, and controls. Line ends and tabs stay. */
export function withoutIdleSigns(text: string): string {
  if (PLAIN.test(text)) return text
  const plain = text.replace(CONTROLS, '')
  const idle = new Set(invisibleIn(plain))
  if (idle.size === 0) return plain
  const flags = plain.match(FLAGS) ?? []
  const rest = plain
    .split(FLAGS)
    .map((part) => part.replace(INVISIBLES, (sign) => (idle.has(sign) ? '' : sign)))
  return rest.map((part, index) => part + (flags[index] ?? '')).join('')
}

/** Without the signs nobody sees, wherever they stand; for what is compared, and for kinds of value that have none. */
export function withoutInvisible(text: string): string {
  return INVISIBLE.test(text) ? text.replace(INVISIBLES, '') : text
}
