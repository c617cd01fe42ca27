/**
 * The workbook process: bytes → rows, report → bytes, one job at a time. It runs as a child process or as an Electron utility process; the
 * difference is the carrier below. A file stays open between the inspection and the loading of it.
 */
import { flushCompileCache } from 'node:module'
import type { Result } from '#shared/api/faults.ts'
import type { ReportRow } from '#shared/domain/report/report.ts'
import { packHeld } from '#shared/domain/sheet/held.ts'
import { packCells } from '#shared/domain/sheet/packed-row.ts'
import type { LoadChoices } from '#shared/domain/sheet/workbook.ts'
import { inspectFile } from '#electron/workbook/read/inspection.ts'
import { endOnRejection } from '#electron/process/uncaught-errors.ts'
import { watchMemory } from './memory-watch.ts'
import { openFile } from '#electron/workbook/read/open-file.ts'
import type { FromWorkbook, ToWorkbook } from './protocol.ts'
import type { OpenedFile } from '#electron/workbook/read/raw-sheet.ts'
import { readTable } from '#electron/workbook/read/table-reader.ts'
import { Unreadable } from './unreadable.ts'

interface Carrier {
  send: (message: FromWorkbook) => void
  onMessage: (listener: (message: ToWorkbook) => void) => void
}

/** Electron gives a utility process a port where a child process has its own channel. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

function carrier(): Carrier {
  const port = (process as unknown as { parentPort?: ParentPort }).parentPort
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data as ToWorkbook)),
    }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToWorkbook)),
  }
}

function serve({ send, onMessage }: Carrier): void {
  /**
   * The last word of a job. This process is ended by a kill, so what Node compiled would never be kept where somebody wants it to be
   * (NODE_COMPILE_CACHE); elsewhere, and where it is there already, this does nothing.
   */
  function end(message: FromWorkbook): void {
    flushCompileCache()
    send(message)
  }

  let opened: { key: string; file: OpenedFile } | null = null
  let taken: (() => void) | null = null
  let given: ((rows: ReportRow[] | null) => void) | null = null

  async function open(path: string, name: string, choices: LoadChoices): Promise<OpenedFile> {
    const key = JSON.stringify([path, name, choices.encoding, choices.delimiter])
    if (opened?.key === key) return opened.file
    opened = null
    const file = await openFile(path, name, choices, (bytes) => send({ type: 'parsing', bytes }))
    opened = { key, file }
    return file
  }

  async function read(path: string, name: string, choices: LoadChoices): Promise<void> {
    const table = readTable(await open(path, name, choices), choices)
    const whenTaken = (): Promise<void> =>
      new Promise((resolve) => {
        taken = resolve
      })
    let before = whenTaken()
    send({ type: 'begin', name: table.name, headers: table.headers, restored: table.restored })
    for (const { rows, held, places, outcomes } of table.batches) {
      // Made ready while the program still stores the batch before.
      const packed = rows.map(packCells).join('\n')
      const packedHeld = held.some((row) => row !== undefined) ? held.map(packHeld) : []
      await before
      before = whenTaken()
      send({ type: 'rows', rows: packed, held: packedHeld, places, outcomes })
    }
    await before
    end({ type: 'done', result: { ok: true, value: { notes: table.notes() } } })
  }

  async function* reportRows(): AsyncGenerator<ReportRow[]> {
    for (;;) {
      const answered = new Promise<ReportRow[] | null>((resolve) => {
        given = resolve
      })
      send({ type: 'wantRows' })
      const rows = await answered
      if (!rows) return
      yield rows
    }
  }

  async function write({ path, part, format, run }: Extract<ToWorkbook, { type: 'write' }>): Promise<void> {
    const { writeAtomically } = await import('#electron/workbook/write/atomic-file.ts')
    const writer =
      format === 'xlsx'
        ? (await import('#electron/workbook/write/report-xlsx.ts')).writeReportXlsx
        : (await import('#electron/workbook/write/report-csv.ts')).writeReportCsv
    const result = await writeAtomically(path, part, (sink) => writer(sink, run, reportRows()))
    end({
      type: 'written',
      result: result.ok ? { ok: true, value: { rows: result.value.rows, cut: result.value.cut } } : result,
    })
  }

  /** Faults of a file are answers; anything else ends the process, and the other side says so. */
  function answering(
    job: Promise<void>,
    answer: (result: Extract<Result<never>, { ok: false }>) => void,
  ): void {
    job.catch((error: unknown) => {
      if (!(error instanceof Unreadable)) throw error
      answer({ ok: false, fault: error.fault })
    })
  }

  onMessage((message) => {
    switch (message.type) {
      case 'inspect':
        answering(
          open(message.path, message.name, message.choices).then((file) => {
            end({
              type: 'inspected',
              result: { ok: true, value: inspectFile(file, message.name, message.choices) },
            })
          }),
          (result) => send({ type: 'inspected', result }),
        )
        break
      case 'read':
        answering(read(message.path, message.name, message.choices), (result) =>
          send({ type: 'done', result }),
        )
        break
      case 'write':
        answering(write(message), (result) => send({ type: 'written', result }))
        break
      case 'next':
        taken?.()
        break
      case 'reportRows':
        given?.(message.rows)
        break
    }
  })
}

endOnRejection()
watchMemory()
serve(carrier())
