import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { eastAsianEncoding } from './east-asian.ts'
import { ENCODINGS } from './encodings.ts'
import { likeliestEncoding } from './likeliest-encoding.ts'
import { otherAlphabet } from './other-alphabets.ts'
import { byOrderMark, byZeroBytes } from './unicode-form.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

export interface Decoded {
  text: string
  encoding: string
  /** False where the bytes fit several encodings about equally well, so the person should choose. */
  sure: boolean
}

const SAMPLE_BYTES = 64 * 1024

/** Bytes that windows-1252 leaves undefined; text in it never has them. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** Western European text has its accented letters singly or in pairs (`ção`) among plain ones; other alphabets have them in runs. */
function looksWestern(bytes: Buffer): boolean {
  let high = 0
  let runs = 0
  let run = 0
  let longest = 0
  for (const byte of bytes) {
    if (byte < 0x80) {
      run = 0
      continue
    }
    if (UNDEFINED_1252.has(byte)) return false
    high++
    if (run === 0) runs++
    run++
    longest = Math.max(longest, run)
  }
  return longest <= 2 || high < runs * 1.3
}

/**
 * Zero bytes strewn into text are set aside later; a file that has as many of them as letters, or other control bytes beside them, is no
 * text.
 */
function looksBinary(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let zeros = 0
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) zeros++
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
  }
  const rest = sample.length - zeros
  return zeros > rest || controls > rest * (zeros > 0 ? 0.02 : 0.1)
}

/** Whether these bytes are text of any encoding. */
export function isText(bytes: Buffer): boolean {
  return byOrderMark(bytes) !== null || byZeroBytes(bytes) !== null || !looksBinary(bytes)
}

/** Of what is not ASCII, the part that is Western text where the bytes fit no other alphabet, and where they do. */
const WESTERN = 0.5
const WESTERN_AGAINST_OTHERS = 0.9

/** What bytes that are not Unicode most probably are; sure of Western text only, where nothing else fits them as well. */
export function guessEncoding(bytes: Buffer): { encoding: string; sure: boolean } {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const { encoding, western } = likeliestEncoding(sample)
  const isWestern = looksWestern(bytes)
  const eastAsian = eastAsianEncoding(sample)
  if (eastAsian?.strong === true || (eastAsian && !(isWestern && western >= WESTERN_AGAINST_OTHERS))) {
    return { encoding: eastAsian.encoding, sure: false }
  }
  if (mostlyUtf8(sample)) return { encoding: 'utf-8', sure: false }
  const other = isWestern ? null : otherAlphabet(sample)
  return other === null
    ? { encoding, sure: isWestern && western >= WESTERN }
    : { encoding: other, sure: false }
}

/** Text in UTF-8 but for a few bytes: put together from several sources, or cut in the middle of a letter. */
function mostlyUtf8(sample: Buffer): boolean {
  const text = sample.toString('utf8')
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const letters = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  return letters > broken * 4
}

function detect(bytes: Buffer): { encoding: string; sure: boolean } {
  const marked = byOrderMark(bytes) ?? byZeroBytes(bytes)
  if (marked !== null) return { encoding: marked, sure: marked !== 'utf-8' || isUtf8(bytes) }
  if (looksBinary(bytes)) {
    throw new Unreadable(
      'not-text',
      'This file is neither a workbook nor text, or it is damaged. Export or download it again, as .xlsx or .csv.',
    )
  }
  return isUtf8(bytes) ? { encoding: 'utf-8', sure: true } : guessEncoding(bytes)
}

/** @throws {Unreadable} where Leadsheet does not know it. */
function knownEncoding(chosen: string): (typeof ENCODINGS)[number] {
  const known = ENCODINGS.find((encoding) => encoding === chosen.toLowerCase())
  if (known !== undefined) return known
  throw new Unreadable(
    'encoding',
    `Leadsheet does not know the encoding “${chosen}”. Choose one of these: ${ENCODINGS.join(', ')}.`,
  )
}

/**
 * Text of a file in the encoding it is found to have, or in the one chosen; byte order marks are not part of it. `declared`: what the
 * file itself says, where it can be true.
 * @throws {Unreadable} where the bytes are no text.
 */
export function decodeText(bytes: Buffer, chosen: string | null, declared: string | null = null): Decoded {
  const { encoding, sure } =
    chosen !== null
      ? { encoding: knownEncoding(chosen), sure: true }
      : (believed(bytes, declared) ?? detect(bytes))
  return { text: decodeBytes(bytes, encoding), encoding, sure }
}

/** Node's own decoder is the faster one for the commonest case, and right for it. Files put together from others have several marks. */
export function decodeBytes(bytes: Buffer, encoding: string): string {
  const text = encoding === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, encoding)
  return text.startsWith('\ufeff') ? text.replace(/^\ufeff+/, '') : text
}

/** Names by which files call encodings, where they differ; HTML's standard reads Latin-1 as windows-1252, as all browsers do. */
const DECLARED: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  utf8: 'utf-8',
  'iso-8859-9': 'windows-1254',
  'windows-31j': 'shift_jis',
  'shift-jis': 'shift_jis',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'ks_c_5601-1987': 'euc-kr',
}

/** What the file says of itself, unless its bytes say otherwise. */
function believed(bytes: Buffer, declared: string | null): { encoding: string; sure: boolean } | null {
  if (declared === null || byOrderMark(bytes) !== null || byZeroBytes(bytes) !== null) return null
  const name = declared.trim().toLowerCase()
  const encoding = ENCODINGS.find((known) => known === (DECLARED[name] ?? name))
  // UTF-8 is never so by chance, and text that is not UTF-8 is not because the file says so.
  if (encoding === undefined || encoding.startsWith('utf-') || isUtf8(bytes)) return null
  return { encoding, sure: true }
}
