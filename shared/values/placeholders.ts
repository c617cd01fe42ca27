/** Words and signs programs and people write where there is no value. Compared in small letters and without inner spaces. */
const WORDS: ReadonlySet<string> = new Set([
  'null',
  'nil',
  'none',
  'nan',
  'undefined',
  'n/a',
  'n.a.',
  'n.a',
  'n\\a',
  'n/d',
  'k.a.',
  'notavailable',
  'notapplicable',
  'notprovided',
  'notspecified',
  'nodata',
  'keineangabe',
  'nichtangegeben',
  'nonrenseigné',
  'noaplica',
  'nodisponible',
  'nãoinformado',
  'nãoseaplica',
  'tbd',
  't.b.d.',
  'tba',
  't.b.a.',
  'tbc',
  't.b.c.',
  'tobeconfirmed',
  'tobedecided',
  'tobedetermined',
  'tobedefined',
  'tobeannounced',
  'tobeadvised',
  'tobefilled',
  'tobeupdated',
  'tobeprovided',
  'unknown',
  'notknown',
  'notsure',
  'unbekannt',
  'inconnu',
  'inconnue',
  'desconocido',
  'desconocida',
  'desconhecido',
  'desconhecida',
  'missing',
  'blank',
  'empty',
  '\\n',
])

/** `(blank)`, `[null]`, `<none>`, `#null`: what stands for nothing in brackets or with a sign before it. */
const BRACKETED = /^(?:\((.*)\)|\[(.*)\]|<(.*)>|\{(.*)\})$/su

/** Words that may be said in a row's own right: they stand for nothing only in brackets. */
const ONLY_IN_BRACKETS: ReadonlySet<string> = new Set(['missing', 'blank', 'empty'])

/** Dashes, points and question marks and nothing else. */
const ONLY_MARKS = /^(?:[-‐-―−_]{1,5}|\.{1,5}|\?{1,5}|…)$/u

/** `xxx`, `XXXXXXXXXX`: typed where a form wants something. Two are a Roman number. */
const ONLY_XS = /^x{3,}$/iu

/** A date of nothing but zeros, with or without a time, and the day before Excel's calendar begins. */
const NO_DAY =
  /^(?:0{1,4}([-/.])0{1,2}\1(?:0{4}|0{1,2})|1\/0\/(?:19)?00|1900-01-00)(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?$/

/** A formula's error. Text files have them in the language of the program that wrote them, and LibreOffice has numbers for some. */
const ERROR_VALUE = new RegExp(
  `^(?:${[
    '#(?:N/A|REF!|VALUE!|NAME\\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|#+)',
    '#(?:NV|WERT!|BEZUG!|ZAHL!|ÜBERLAUF!)',
    '#(?:VALEUR!|NOM\\?|NOMBRE!|NUL!)',
    '#(?:¡(?:VALOR|REF|DIV/0|NUM|NULO)!|¿NOMBRE\\?)',
    '#(?:N/D|VALORE!|RIF!|NOME\\?|NULLO!|VALOR!|NÚM!|NULO!)',
    '#(?:N/B|WAARDE!|VERW!|NAAM\\?|DEEL/0!|GETAL!|LEEG!)',
    'Err:\\d{3}',
  ].join('|')})$`,
  'iu',
)

/** True for `#REF!`, `#N/A`, `Err:502`, `####`: what a cell shows where its formula came to nothing. */
export function isErrorValue(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first === 35 /* # */ || text.startsWith('Err:')) && ERROR_VALUE.test(text)
}

/** Neither marks nor brackets nor a day. */
const LETTER_FIRST = /^[A-Za-z]/

/** No placeholder is longer. */
const LONGEST = 24

/** First signs a placeholder can have: most cells are told apart by this alone. */
const FIRST = new Uint8Array(0x2300)
for (const sign of 'nNuUkKmMtTiIdDxX0123?.-_…(<[{\\#E‐‑‒–—―−') FIRST[sign.charCodeAt(0)] = 1

/**
 * True where a value (trimmed, not empty) stands for no value: `NULL`, `n/a`, `-`, `#N/A`, `(blank)`, `0/0/00`, `TBD`, `unknown`, `xxx`.
 * `Na` is a name and `na` a word, so of these only `NA` counts.
 */
export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST || FIRST[text.charCodeAt(0)] !== 1) return false
  if (LETTER_FIRST.test(text)) {
    if (text === 'NA' || text === 'N.A' || ONLY_XS.test(text) || isErrorValue(text)) return true
    const word = text.toLowerCase().replace(/\s+/g, '')
    return WORDS.has(word) && !ONLY_IN_BRACKETS.has(word)
  }
  if (ONLY_MARKS.test(text) || isErrorValue(text) || NO_DAY.test(text)) return true
  const bracketed = BRACKETED.exec(text)
  const inner = bracketed ? (bracketed[1] ?? bracketed[2] ?? bracketed[3] ?? bracketed[4]) : undefined
  const word = (inner ?? text).toLowerCase().replace(/\s+/g, '')
  if (inner === undefined) return WORDS.has(word) && !ONLY_IN_BRACKETS.has(word)
  return word === '' || word === 'na' || WORDS.has(word)
}
