import {
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MAX_FILE_BYTES } from '#electron/workbook/bounds.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/** The file a push is of, where it can be read as often as it takes. */
export interface InputFile {
  path: string
  name: string
  /** Forgets what was copied of a stream. */
  discard(): void
}

const NAME_OF_A_STREAM = 'stdin'
const IS_STDIN = /^(-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/

/**
 * Looks for a file by its name, `-` for what is piped in. `open` copies into `folder` what can be read only once, such as a
 * pipe.
 * @throws {Ending} where there is nothing to read
 */
export function findInput(given: string): { open(folder: string): Promise<InputFile> } {
  if (IS_STDIN.test(given)) {
    if (process.stdin.isTTY) {
      throw new Ending(
        WRONG_USAGE,
        'Nothing is piped in, so there is no file to read. Give its name, or pipe it: cat leads.csv | leadsheet push -',
      )
    }
    if (fstatSync(0).isDirectory()) {
      throw new Ending(WRONG_USAGE, 'What is piped in is a folder. Give the name of a file in it.')
    }
    return { open: (folder) => copied(process.stdin, folder) }
  }
  const path = resolve(given)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new Ending(WRONG_USAGE, `There is no file ${given}.`)
  if (found.isDirectory()) {
    throw new Ending(WRONG_USAGE, `${given} is a folder. Give the name of a file in it.`)
  }
  if (!found.isFile()) return { open: (folder) => copied(createReadStream(path), folder) }
  return { open: () => Promise.resolve({ path, name: basename(path), discard: () => undefined }) }
}

/** Of leads: for nobody else to read, and gone with the push. What a killed run left, the next one clears away. */
async function copied(stream: Readable, folder: string): Promise<InputFile> {
  mkdirSync(join(folder, 'inbox'), { recursive: true })
  const own = mkdtempSync(join(folder, 'inbox', 'piped-'))
  const discard = (): void => rmSync(own, { recursive: true, force: true })
  const path = join(own, NAME_OF_A_STREAM)
  try {
    await pipeline(stream, bounded, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    discard()
    throw error
  }
  return { path, name: NAME_OF_A_STREAM, discard }
}

async function* bounded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > MAX_FILE_BYTES) {
      const most = Math.round(MAX_FILE_BYTES / 1024 / 1024)
      throw new Ending(
        WRONG_USAGE,
        `More than ${most} MB were piped in; Leadsheet opens up to ${most} MB. Split it. Nothing was sent.`,
      )
    }
    yield chunk
  }
}
