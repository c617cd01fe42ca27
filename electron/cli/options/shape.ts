import { SEPARATORS } from '#shared/domain/shape/shape-words.ts'
import { Shape } from '#shared/domain/sheet/shape.ts'
import { Misuse } from './misuse.ts'

/** How each change of shape is written, in the words of the window's panel. */
export const SHAPE_FORMS: readonly string[] = [
  'split COLUMN at SIGN into COLUMN, COLUMN [rest first|last]',
  'combine "{COLUMN} {COLUMN}" into COLUMN [leave gaps]',
  'first filled of COLUMN, COLUMN into COLUMN',
  'look up COLUMN in SHEET [by COLUMN] take COLUMN [as COLUMN], … [several none|first|last]',
  'remove duplicates by COLUMN, COLUMN keep first|last|most complete',
  'fill down COLUMN, COLUMN',
  'extract "PATTERN" from COLUMN into COLUMN [match case]',
]

const KINDS = [
  ['split', 'split'],
  ['combine', 'combine'],
  ['first filled of', 'first-filled'],
  ['look up', 'look-up'],
  ['remove duplicates by', 'unique'],
  ['fill down', 'fill-down'],
  ['extract', 'extract'],
] as const

/**
 * Reads `--shape`: one change of the sheet's shape as a sentence, `split Address at comma into City, State`. A name in double quotes may
 * hold any word and sign; a double quote in it is written twice. What becomes of cells that hold something already is said at the end:
 * `keep` or `replace`.
 * @throws {Misuse}
 */
export function readShape(option: string): Shape {
  const found = KINDS.find(([words]) => begins(option, words))
  if (!found) {
    throw new Misuse(
      `--shape: “${option.trim()}” is none of the changes of shape. There are:\n  ${SHAPE_FORMS.join('\n  ')}\nWhere cells hold something already, add keep or replace.`,
    )
  }
  const [words, kind] = found
  const sentence = new Sentence(tokensOf(option).slice(words.split(' ').length))
  const read = Shape.safeParse(readers[kind](sentence))
  if (read.success && sentence.atEnd) return read.data
  const form = SHAPE_FORMS[KINDS.indexOf(found)]!
  const more = kind === 'unique' || kind === 'fill-down' ? '' : ' [keep|replace]'
  throw new Misuse(
    `--shape: “${option.trim()}” is not of this form: ${form}${more}. A name with one of these words or a comma in it goes in double quotes.`,
  )
}

interface Token {
  text: string
  quoted: boolean
}

function tokensOf(option: string): Token[] {
  return [...option.matchAll(/"((?:[^"]|"")*)"(#\d+)?|,|[^\s,"]+/g)].map(([all, quoted, nth]) =>
    quoted === undefined
      ? { text: all, quoted: false }
      : { text: `${quoted.replaceAll('""', '"')}${nth ?? ''}`, quoted: true },
  )
}

function begins(option: string, words: string): boolean {
  const first = tokensOf(option).slice(0, words.split(' ').length)
  return (
    first.every(({ quoted }) => !quoted) && first.map(({ text }) => text.toLowerCase()).join(' ') === words
  )
}

/** Reads on from word to word; what is not there is undefined, which no shape takes. */
class Sentence {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  /** True, and gone past, where these words come next. */
  has(words: string): boolean {
    const wanted = words.split(' ')
    const isNext = wanted.every((word, at) => this.#isWord(this.#at + at, word))
    if (isNext) this.#at += wanted.length
    return isNext
  }

  /** A name up to a comma or one of these words. */
  name(...until: string[]): string | undefined {
    const from = this.#at
    if (this.#tokens[from]?.quoted) {
      this.#at += 1
      return this.#tokens[from].text
    }
    while (!this.atEnd && !this.#tokens[this.#at]!.quoted && !this.#isWord(this.#at, ',')) {
      if (until.some((words) => this.#isWord(this.#at, words.split(' ')[0]!))) break
      this.#at += 1
    }
    const words = this.#tokens.slice(from, this.#at).map(({ text }) => text)
    return words.length === 0 ? undefined : words.join(' ')
  }

  /** Names, parted by commas, up to one of these words. */
  names(...until: string[]): (string | undefined)[] {
    const names = [this.name(...until)]
    while (this.has(',')) names.push(this.name(...until))
    return names
  }

  #isWord(at: number, word: string): boolean {
    const token = this.#tokens[at]
    return token !== undefined && !token.quoted && token.text.toLowerCase() === word
  }
}

const END = ['keep', 'replace']

function existing(sentence: Sentence): { existing?: string } {
  if (sentence.has('keep')) return { existing: 'keep' }
  return sentence.has('replace') ? { existing: 'replace' } : {}
}

/** `comma`, or the sign itself in quotes. */
function signIn(sentence: Sentence): string | undefined {
  const given = sentence.name('into')
  return SEPARATORS.find(({ name }) => name === given?.toLowerCase())?.by ?? given
}

/** The name after a word; undefined where the word is not there. */
function after(sentence: Sentence, word: string, ...until: string[]): string | undefined {
  return sentence.has(word) ? sentence.name(...until) : undefined
}

const readers: Readonly<Record<(typeof KINDS)[number][1], (sentence: Sentence) => unknown>> = {
  split(sentence) {
    const column = sentence.name('at')
    const by = sentence.has('at') ? signIn(sentence) : undefined
    const into = sentence.has('into') ? sentence.names('rest', ...END) : undefined
    const rest = sentence.has('rest first') ? 'first' : sentence.has('rest last') ? 'last' : 'last'
    return { kind: 'split', column, by, into, rest, ...existing(sentence) }
  },
  combine(sentence) {
    const template = sentence.name('into')
    const into = after(sentence, 'into', 'leave', ...END)
    const gaps = sentence.has('leave gaps') ? 'leave' : 'tidy'
    return { kind: 'combine', template, into, gaps, ...existing(sentence) }
  },
  'first-filled'(sentence) {
    const columns = sentence.names('into')
    return { kind: 'first-filled', columns, into: after(sentence, 'into', ...END), ...existing(sentence) }
  },
  'look-up'(sentence) {
    const key = sentence.name('in')
    const sheet = after(sentence, 'in', 'by', 'take')
    const theirKey = sentence.has('by') ? sentence.name('take') : key
    const take: unknown[] = []
    const taking = ['as', 'several', ...END]
    for (let more = sentence.has('take'); more; more = sentence.has(',')) {
      const column = sentence.name(...taking)
      take.push({ column, into: sentence.has('as') ? sentence.name(...taking) : column })
    }
    const several = (['none', 'first', 'last'] as const).find((which) => sentence.has(`several ${which}`))
    return { kind: 'look-up', sheet, key, theirKey, take, several: several ?? 'none', ...existing(sentence) }
  },
  unique(sentence) {
    const columns = sentence.names('keep')
    const keep = sentence.has('keep first')
      ? 'first'
      : sentence.has('keep last')
        ? 'last'
        : sentence.has('keep most complete')
          ? 'fullest'
          : undefined
    return { kind: 'unique', columns, keep }
  },
  'fill-down': (sentence) => ({ kind: 'fill-down', columns: sentence.names() }),
  extract(sentence) {
    const pattern = sentence.name('from')
    const column = after(sentence, 'from', 'into')
    const into = after(sentence, 'into', 'match', ...END)
    return {
      kind: 'extract',
      pattern,
      column,
      into,
      matchCase: sentence.has('match case'),
      ...existing(sentence),
    }
  },
}
