import { basename } from 'node:path'
import type { Calls, Events } from '#shared/api/contract.ts'
import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { LoadChoices, LoadNote } from '#shared/domain/sheet/workbook.ts'
import type { SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { Inbox } from '#electron/services/ports/inbox.ts'
import type { Workbooks } from '#electron/services/ports/workbooks.ts'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PatchStore } from '#electron/services/ports/patches.ts'
import type { PushWriting } from '#electron/services/ports/pushes.ts'
import { SheetLoader } from './sheet-loader.ts'
import type { z } from 'zod'

export interface FilesOptions {
  inbox: Inbox
  workbooks: Workbooks
  workspace: SheetStore & PatchStore & PushWriting & Pick<LinkStore, 'linkRows'>
  /** The attributes of an account, or the built-in ones where it has none to tell. */
  attributesOf(accountId: string): Promise<readonly Attribute[]>
  /** The sample workbook that comes with the program. */
  sample: { path: string; name: string }
  emit: <Name extends 'files.progress' | 'files.offered'>(name: Name, payload: z.infer<Events[Name]>) => void
}

export interface LoadedSheet {
  sheet: SheetHead
  notes: LoadNote[]
}

export interface FileService {
  /**
   * Reads a file into a new sheet, which becomes the open one. Whole or not at all: on any fault the sheet that was open
   * stays open, as it was.
   */
  load(
    file: { path: string; name: string },
    choices: LoadChoices,
    accountId: string,
    control: { signal: AbortSignal; onRows?: (rows: number) => void },
  ): Promise<Result<LoadedSheet>>
  /** Takes a file by its path for a page that was given it, without a copy. */
  take(path: string): Promise<Result<{ fileId: string; name: string }>>
  /** Files were named outside the page: by the menu, the system or another start. The page fetches the first of them. */
  offer(paths: readonly string[]): void
  handlers: Pick<
    Handlers<Calls>,
    | 'files.begin'
    | 'files.chunk'
    | 'files.sample'
    | 'files.takeOffered'
    | 'files.inspect'
    | 'files.load'
    | 'files.cancel'
  >
}

function gone(): ReturnType<typeof fail> {
  return fail('not-found', 'This file is no longer at hand. Open it again.')
}

export function createFiles(options: FilesOptions): FileService {
  const { inbox, workbooks, workspace, emit } = options
  /** What is going on with a file, so that it can be cancelled. */
  const running = new Map<string, AbortController>()
  /** What was offered last, until a page takes it: there may be none yet, or one that is just being loaded again. */
  let offered: readonly string[] = []

  async function exclusively<Value>(
    fileId: string,
    job: (signal: AbortSignal) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    if (running.has(fileId)) return fail('busy', 'This file is being read already.')
    const controller = new AbortController()
    running.set(fileId, controller)
    try {
      return await job(controller.signal)
    } finally {
      running.delete(fileId)
    }
  }

  const load: FileService['load'] = async (file, choices, accountId, { signal, onRows }) => {
    const loader = new SheetLoader({
      workspace,
      fileName: file.name,
      accountId,
      attributes: await options.attributesOf(accountId),
      onRows: onRows ?? (() => undefined),
    })
    try {
      const read = await workbooks.read(file.path, file.name, choices, loader, signal)
      if (!read.ok) {
        loader.drop()
        return read
      }
      return ok({ sheet: loader.finish(), notes: [...loader.notes(), ...read.value.notes] })
    } catch (error) {
      loader.drop()
      throw error
    }
  }

  return {
    load,
    take: (path) => inbox.take(path),
    offer(paths) {
      if (paths.length === 0) return
      offered = paths
      emit('files.offered', {})
    },
    handlers: {
      'files.begin': ({ name, size }) => inbox.begin(name, size),

      'files.chunk': async ({ fileId, base64 }) => {
        const taken = await inbox.append(fileId, Buffer.from(base64, 'base64'))
        if (!taken.ok) return taken
        emit('files.progress', { fileId, phase: 'receiving', rows: 0 })
        return ok({})
      },

      'files.sample': () => ok(inbox.adopt(options.sample.path, options.sample.name)),

      'files.takeOffered': async () => {
        const [path, ...others] = offered
        offered = []
        if (path === undefined) return ok({ file: null, others: 0 })
        const taken = await inbox.take(path)
        const file = taken.ok
          ? { kind: 'taken' as const, ...taken.value }
          : { kind: 'refused' as const, name: basename(path), problem: taken.fault.text }
        return ok({ file, others: others.length })
      },

      'files.inspect': async ({ fileId, choices }) => {
        const file = inbox.find(fileId)
        if (!file) return gone()
        emit('files.progress', { fileId, phase: 'reading', rows: 0 })
        return exclusively(fileId, (signal) => workbooks.inspect(file.path, file.name, choices, signal))
      },

      'files.load': async ({ fileId, choices, accountId }) => {
        const file = inbox.find(fileId)
        if (!file) return gone()
        emit('files.progress', { fileId, phase: 'reading', rows: 0 })
        const loaded = await exclusively(fileId, (signal) =>
          load(file, choices, accountId, {
            signal,
            onRows: (rows) => emit('files.progress', { fileId, phase: 'storing', rows }),
          }),
        )
        if (loaded.ok) await inbox.discard(fileId)
        return loaded
      },

      'files.cancel': async ({ fileId }) => {
        running.get(fileId)?.abort()
        await inbox.discard(fileId)
        return ok({})
      },
    },
  }
}
