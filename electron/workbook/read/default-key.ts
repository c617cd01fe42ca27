import { createDecipheriv, createHash } from 'node:crypto'
import { xorArray, xorKey, xorVerifier } from './xor-obfuscation.ts'

/**
 * The key Excel itself puts on a workbook whose structure is protected but that anybody may read: it asks nobody for it
 * ([MS-OFFCRYPTO] 2.4.2.3; [MS-XLS] 2.4.191, FilePass).
 */
const DEFAULT_KEY = Buffer.from('VelvetSweatshop', 'utf16le')
const DEFAULT_KEY_IN_BYTES = Buffer.from('VelvetSweatshop', 'latin1')

const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest()
const sha1 = (...parts: Buffer[]): Buffer => createHash('sha1').update(Buffer.concat(parts)).digest()

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** RC4 as it has always been; OpenSSL offers it no more. */
function rc4(key: Buffer): () => number {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  for (let index = 0, at = 0; index < 256; index++) {
    at = (at + state[index]! + key[index % key.length]!) & 255
    ;[state[index], state[at]] = [state[at]!, state[index]!]
  }
  let [one, other] = [0, 0]
  return () => {
    one = (one + 1) & 255
    other = (other + state[one]!) & 255
    ;[state[one], state[other]] = [state[other]!, state[one]!]
    return state[(state[one]! + state[other]!) & 255]!
  }
}

/** What a byte of the stream is, by where it stands and the length of its record's data. */
type Decipher = (byte: number, at: number, length: number) => number

/** The key of each block of 1,024 bytes of a stream. */
type BlockKeys = (block: number) => Buffer

/** [MS-OFFCRYPTO] 2.3.6, 40-bit. */
function plainRc4(data: Buffer): BlockKeys | null {
  const salt = data.subarray(6, 22)
  const first = md5(DEFAULT_KEY).subarray(0, 5)
  const salted = md5(...Array.from({ length: 16 }, () => Buffer.concat([first, salt]))).subarray(0, 5)
  const keys: BlockKeys = (block) => md5(salted, u32(block))
  return isRight(keys, data.subarray(22, 38), data.subarray(38, 54), md5) ? keys : null
}

/** [MS-OFFCRYPTO] 2.3.5, CryptoAPI. */
function cryptoApiRc4(data: Buffer): BlockKeys | null {
  const headerBytes = data.readUInt32LE(10)
  const header = data.subarray(14, 14 + headerBytes)
  const bits = header.readUInt32LE(16) || 40
  const verifier = data.subarray(14 + headerBytes)
  const first = sha1(verifier.subarray(4, 20), DEFAULT_KEY)
  const keys: BlockKeys = (block) => {
    const key = sha1(first, u32(block)).subarray(0, bits / 8)
    return bits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key
  }
  return isRight(keys, verifier.subarray(20, 36), verifier.subarray(40, 60), sha1) ? keys : null
}

function isRight(
  keys: BlockKeys,
  verifier: Buffer,
  verifierHash: Buffer,
  hash: (...parts: Buffer[]) => Buffer,
): boolean {
  const next = rc4(keys(0))
  const plain = Buffer.from(verifier.map((byte) => byte ^ next()))
  const plainHash = Buffer.from(verifierHash.map((byte) => byte ^ next()))
  return hash(plain).equals(plainHash)
}

const FILE_PASS = 0x2f
const BOUND_SHEET = 0x85
/** Never encrypted ([MS-XLS] 2.2.10): BOF, FilePass, InterfaceHdr, RRDHead, UsrExcl, FileLock, RRDInfo. */
const IN_THE_CLEAR = new Set([0x809, FILE_PASS, 0xe1, 0x138, 0x194, 0x195, 0x196])
/** DocRoute: where a mail of old went to; nothing reads it. */
const PADDING_RECORD = 0xb8
const BLOCK = 1024

/** Where the stream's FilePass record is; -1 where it has none. */
function filePassAt(stream: Buffer): number {
  for (let at = 0, seen = 0; at + 4 <= stream.length && seen < 20; seen++) {
    const type = stream.readUInt16LE(at)
    if (type === FILE_PASS) return at
    if (type === 0x0a) return -1
    at += 4 + stream.readUInt16LE(at + 2)
  }
  return -1
}

function blockKeysOf(data: Buffer): BlockKeys | null {
  const [major, minor] = [data.readUInt16LE(2), data.readUInt16LE(4)]
  if (major === 1 && data.length >= 54) return plainRc4(data)
  return major >= 2 && major <= 4 && minor === 2 && data.length >= 78 ? cryptoApiRc4(data) : null
}

function byBlocks(keys: BlockKeys): Decipher {
  const key = new Uint8Array(BLOCK)
  let known = -1
  return (byte, at) => {
    const block = Math.floor(at / BLOCK)
    if (block !== known) {
      const next = rc4(keys(block))
      for (let index = 0; index < BLOCK; index++) key[index] = next()
      known = block
    }
    return byte ^ key[at % BLOCK]!
  }
}

/** [MS-OFFCRYPTO] 2.3.7.3; where a record's bytes begin in the array: [MS-XLS] 2.2.10. */
function byXor(data: Buffer): Decipher | null {
  const [key, verifier] = [data.readUInt16LE(0), data.readUInt16LE(2)]
  if (key !== xorKey(DEFAULT_KEY_IN_BYTES) || verifier !== xorVerifier(DEFAULT_KEY_IN_BYTES)) return null
  const array = xorArray(DEFAULT_KEY_IN_BYTES)
  return (byte, at, length) => {
    const mixed = byte ^ array[(at + length) % 16]!
    return ((mixed << 3) | (mixed >> 5)) & 0xff
  }
}

/** `data`: of the FilePass record. Before Excel 97 it holds the two numbers of the XOR method alone. */
function decipherOf(data: Buffer): Decipher | null {
  if (data.length === 4) return byXor(data)
  if (data.length < 6) return null
  const kind = data.readUInt16LE(0)
  if (kind === 0) return byXor(data.subarray(2))
  const keys = kind === 1 ? blockKeysOf(data) : null
  return keys && byBlocks(keys)
}

/**
 * The stream of an .xls workbook with Excel's own key taken off. The stream itself where it is not encrypted; null where it is
 * by a key somebody chose, or in a way not known here.
 */
export function withoutDefaultKey(stream: Buffer): Buffer | null {
  const at = filePassAt(stream)
  if (at === -1) return stream
  const decipher = decipherOf(stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2)))
  if (!decipher) return null
  const plain = Buffer.from(stream)
  plain.writeUInt16LE(PADDING_RECORD, at)
  for (let record = 0; record + 4 <= stream.length;) {
    const type = stream.readUInt16LE(record)
    const end = Math.min(record + 4 + stream.readUInt16LE(record + 2), stream.length)
    // A sheet's place in the stream stays readable.
    const start = record + 4 + (type === BOUND_SHEET ? 4 : 0)
    for (let byte = start; byte < end && !IN_THE_CLEAR.has(type); byte++) {
      plain[byte] = decipher(stream[byte]!, byte, end - (record + 4))
    }
    record = end
  }
  return plain
}

interface Agile {
  salt: Buffer
  hash: string
  keyBits: number
}

function agile(tag: string): Agile {
  const value = (name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return {
    salt: Buffer.from(value('saltValue'), 'base64'),
    hash: value('hashAlgorithm').replace('-', '').toLowerCase(),
    keyBits: Number(value('keyBits')),
  }
}

function decrypted(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(bytes), cipher.final()])
}

function fitted(bytes: Buffer, length: number): Buffer {
  return bytes.length >= length
    ? bytes.subarray(0, length)
    : Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x36)])
}

const SEGMENT = 4096
const AES_BLOCK = 16
const MOST_SPINS = 1_000_000
/** What the keys of the password's own values are made with ([MS-OFFCRYPTO] 2.3.4.13). */
const FOR_VERIFIER = Buffer.from('fea7d2763b4b9e79', 'hex')
const FOR_VERIFIER_HASH = Buffer.from('d7aa0f6d3061344e', 'hex')
const FOR_KEY = Buffer.from('146e0be7abacd0d6', 'hex')

const STANDARD_SPINS = 50_000
const AES_KINDS = new Map([
  [0x660e, 128],
  [0x660f, 192],
  [0x6610, 256],
])

/** [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9, standard encryption, which Excel 2007 wrote. */
function standardPackage(info: Buffer, encrypted: Buffer): Buffer | null {
  const headerBytes = info.readUInt32LE(8)
  const header = info.subarray(12, 12 + headerBytes)
  const verifier = info.subarray(12 + headerBytes)
  const bits = AES_KINDS.get(header.readUInt32LE(8)) ?? header.readUInt32LE(16)
  if (![128, 192, 256].includes(bits) || verifier.length < 72) return null
  let spun = sha1(verifier.subarray(4, 20), DEFAULT_KEY)
  for (let spin = 0; spin < STANDARD_SPINS; spin++) spun = sha1(u32(spin), spun)
  const last = sha1(spun, u32(0))
  const padded = (filler: number): Buffer =>
    sha1(Buffer.from(Uint8Array.from({ length: 64 }, (_, index) => filler ^ (last[index] ?? 0))))
  const key = Buffer.concat([padded(0x36), padded(0x5c)]).subarray(0, bits / 8)
  const opened = (bytes: Buffer): Buffer => {
    const cipher = createDecipheriv(`aes-${bits}-ecb`, key, null).setAutoPadding(false)
    return Buffer.concat([cipher.update(bytes), cipher.final()])
  }
  const expected = opened(verifier.subarray(40, 72)).subarray(0, 20)
  if (!sha1(opened(verifier.subarray(20, 36))).equals(expected)) return null
  const content = encrypted.subarray(8)
  const whole = content.subarray(0, content.length - (content.length % AES_BLOCK))
  return opened(whole).subarray(0, Number(encrypted.readBigUInt64LE(0)))
}

/** The package inside an encrypted .xlsx, where Excel's own key opens it; null where another key does. */
export function packageUnderDefaultKey(info: Buffer, encrypted: Buffer): Buffer | null {
  const isStandard = info.length > 12 && info.readUInt16LE(2) === 2
  return isStandard ? standardPackage(info, encrypted) : agilePackage(info, encrypted)
}

/** [MS-OFFCRYPTO] 2.3.4.10 and on, agile encryption, which Excel has written since 2010. */
function agilePackage(info: Buffer, encrypted: Buffer): Buffer | null {
  const xml = info.toString('utf8', 8)
  const keyTag = /<(?:\w+:)?keyData\s[^>]*>/.exec(xml)?.[0]
  const passwordTag = /<(?:\w+:)?encryptedKey\s[^>]*>/.exec(xml)?.[0]
  if (keyTag === undefined || passwordTag === undefined) return null
  const password = agile(passwordTag)
  const spins = Number(/\sspinCount="(\d+)"/.exec(passwordTag)?.[1] ?? 0)
  if (spins > MOST_SPINS) return null
  const hashed = (hash: string, ...parts: Buffer[]): Buffer =>
    createHash(hash).update(Buffer.concat(parts)).digest()
  let spun = hashed(password.hash, password.salt, DEFAULT_KEY)
  for (let spin = 0; spin < spins; spin++) spun = hashed(password.hash, u32(spin), spun)
  const opened = (name: string, purpose: Buffer): Buffer => {
    const value = Buffer.from(new RegExp(`\\s${name}="([^"]*)"`).exec(passwordTag)?.[1] ?? '', 'base64')
    const key = fitted(hashed(password.hash, spun, purpose), password.keyBits / 8)
    return decrypted(key, fitted(password.salt, AES_BLOCK), value)
  }
  const verifier = hashed(password.hash, opened('encryptedVerifierHashInput', FOR_VERIFIER))
  const expected = opened('encryptedVerifierHashValue', FOR_VERIFIER_HASH)
  if (!verifier.equals(expected.subarray(0, verifier.length))) return null
  const data = agile(keyTag)
  const key = opened('encryptedKeyValue', FOR_KEY).subarray(0, data.keyBits / 8)
  const size = Number(encrypted.readBigUInt64LE(0))
  const pieces: Buffer[] = []
  for (let at = 8, segment = 0; at < encrypted.length; at += SEGMENT, segment++) {
    const piece = encrypted.subarray(at, at + SEGMENT)
    const whole = piece.subarray(0, piece.length - (piece.length % AES_BLOCK))
    const iv = fitted(hashed(data.hash, data.salt, u32(segment)), AES_BLOCK)
    pieces.push(decrypted(key, iv, whole))
  }
  return Buffer.concat(pieces).subarray(0, size)
}
