import { crc32, inflateRawSync } from 'node:zlib'
import { MAX_INFLATED_BYTES, MAX_PART_BYTES, MAX_PARTS } from '#electron/workbook/bounds.ts'
import { formatBytes, Unreadable } from '#electron/workbook/unreadable.ts'

/**
 * A zip archive, read from its central directory (PKWARE APPNOTE 6.3, sections 4.3 and 4.4). Ours, because the bounds must hold
 * against a file that lies: the sizes it states are added up before anything is inflated, and inflating stops at the
 * stated size.
 */
export interface ZipPart {
  name: string
  compressed: number
  size: number
  method: number
  crc: number
  encrypted: boolean
  offset: number
}

const END_SIGNATURE = 0x06054b50
const END_64_LOCATOR = 0x07064b50
const END_64_SIGNATURE = 0x06064b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_BYTES = 22
const LARGEST_COMMENT = 0xffff

function incomplete(): Unreadable {
  return new Unreadable(
    'incomplete',
    'This file is incomplete or damaged: its end is missing. Download or copy it again, or open it in Excel and save it anew.',
  )
}

function endOfDirectory(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - LARGEST_COMMENT)
  for (let at = bytes.length - END_BYTES; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at
  }
  throw incomplete()
}

function directoryPlace(bytes: Buffer): { count: number; start: number } {
  const end = endOfDirectory(bytes)
  let count = bytes.readUInt16LE(end + 10)
  let start = bytes.readUInt32LE(end + 16)
  const locator = end - 20
  if ((count === 0xffff || start === 0xffffffff) && locator >= 0) {
    if (bytes.readUInt32LE(locator) === END_64_LOCATOR) {
      const end64 = Number(bytes.readBigUInt64LE(locator + 8))
      if (end64 + 56 > bytes.length || bytes.readUInt32LE(end64) !== END_64_SIGNATURE) throw incomplete()
      count = Number(bytes.readBigUInt64LE(end64 + 32))
      start = Number(bytes.readBigUInt64LE(end64 + 48))
    }
  }
  if (count > MAX_PARTS) {
    throw new Unreadable('too-many-parts', 'This workbook is made of too many parts to be a spreadsheet.')
  }
  return { count, start }
}

/** Sizes too large for their 32-bit fields stand in the extra field instead, in this order. */
function sizesOf(bytes: Buffer, at: number, extraStart: number, extraLength: number): number[] {
  const values = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
  const end = extraStart + extraLength
  for (let field = extraStart; field + 4 <= end; field += 4 + bytes.readUInt16LE(field + 2)) {
    if (bytes.readUInt16LE(field) !== 1) continue
    let place = field + 4
    for (const [index, value] of values.entries()) {
      if (value !== 0xffffffff || place + 8 > end) continue
      values[index] = Number(bytes.readBigUInt64LE(place))
      place += 8
    }
  }
  return values
}

/** @throws {Unreadable} where the archive is damaged or states sizes beyond the bounds. */
export function readDirectory(bytes: Buffer): ZipPart[] {
  const { count, start } = directoryPlace(bytes)
  const parts: ZipPart[] = []
  let at = start
  let total = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw incomplete()
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const commentLength = bytes.readUInt16LE(at + 32)
    const extraStart = at + 46 + nameLength
    if (extraStart + extraLength > bytes.length) throw incomplete()
    const [size, compressed, offset] = sizesOf(bytes, at, extraStart, extraLength) as [number, number, number]
    total += size
    if (size > MAX_PART_BYTES) throw tooLarge('A sheet of this workbook', size, MAX_PART_BYTES)
    if (total > MAX_INFLATED_BYTES) throw tooLarge('This workbook', total, MAX_INFLATED_BYTES)
    parts.push({
      name: bytes
        .toString('utf8', at + 46, extraStart)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      compressed,
      size,
      offset,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    })
    at = extraStart + extraLength + commentLength
  }
  return parts
}

function tooLarge(what: string, bytes: number, bound: number): Unreadable {
  return new Unreadable(
    'too-large-inflated',
    `${what} would unpack to ${formatBytes(bytes)} or more; Leadsheet opens up to ${formatBytes(bound)}. Split it, or save it as .csv.`,
  )
}

/** @throws {Unreadable} where the part is damaged, or larger than the directory says. */
export function readPart(bytes: Buffer, part: ZipPart): Buffer {
  if (part.encrypted) {
    throw new Unreadable(
      'password',
      'This file is protected by a password. Remove it and open the file again.',
    )
  }
  if (part.offset + 30 > bytes.length || bytes.readUInt32LE(part.offset) !== LOCAL_SIGNATURE)
    throw incomplete()
  const start = part.offset + 30 + bytes.readUInt16LE(part.offset + 26) + bytes.readUInt16LE(part.offset + 28)
  if (start + part.compressed > bytes.length) throw incomplete()
  const stored = bytes.subarray(start, start + part.compressed)
  const content = part.method === 0 ? stored : inflate(stored, part)
  if (content.length !== part.size || crc32(content) !== part.crc) throw damagedPart()
  return content
}

function inflate(stored: Buffer, part: ZipPart): Buffer {
  if (part.method !== 8) {
    throw new Unreadable(
      'compression',
      'This workbook is packed in a way Excel does not use. Save it anew in Excel.',
    )
  }
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, part.size) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw damagedPart()
    throw new Unreadable(
      'false-size',
      'This workbook unpacks to more than it says it does. That is how harmful files are made, so it was not opened.',
    )
  }
}

function damagedPart(): Unreadable {
  return new Unreadable(
    'damaged',
    'This workbook is damaged: a part of it is not what was saved. Download or copy it again, or let Excel repair it.',
  )
}
