import { fork } from 'node:child_process'
import { fail, type Result } from '#shared/api/faults.ts'
import type { ReportRow, ReportRun } from '#shared/domain/report/report.ts'
import type { LoadChoices, LoadNote, WorkbookInspection } from '#shared/domain/sheet/workbook.ts'
import { childEnvironment } from '#electron/process/child-environment.ts'
import type { TableSink, Workbooks } from '#electron/services/ports/workbooks.ts'
import {
  IDLE_MS,
  MAX_MEMORY_BYTES,
  MAX_SILENCE_MS,
  MB,
  SILENCE_MS_PER_MB,
} from '#electron/workbook/bounds.ts'
import type { UnfinishedFiles } from './unfinished-files.ts'
import type { FromWorkbook, ProcessCarrier, ToWorkbook } from '#electron/workbook/protocol.ts'

/** Starts the workbook process as a child of this one. `path`: its entry, `.ts` in source and `.js` in a build. */
export function childProcessCarrier(path: string): ProcessCarrier & { pid: number | undefined } {
  const child = fork(path, {
    serialization: 'advanced',
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--max-old-space-size=2800', '--no-warnings'],
  })
  let ended = false
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true
      resolve()
    }
    child.on('exit', end)
    child.on('error', end)
  })
  return {
    pid: child.pid,
    send: (message) => {
      if (!ended) child.send(message, () => undefined)
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromWorkbook)),
    onExit: (listener) => void exited.then(listener),
    kill: () => child.kill('SIGKILL'),
  }
}

export interface WorkbookOptions {
  spawn: () => ProcessCarrier
  /** Where reports are written until they are whole. */
  unfinished: Pick<UnfinishedFiles, 'begin'>
  /** Milliseconds without a sign of life after which the process is ended. */
  silenceMs?: number
  idleMs?: number
}

const CANCELLED = fail('cancelled', 'Cancelled. Nothing was changed.')

/** Advice that fits the file: text is no better off as .csv. */
function smaller(name: string): string {
  return /\.(csv|tsv|txt|tab)$/i.test(name)
    ? 'Split it into files with fewer rows, or leave out the columns you do not need where you export it.'
    : 'Split it, or save it as .csv.'
}

function died(job: ToWorkbook): Extract<Result<never>, { ok: false }> {
  if (job.type === 'write') {
    return fail(
      'cannot-write',
      'The report could not be written: the process that writes it ended. Export it again.',
    )
  }
  const bound = Math.round(MAX_MEMORY_BYTES / 1024 / 1024 / 1024)
  return {
    ok: false,
    fault: {
      kind: 'unreadable-file',
      code: 'memory',
      text:
        `Reading this file was stopped: it needs more memory than Leadsheet allows (${bound} GB), or it is damaged. ` +
        `${smaller(nameOf(job))} Nothing was changed.`,
    },
  }
}

const nameOf = (job: ToWorkbook): string => ('name' in job ? job.name : '')

function tooSlow(job: ToWorkbook): Extract<Result<never>, { ok: false }> {
  return {
    ok: false,
    fault: {
      kind: 'unreadable-file',
      code: 'time',
      text:
        `Reading this file was stopped: it takes far longer than a file of its size should. ${smaller(nameOf(job))} ` +
        'Nothing was changed.',
    },
  }
}

/** One process, one job at a time, with its clock running only while it owes us something. */
class Helper {
  private readonly carrier: ProcessCarrier
  private readonly silenceMs: number
  private timer: NodeJS.Timeout | undefined
  private listener: ((message: FromWorkbook) => void) | null = null
  private ending: ((why: 'died' | 'silent') => void) | null = null
  alive = true

  constructor(carrier: ProcessCarrier, silenceMs: number) {
    this.carrier = carrier
    this.silenceMs = silenceMs
    carrier.onMessage((message) => {
      clearTimeout(this.timer)
      if (message.type === 'parsing') this.wait(this.silenceMs + (message.bytes / MB) * SILENCE_MS_PER_MB)
      else this.listener?.(message)
    })
    carrier.onExit(() => this.stop('died'))
  }

  private stop(why: 'died' | 'silent'): void {
    clearTimeout(this.timer)
    this.alive = false
    this.ending?.(why)
    this.ending = null
  }

  /** Sends, and expects to hear something within the bound. */
  send(message: ToWorkbook): void {
    this.wait(this.silenceMs)
    this.carrier.send(message)
  }

  private wait(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.carrier.kill()
      this.stop('silent')
    }, ms)
  }

  end(): void {
    clearTimeout(this.timer)
    this.alive = false
    this.ending = null
    this.carrier.kill()
  }

  /** Runs one job until `onMessage` answers other than undefined. */
  job<Value>(
    first: ToWorkbook,
    signal: AbortSignal,
    onMessage: (message: FromWorkbook) => Result<Value> | undefined | Promise<Result<Value> | undefined>,
  ): Promise<Result<Value>> {
    return new Promise((resolve, reject) => {
      const settle = (result: Result<Value>): void => {
        signal.removeEventListener('abort', cancel)
        this.listener = null
        this.ending = null
        resolve(result)
      }
      const cancel = (): void => {
        this.end()
        settle(CANCELLED)
      }
      if (signal.aborted) {
        cancel()
        return
      }
      signal.addEventListener('abort', cancel, { once: true })
      this.ending = (why) => settle(why === 'silent' ? tooSlow(first) : died(first))
      this.listener = (message) => {
        const answered = (async () => onMessage(message))()
        answered.then(
          (result) => {
            if (result) settle(result)
          },
          (error: unknown) => {
            signal.removeEventListener('abort', cancel)
            this.end()
            reject(error instanceof Error ? error : new Error(String(error)))
          },
        )
      }
      this.send(first)
    })
  }
}

/** Workbooks over a process of their own. Closing ends whatever is under way. */
export function createWorkbooks(options: WorkbookOptions): Workbooks & { close(): void } {
  const silenceMs = options.silenceMs ?? MAX_SILENCE_MS
  const idleMs = options.idleMs ?? IDLE_MS
  const running = new Set<Helper>()
  /** Keeps a file that was inspected, so that loading it need not parse it again. */
  let kept: { path: string; helper: Helper; timer: NodeJS.Timeout } | null = null

  function start(): Helper {
    const helper = new Helper(options.spawn(), silenceMs)
    running.add(helper)
    return helper
  }

  function end(helper: Helper): void {
    running.delete(helper)
    helper.end()
  }

  function reader(path: string): Helper {
    const found = kept
    if (!found) return start()
    clearTimeout(found.timer)
    kept = null
    if (found.path === path && found.helper.alive) return found.helper
    end(found.helper)
    return start()
  }

  function keep(path: string, helper: Helper): void {
    if (kept) end(kept.helper)
    const timer = setTimeout(() => {
      if (kept?.helper === helper) kept = null
      end(helper)
    }, idleMs)
    timer.unref()
    kept = { path, helper, timer }
  }

  return {
    async inspect(path: string, name: string, choices: LoadChoices, signal: AbortSignal) {
      const helper = reader(path)
      const result = await helper.job<WorkbookInspection>(
        { type: 'inspect', path, name, choices },
        signal,
        (message) => (message.type === 'inspected' ? message.result : undefined),
      )
      if (result.ok) keep(path, helper)
      else end(helper)
      return result
    },

    async read(path: string, name: string, choices: LoadChoices, sink: TableSink, signal: AbortSignal) {
      const helper = reader(path)
      try {
        return await helper.job<{ notes: LoadNote[] }>(
          { type: 'read', path, name, choices },
          signal,
          async (message) => {
            if (message.type === 'done') return message.result
            if (message.type === 'begin') await sink.begin(message.name, message.headers, message.restored)
            if (message.type === 'rows') {
              const { rows, held, outcomes, places } = message
              await sink.rows(rows.split('\n'), held, outcomes, places)
            }
            if (helper.alive) helper.send({ type: 'next' })
            return undefined
          },
        )
      } finally {
        end(helper)
      }
    },

    async writeReport(
      path: string,
      format: 'xlsx' | 'csv',
      run: ReportRun,
      rows: Iterable<ReportRow[]>,
      signal: AbortSignal,
    ) {
      const { part, done } = options.unfinished.begin(path)
      const helper = start()
      const batches = rows[Symbol.iterator]()
      try {
        return await helper.job<{ rows: number; cut: number }>(
          { type: 'write', path, part, format, run },
          signal,
          (message) => {
            if (message.type === 'written') return message.result
            const next = batches.next()
            helper.send({ type: 'reportRows', rows: next.done === true ? null : next.value })
            return undefined
          },
        )
      } finally {
        end(helper)
        done()
      }
    },

    close() {
      if (kept) clearTimeout(kept.timer)
      kept = null
      for (const helper of running) helper.end()
      running.clear()
    },
  }
}
