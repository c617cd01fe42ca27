import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { ENCODINGS } from './encodings.ts'
import { likeliestEncoding } from './likeliest-encoding.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

export interface Decoded {
  text: string
  encoding: string
  /** False where the bytes fit several encodings about equally well, so the person should choose. */
  sure: boolean
}

const SAMPLE_BYTES = 64 * 1024
const UTF8_MARK_BYTES = 3

function byOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: in Western text every other byte is zero. */
function byZeroBytes(bytes: Buffer): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let even = 0
  let odd = 0
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  const half = sample.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return null
}

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

function refuseBinary(bytes: Buffer): void {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let controls = 0
  for (const byte of sample) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
  if (!sample.includes(0) && controls < sample.length * 0.1) return
  throw new Unreadable(
    'not-text',
    'This file is neither a workbook nor text, or it is damaged. Export or download it again, as .xlsx or .csv.',
  )
}

function detect(bytes: Buffer): { encoding: string; sure: boolean } {
  const marked = byOrderMark(bytes) ?? byZeroBytes(bytes)
  if (marked !== null) return { encoding: marked, sure: marked !== 'utf-8' || isUtf8(bytes) }
  refuseBinary(bytes)
  if (isUtf8(bytes)) return { encoding: 'utf-8', sure: true }
  const { encoding, western } = likeliestEncoding(bytes.subarray(0, SAMPLE_BYTES))
  return { encoding, sure: western && looksWestern(bytes) }
}

/**
 * Text of a file in the encoding it is found to have, or in the one chosen; a byte order mark is not part of it.
 * @throws {Unreadable} where the bytes are no text.
 */
export function decodeText(bytes: Buffer, chosen: string | null): Decoded {
  const known = ENCODINGS.find((encoding) => encoding === chosen)
  if (chosen !== null && known === undefined) {
    throw new Unreadable(
      'encoding',
      `Leadsheet does not know the encoding “${chosen}”. Choose one from the list.`,
    )
  }
  const { encoding, sure } = known === undefined ? detect(bytes) : { encoding: known, sure: true }
  // Node's own decoder is the faster one for the commonest case, and right for it.
  if (encoding === 'utf-8') {
    const start = byOrderMark(bytes) === 'utf-8' ? UTF8_MARK_BYTES : 0
    return { text: bytes.toString('utf8', start), encoding, sure }
  }
  return { text: iconv.decode(bytes, encoding), encoding, sure }
}
