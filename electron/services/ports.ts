import type { Result } from '#shared/api/faults.ts'
import type { AccountView, RateLimit, VaultState } from '#shared/domain/push/account.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Held, PackedHeld } from '#shared/domain/sheet/held.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import type { Outcome, PauseReason, PushPhase, PushSummary, RowState } from '#shared/domain/push/outcome.ts'
import type { PackedCells, PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { FileRowRun, FileRows } from '#shared/domain/sheet/file-rows.ts'
import type {
  Column,
  Row,
  RowId,
  SheetHead,
  SheetId,
  SheetPatch,
  SheetSettings,
} from '#shared/domain/sheet/sheet.ts'
import type { ReportRow, ReportRun, RestoredOutcome } from '#shared/domain/report/report.ts'
import type { ImageCell, PushWrite } from '#shared/domain/push/write.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { LoadChoices, LoadNote, WorkbookInspection } from '#shared/domain/sheet/workbook.ts'

/** Time, injected so that tests own it. */
export interface Clock {
  /** Milliseconds since some fixed point; never jumps, fractions of a millisecond count. */
  monotonic(): number
  /** Milliseconds since 1970, UTC. May jump. */
  wall(): number
  /** Resolves after `ms`; rejects with `signal.reason` when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Log {
  /** One line; callers never pass a key, a query string or a lead's values. */
  write(line: string): void
}

/* ── LeadSquared ─────────────────────────────────────────────────────────────────────────────────────────────── */

/** Where and as whom to call. Lives in main-process memory only. */
export interface Credentials {
  /** Origin: scheme, host and port. Plain http for loopback hosts only. */
  origin: string
  accessKey: string
  secretKey: string
  transport: 'query' | 'headers'
}

/** One element of the answer's array (contract: Response). `rowNumber` counts from 1 in each call. */
export interface RowResult {
  /** At most once in an answer: a row that is named twice is left out. */
  rowNumber: number
  leadId: string | null
  created: boolean
  updated: boolean
  /** The server's reason for refusing the row; null where it took it. */
  refusal: { exceptionType: string; message: string } | null
}

/** Every way a bulk call can end, as the sender must tell them apart. */
export type CallAnswer =
  | { kind: 'results'; results: RowResult[] }
  /** Over the limit; nothing was processed. Null: the server did not say. */
  | { kind: 'throttled'; calls: number | null; seconds: number | null; retryAfterMs: number | null }
  /** 401, or 403 without a limit message. */
  | { kind: 'account-refused'; status: number; details: string }
  /** No LeadSquared is to be had at this address, and asking again changes nothing. */
  | { kind: 'wrong-address'; host: string; why: WrongAddress; status?: number; details: string }
  /** 400, or 500 with an `MX…` body: the call was refused whole, nothing was processed, asking again changes nothing. */
  | { kind: 'refused'; status: number; exceptionType: string | null; details: string }
  /**
   * Nothing was processed and trying later may work. `offline`: no network at all. `atWork`: a gateway gave up waiting for
   * the service behind it, which may be at work all the same. `why`: what kept the call from being made; left out where it
   * was answered.
   */
  | { kind: 'passing'; offline: boolean; details: string; why?: Unreachable; atWork?: 'perhaps' }
  /**
   * May or may not have been processed. `atWork`: the service may still be (@default 'perhaps'); is slower than we waited
   * ('late'); or has certainly done what it does ('over').
   */
  | { kind: 'unclear'; details: string; atWork?: 'perhaps' | 'late' | 'over' }

/**
 * no-service: 404 and the like · redirect: sent on to another address · certificate: it could not prove who it is · no-tls:
 * it speaks no https · unverified: certificates are not checked on this machine, so nothing was sent.
 */
export type WrongAddress = 'no-service' | 'redirect' | 'certificate' | 'no-tls' | 'unverified'

/** no-name: there is no host of that name · refused: nobody listens there · no-connection: none came about. */
export type Unreachable = 'no-name' | 'refused' | 'no-connection'

export interface WhoAmI {
  user: string
  email: string
  role: string
  organisation: string
}

/** A side call's end; its failures are the bulk call's. */
export type SideAnswer<Value> = { kind: 'value'; value: Value } | Exclude<CallAnswer, { kind: 'results' }>

export interface CallHooks {
  /** The request's head has been handed to the socket: the moment the rate window is counted from. */
  onWire(): void
  signal?: AbortSignal
}

/** LeadSquared over HTTP; the only port that knows the vendor. Never throws for anything the network can do. */
export interface LeadApi {
  createOrUpdate(credentials: Credentials, leads: readonly Lead[], hooks: CallHooks): Promise<CallAnswer>
  whoAmI(credentials: Credentials, hooks: CallHooks): Promise<SideAnswer<WhoAmI>>
  attributes(credentials: Credentials, hooks: CallHooks): Promise<SideAnswer<Attribute[]>>
  close(): Promise<void>
}

/* ── Accounts and their secrets ──────────────────────────────────────────────────────────────────────────────── */

/** What rests of an account apart from its keys. */
export type AccountRecord = Omit<AccountView, 'keys' | 'practice'>

export interface Keys {
  accessKey: string
  secretKey: string
}

/** Account records and sealed keys at rest (electron-store on the desktop, a file elsewhere). */
export interface AccountStore {
  load(): AccountRecord[]
  save(records: AccountRecord[]): void
  vaultState(): VaultState
  /** Opens the passphrase vault, making it the first time; a fault where the passphrase is wrong. */
  unlock(passphrase: string): Promise<Result<VaultState>>
  reset(): VaultState
  keysState(accountId: string): AccountView['keys']
  /** Whether anything holds keys of this account, be it another way in whose lock this one cannot open. */
  keepsKeys(accountId: string): boolean
  /** Null where none are held, the vault is locked, or they were given for another host or transport. Never throws for a damaged entry. */
  keys(accountId: string): Keys | null
  /** For the host and the transport the account has now. Seals them where it can, else keeps them for this run only. */
  putKeys(accountId: string, keys: Keys): Promise<void>
  removeKeys(accountId: string): void
}

/** The practice server, started on first use. */
export interface Practice {
  credentials(): Promise<Credentials>
  leadCount(): Promise<number>
  empty(): Promise<number>
  close(): Promise<void>
}

/* ── The workspace ───────────────────────────────────────────────────────────────────────────────────────────── */

export interface RowsPage {
  rows: Row[]
  outcomes: Outcome[]
  changed: RowId[]
  done: boolean
}

/** A row as a push keeps it: what it was when the push began, and what became of it. */
export interface PushRow extends Outcome {
  /** Order of sending, from 0. */
  seq: number
  cells: string[]
  held?: Held | undefined
  /** The lead where it is not simply the row's own (merged duplicates); null otherwise. */
  lead: Lead | null
  /** The row whose lead this one was merged into and whose fate it shares; null where it travels by itself. */
  carrierId: RowId | null
  /** Sending its lead again can only update (see `repeatIsUpdate`), so an unclear try may be repeated. */
  repeatable: boolean
  /** A try of it ended unclear: an "updated" may be our own create. */
  unclear: boolean
}

/** A row as a new push is written; `image`: what its lead held before, of exactly the attributes it writes. */
export type NewPushRow = Omit<PushRow, 'pushId'> & {
  image?: { leadId: string; cells: readonly ImageCell[] } | null | undefined
}

export interface PushRecord {
  summary: PushSummary
  accountId: string
  /** Of a push, each knows what its attribute took when the push began: its leads stay what was reviewed. */
  columns: SentColumn[]
  settings: SheetSettings
  /** Queued rows of which a try ended unclear: cancelling leaves them unknown. */
  unclear: number
  /** Of a push that has not ended: the last moment (ms since 1970) at which the server may be at work on one of its calls. */
  atWorkUntil: number | null
  /** Given for this push alone, in place of what its account is set to. */
  ownLimit: RateLimit | null
  pauseReason: PauseReason | null
  note: string
  /** How it writes; null: creates and updates, without a comparison. */
  write: PushWrite | null
}

/**
 * All that must survive: sheets, edits, pushes, outcomes, recent calls. Synchronous, one file, one process at a time;
 * a method that returns has its change on disk.
 */
export interface Workspace {
  close(): void

  /** The page that opened last, in this run or an earlier one; null where none is known. */
  lastPage(): string | null
  rememberPage(pageId: string): void

  openSheet(): SheetHead | null
  sheets(): { id: SheetId; name: string; accountId: string; rowCount: number; openedAt: string }[]
  head(sheetId: SheetId): SheetHead | null
  createSheet(name: string, columns: Column[], settings: SheetSettings): SheetHead
  /** For loads that must be all or nothing: a sheet made but not yet open is dropped at the next start. */
  appendRows(sheetId: SheetId, rows: readonly PackedRow[]): void
  /** Keeps what the file calls the rows of a sheet. Runs come in the order of their rows. */
  keepFileRows(sheetId: SheetId, runs: readonly FileRowRun[]): void
  /** What the file calls each row of the sheet; rows keep it whatever is edited, moved, deleted or brought back. */
  fileRows(sheetId: SheetId): FileRows
  switchTo(sheetId: SheetId): SheetHead | null
  removeSheet(sheetId: SheetId): void
  rows(sheetId: SheetId, afterRank: number | null, limit: number): RowsPage
  /** Whether any cell of the sheet, or of the push, holds something other than it shows. */
  holds(source: { sheetId: SheetId } | { pushId: number }): boolean
  rowsById(sheetId: SheetId, ids: readonly RowId[]): Row[]
  /** False where the batch was applied before. */
  applyPatches(sheetId: SheetId, pageId: string, batch: number, patches: readonly SheetPatch[]): boolean
  rememberedMappings(): [heading: string, attribute: string | null][]

  /** Begins to write a push. Until `openPush` nobody sees it, and the next start drops it. */
  createPush(
    record: Omit<PushRecord, 'summary' | 'unclear' | 'atWorkUntil' | 'ownLimit' | 'write'> & {
      /** @default null */
      write?: PushWrite | null
      /** @default null */
      ownLimit?: RateLimit | null
      summary: Omit<PushSummary, 'pushId' | 'accountId' | 'counts' | 'rows'>
    },
  ): number
  appendPushRows(pushId: number, rows: readonly NewPushRow[]): void
  /** What was decided about rows once all were seen: duplicates left out, or merged into a carrier. */
  amendPushRows(
    pushId: number,
    rows: readonly Pick<PushRow, 'rowId' | 'state' | 'message' | 'lead' | 'carrierId' | 'repeatable'>[],
  ): void
  /**
   * The push is whole: from here on it is the latest of its rows, but for those it only left out and of which an earlier
   * push to the same account knows more.
   */
  openPush(pushId: number): void
  /** Of these rows of the push, those whose outcome is an earlier push's. */
  ownedByEarlierPush(pushId: number, ids: readonly RowId[]): Set<RowId>
  /** Forgets a push that was not opened. */
  dropPush(pushId: number): void
  push(pushId: number): PushRecord | null
  pushes(): PushSummary[]
  /** The push that is not ended; null where there is none. */
  unfinishedPush(): PushRecord | null
  /** In order of `seq`, from the first after `afterSeq`; `state` keeps only the rows in it. */
  pushRows(pushId: number, afterSeq: number | null, limit: number, state?: RowState): PushRow[]
  /** What is to be sent of these rows, in their order; of each one there is. */
  pushCells(pushId: number, seqs: readonly number[]): Pick<PushRow, 'cells' | 'held' | 'lead'>[]
  /** In the order of `ids`; ids that are not of the push are left out. */
  pushRowsById(pushId: number, ids: readonly RowId[]): PushRow[]
  setPushPhase(pushId: number, phase: PushPhase, reason: PauseReason | null, note: string): void
  updatePush(
    pushId: number,
    change: Partial<
      Pick<PushSummary, 'calls' | 'throttled' | 'seconds' | 'limits' | 'endedAt'> &
        Pick<PushRecord, 'ownLimit'>
    >,
  ): void
  /**
   * Before the first byte: these rows are under way, each call's in the call of that ordinal; all of them or none.
   * `atWorkUntil`: ms since 1970.
   */
  markSending(
    pushId: number,
    calls: readonly { call: number; seqs: readonly number[]; sentAt: string; atWorkUntil: number }[],
  ): void
  /**
   * Before anyone is told: what became of these rows, and, all in one, of the calls they were in: until when the server may
   * be at work on each (ms since 1970), null where it is done.
   */
  settle(
    pushId: number,
    rows: readonly Pick<
      PushRow,
      'seq' | 'state' | 'leadId' | 'message' | 'details' | 'unclear' | 'attempts'
    >[],
    calls?: readonly { call: number; atWorkUntil: number | null }[],
  ): void
  /** Calls of any push to this host at which its server may be at work after `wall`; all in ms since 1970. Forgets those of days ago. */
  callsAtWork(host: string, wall: number): { pushId: number; call: number; until: number }[]
  /** The rows whose latest call was one of these. */
  rowsOfCalls(pushId: number, calls: readonly number[]): PushRow[]
  /** Of those rows, the leads they were known to be when the push was written. */
  imagesOfCalls(pushId: number, calls: readonly number[]): { seq: number; leadId: string }[]

  /** Of the queued rows, those never tried become 'cancelled', those with an unclear try 'unknown'. */
  cancelQueued(pushId: number, messages: { cancelled: string; unknown: string }): void
  /** Makes the rows of a push, as they were sent, a sheet of its own with their outcomes; not yet open. */
  sheetFromPush(pushId: number, name: string): SheetHead | null

  /** Wall-clock times in ms of the account's calls since `sinceWall`, oldest first. */
  recentCalls(accountId: string, sinceWall: number): number[]
  recordCall(accountId: string, atWall: number): void
}

/* ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/** Where the files lie that are being opened: those a page sends over, and those that are on this machine already. */
export interface Inbox {
  /** Makes room for a file of `size` bytes; a fault where it is too large or the disk is full. */
  begin(name: string, size: number): Promise<Result<{ fileId: string }>>
  append(fileId: string, bytes: Uint8Array): Promise<Result<unknown>>
  /** A file that lies elsewhere and stays there. */
  adopt(path: string, name: string): { fileId: string }
  find(fileId: string): { path: string; name: string } | null
  /** Forgets it, and deletes it where it was sent over. */
  discard(fileId: string): Promise<void>
}

/** A batch of a table under way out of the reading process. The reader waits until the sink's promise resolves. */
export interface TableSink {
  begin(name: string, headers: string[], restored: ReportRun | null): Promise<void>
  /**
   * `held[i]`, `outcomes[i]` and `places[i]` belong to `rows[i]`. `held` is empty where nothing is held. An outcome is null where the row is
   * still to be sent; there are none where the file is no report of ours. A place is what the file calls the row, from 1.
   */
  rows(
    rows: readonly PackedCells[],
    held: readonly PackedHeld[],
    outcomes: readonly (RestoredOutcome | null)[],
    places: readonly number[],
  ): Promise<void>
}

/** Reads and writes workbooks in a process of its own, bounded in time and memory. */
export interface Workbooks {
  inspect(
    path: string,
    name: string,
    choices: LoadChoices,
    signal: AbortSignal,
  ): Promise<Result<WorkbookInspection>>
  read(
    path: string,
    name: string,
    choices: LoadChoices,
    sink: TableSink,
    signal: AbortSignal,
  ): Promise<Result<{ notes: LoadNote[] }>>
  /**
   * `rows` is pulled batch by batch; the file appears under `path` whole or not at all. `cut` counts the cells that were
   * longer than a workbook can hold.
   */
  writeReport(
    path: string,
    format: 'xlsx' | 'csv',
    run: ReportRun,
    rows: Iterable<ReportRow[]>,
    signal: AbortSignal,
  ): Promise<Result<{ rows: number; cut: number }>>
}

/** Where a report goes: a path the person picks, or a download. `write` is called with a path to write to. */
export interface SaveTarget {
  save(
    suggestedName: string,
    write: (path: string) => Promise<Result<unknown>>,
  ): Promise<
    Result<
      | { kind: 'saved'; path: string }
      | { kind: 'download'; url: string; name: string }
      | { kind: 'cancelled' }
    >
  >
}
