import { crc32, createDeflateRaw } from 'node:zlib'
import { Unreadable } from '#electron/workbook/unreadable.ts'

/** Where the bytes of the archive go; resolves when they are taken. */
export type ByteSink = (bytes: Uint8Array) => Promise<void>

interface Written {
  name: Buffer
  crc: number
  compressed: number
  size: number
  offset: number
}

/** UTF-8 names, sizes after the data (PKWARE APPNOTE 6.3, 4.4.4 bits 11 and 3). */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1 January 1980, the format's first day: the same report gives the same bytes whenever it is written. */
const DOS_DATE = 0x0021
const LARGEST = 0xffffffff
/** Fast: level 1 takes a third of the time of level 6 for a file some 15 % larger. */
const LEVEL = 1

/** A zip archive written part by part, none of them held in memory. */
export class ZipWriter {
  private readonly sink: ByteSink
  private readonly written: Written[] = []
  private offset = 0

  constructor(sink: ByteSink) {
    this.sink = sink
  }

  private async put(bytes: Buffer): Promise<void> {
    this.offset += bytes.length
    if (this.offset > LARGEST) {
      throw new Unreadable(
        'report-too-large',
        'The report would be larger than 4 GB. Export it as .csv instead.',
      )
    }
    await this.sink(bytes)
  }

  /** Writes one part from its texts. */
  async part(name: string, chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const entry: Written = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset: this.offset }
    await this.put(localHeader(entry))
    const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 256 * 1024 })
    const failed = Promise.withResolvers<never>()
    failed.promise.catch(() => undefined)
    deflate.on('error', failed.reject)
    const output = (async () => {
      for await (const bytes of deflate) {
        entry.compressed += (bytes as Buffer).length
        await this.put(bytes as Buffer)
      }
    })()
    output.catch(() => undefined)
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk)
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      if (deflate.write(bytes)) continue
      const drained = new Promise<void>((resolve) => deflate.once('drain', resolve))
      await Promise.race([drained, output, failed.promise])
    }
    deflate.end()
    await output
    await this.put(descriptor(entry))
    this.written.push(entry)
  }

  /** Writes the directory; nothing can be added after. */
  async end(): Promise<void> {
    const start = this.offset
    for (const entry of this.written) await this.put(directoryEntry(entry))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.written.length, 8)
    end.writeUInt16LE(this.written.length, 10)
    end.writeUInt32LE(this.offset - start, 12)
    end.writeUInt32LE(start, 16)
    await this.put(end)
  }
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DOS_DATE, 12)
  header.writeUInt16LE(entry.name.length, 26)
  return Buffer.concat([header, entry.name])
}

function descriptor(entry: Written): Buffer {
  if (entry.size > LARGEST) {
    throw new Unreadable(
      'report-too-large',
      'The report is too large for a workbook. Export it as .csv instead.',
    )
  }
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(entry.crc, 4)
  bytes.writeUInt32LE(entry.compressed, 8)
  bytes.writeUInt32LE(entry.size, 12)
  return bytes
}

function directoryEntry(entry: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DOS_DATE, 14)
  header.writeUInt32LE(entry.crc, 16)
  header.writeUInt32LE(entry.compressed, 20)
  header.writeUInt32LE(entry.size, 24)
  header.writeUInt16LE(entry.name.length, 28)
  header.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([header, entry.name])
}
