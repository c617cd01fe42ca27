import { z } from 'zod'
import {
  AccountCheck,
  AccountDraft,
  Accounts,
  AccountView,
  CallSpending,
  VaultState,
} from '#shared/domain/push/account.ts'
import { ProxyDraft } from '#shared/domain/push/proxy.ts'
import { AttributeList } from '#shared/domain/sheet/attributes.ts'
import {
  Outcome,
  PushId,
  PushProgress,
  PushRequest,
  PushReview,
  PushSummary,
} from '#shared/domain/push/outcome.ts'
import { AfterView } from '#shared/domain/push/after.ts'
import { Recipe } from '#shared/domain/recipe/recipe.ts'
import { PhoneOwner } from '#shared/domain/push/write.ts'
import { UndoCell, UndoKind, UndoReview } from '#shared/domain/push/undo.ts'
import {
  ComparedRow,
  ComparePlan,
  CompareRequest,
  CompareState,
  LinkedRow,
  MatchKind,
  ReadWay,
} from '#shared/domain/reading/comparison.ts'
import { LeadListView, PullPlan, PullProgress, PullRequest } from '#shared/domain/reading/pull.ts'
import { ColumnId, Row, RowId, SheetHead, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { LoadChoices, LoadNote, WorkbookInspection } from '#shared/domain/sheet/workbook.ts'

const Nothing = z.object({})
const FileId = z.string()
/** A path the person chose, or an address the page downloads from once. */
const Saved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), path: z.string() }),
  z.object({ kind: z.literal('download'), url: z.string(), name: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
])
const Recipes = z.object({
  /** By name. */
  recipes: z.array(z.object({ recipe: Recipe, savedAt: z.string() })),
  /** Files among them that are no recipes, each with why. */
  unread: z.array(z.object({ file: z.string(), text: z.string() })),
})

/** Every call the page can make. The host validates each input, the page each output. */
export const calls = {
  /**
   * First call of a page on a connection. A page that arrives takes the sheet over, and the one that held it is told. A page
   * that comes back (`resumed`) holds it still, unless a newer one has opened since: then it may only hand in what it had
   * not saved, with `workspace.patch`.
   */
  'session.open': {
    input: z.object({ pageId: z.string(), resumed: z.boolean().default(false) }),
    output: z.object({
      mode: z.enum(['desktop', 'browser']),
      version: z.string(),
      locale: z.string(),
      /** A newer page has the sheet; this one may hand in, and nothing else. */
      superseded: z.boolean(),
    }),
  },

  /** The sheet that was open last; null where there is none. */
  'workspace.open': { input: Nothing, output: z.object({ sheet: SheetHead.nullable() }) },
  /** Rows in rank order, from the first one after `afterRank` (exclusive; null: the start). The page pulls. */
  'workspace.rows': {
    input: z.object({
      sheetId: SheetId,
      afterRank: z.number().nullable(),
      limit: z.number().int().min(1).max(20_000),
    }),
    output: z.object({
      rows: z.array(Row),
      /** Of these rows, those that have one. */
      outcomes: z.array(Outcome),
      /** Ids among these rows edited since their outcome. */
      changed: z.array(z.number().int()),
      done: z.boolean(),
    }),
  },
  /** Batches of one page count up from 1; one that was applied before is answered, not applied again. */
  'workspace.patch': {
    input: z.object({
      sheetId: SheetId,
      pageId: z.string(),
      batch: z.number().int(),
      patches: z.array(SheetPatch),
    }),
    output: Nothing,
  },
  /**
   * The holder lets in what older pages hand in. It has saved everything of its own and writes nothing until the answer;
   * then it pulls the sheets in `sheetIds` again.
   */
  'workspace.takeIn': {
    input: Nothing,
    output: z.object({
      sheetIds: z.array(SheetId),
      /** Cells both pages had changed; they keep what the holder wrote. */
      cellsKept: z.number().int(),
    }),
  },
  'workspace.create': {
    input: z.object({ name: z.string(), accountId: z.string() }),
    output: SheetHead,
  },
  'workspace.sheets': {
    input: Nothing,
    output: z.object({
      sheets: z.array(
        z.object({
          id: SheetId,
          name: z.string(),
          accountId: z.string(),
          rowCount: z.number().int(),
          openedAt: z.string(),
          /** Its place among the tabs, from the left; null: it is closed. */
          tab: z.number().nullable(),
        }),
      ),
    }),
  },
  /** Another sheet's columns, to look up in it; it stays as it is, and so does the open one. */
  'workspace.head': { input: z.object({ sheetId: SheetId }), output: SheetHead },
  /** Makes a sheet the open one. */
  'workspace.switch': { input: z.object({ sheetId: SheetId }), output: SheetHead },
  /** Puts the tabs of these sheets into this order. */
  'workspace.arrange': { input: z.object({ tabs: z.array(SheetId) }), output: Nothing },
  /** Takes a sheet's tab away; the sheet stays. The open one is then open no more. */
  'workspace.close': { input: z.object({ sheetId: SheetId }), output: Nothing },
  /** How a sheet is looked at, for the next time; no part of what is in it. */
  'workspace.keepLook': { input: z.object({ sheetId: SheetId, look: SheetLook }), output: Nothing },
  'workspace.remove': { input: z.object({ sheetId: SheetId }), output: Nothing },
  /** What was chosen before for headings like these; keys are normalised headings. */
  'workspace.mappings': {
    input: Nothing,
    output: z.object({ remembered: z.array(z.tuple([z.string(), z.string().nullable()])) }),
  },

  /** A file comes over in order: begin, chunks, then inspect and load. */
  'files.begin': {
    input: z.object({ name: z.string(), size: z.number().int().nonnegative() }),
    output: z.object({ fileId: FileId }),
  },
  'files.chunk': { input: z.object({ fileId: FileId, base64: z.string() }), output: Nothing },
  /** The sample workbook that comes with the program, as if it had been opened. */
  'files.sample': { input: Nothing, output: z.object({ fileId: FileId }) },
  /** What was offered last (`files.offered`) and that nobody took yet; `others` that came with it are not opened. */
  'files.takeOffered': {
    input: Nothing,
    output: z.object({
      file: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('taken'), fileId: FileId, name: z.string() }),
          z.object({ kind: z.literal('refused'), name: z.string(), problem: z.string() }),
        ])
        .nullable(),
      others: z.number().int(),
    }),
  },
  'files.inspect': {
    input: z.object({
      fileId: FileId,
      choices: LoadChoices,
    }),
    output: WorkbookInspection,
  },
  /** Reads the file into a new sheet, which becomes the open one; on any fault the old one stays. */
  'files.load': {
    input: z.object({ fileId: FileId, choices: LoadChoices, accountId: z.string() }),
    output: z.object({ sheet: SheetHead, notes: z.array(LoadNote) }),
  },
  'files.cancel': { input: z.object({ fileId: FileId }), output: Nothing },

  /** What the window's frame is drawn in, where the host draws one; a browser's is its own. */
  'shell.theme': { input: z.object({ theme: z.enum(['system', 'light', 'dark']) }), output: Nothing },

  'accounts.list': { input: Nothing, output: Accounts },
  'accounts.save': { input: AccountDraft, output: AccountView },
  'accounts.remove': { input: z.object({ accountId: z.string() }), output: Nothing },
  /** Asks the server who the keys belong to; writes nothing. */
  'accounts.test': { input: z.object({ accountId: z.string() }), output: AccountCheck },
  /** Takes back a limit the server taught us. */
  'accounts.forgetLimit': { input: z.object({ accountId: z.string() }), output: AccountView },
  'attributes.list': {
    input: z.object({
      accountId: z.string(),
      refresh: z.boolean(),
      /** A field that holds users: the account's are read, by one call, where they were not; with `refresh` anew, and nothing else. */
      people: z.string().optional(),
    }),
    /** `note` says why the built-in list stands in, '' otherwise; `passing`: asked again later it may well be there. */
    output: AttributeList.extend({ note: z.string(), passing: z.boolean() }),
  },
  /** Opens the passphrase vault, making it the first time. */
  'vault.unlock': { input: z.object({ passphrase: z.string().min(1) }), output: VaultState },
  /** Throws the vault and the keys in it away, for a passphrase nobody remembers. */
  'vault.reset': { input: Nothing, output: VaultState },
  /** A name and a password for a proxy that asked for them; they are told to it and to nobody else. */
  'proxies.save': { input: ProxyDraft, output: Nothing },
  'proxies.forget': { input: z.object({ address: z.string() }), output: Nothing },
  'practice.status': { input: Nothing, output: z.object({ leads: z.number().int() }) },
  /** Back to the leads it came with. */
  'practice.empty': { input: Nothing, output: z.object({ leads: z.number().int() }) },

  'push.review': { input: PushRequest, output: PushReview },
  /** `reviewed`: the mark of the review the person said yes to. 'changed' where the push would not be what it told. */
  'push.start': { input: PushRequest.extend({ reviewed: z.string() }), output: PushProgress },
  'push.pause': { input: z.object({ pushId: PushId }), output: PushProgress },
  'push.resume': { input: z.object({ pushId: PushId }), output: PushProgress },
  'push.cancel': { input: z.object({ pushId: PushId }), output: PushProgress },
  /** The push that is running or can be resumed; null where there is none. */
  'push.current': { input: Nothing, output: z.object({ push: PushProgress.nullable() }) },
  /** What has been spent of the account's day, and what is left of it. */
  'accounts.spending': { input: z.object({ accountId: z.string() }), output: CallSpending },

  /** What a comparison would cost, way by way. Makes at most one call: to count the account's leads. */
  'compare.plan': { input: CompareRequest, output: ComparePlan },
  /** Begins one; `compare.changed` tells how it goes. `way` null: the cheapest. The earlier one stays until it is done. */
  'compare.start': { input: CompareRequest.extend({ way: ReadWay.nullable() }), output: CompareState },
  'compare.cancel': { input: z.object({ sheetId: SheetId }), output: CompareState },
  'compare.state': { input: z.object({ sheetId: SheetId }), output: CompareState },
  /** Rows of the sheet's comparison in order of RowId, from the first after `afterRow`. */
  'compare.rows': {
    input: z.object({
      sheetId: SheetId,
      afterRow: RowId.nullable(),
      limit: z.number().int().min(1).max(20_000),
      /** Null: of every kind. */
      kinds: z.array(MatchKind).nullable(),
    }),
    output: z.object({ rows: z.array(ComparedRow), done: z.boolean() }),
  },
  /** Rows whose lead is known, in order of RowId, from the first after `afterRow`. */
  'linked.rows': {
    input: z.object({
      sheetId: SheetId,
      afterRow: RowId.nullable(),
      limit: z.number().int().min(1).max(20_000),
    }),
    output: z.object({ rows: z.array(LinkedRow), done: z.boolean() }),
  },
  /** Of the sheet's rows, with the account it goes to: those whose lead is known, and those edited since it was read. */
  'linked.counts': {
    input: z.object({ sheetId: SheetId }),
    output: z.object({ linked: z.number().int(), edited: z.number().int() }),
  },
  /**
   * Conflicts of the sheet's comparison of edited cells that are to become what LeadSquared has. It is their base from here
   * on; the page puts `value` into each by an edit of its own, which can be undone.
   */
  'changes.takeTheirs': {
    input: z.object({
      sheetId: SheetId,
      cells: z.array(z.object({ rowId: RowId, column: ColumnId })).max(20_000),
    }),
    output: z.object({
      cells: z.array(z.object({ rowId: RowId, column: ColumnId, value: z.string() })),
    }),
  },
  /** Throws the account's key index away. */
  'index.forget': { input: z.object({ accountId: z.string() }), output: Nothing },

  /** The account's lists, by name; asked for once a run unless `refresh`. */
  'pull.lists': {
    input: z.object({ accountId: z.string(), refresh: z.boolean() }),
    output: z.object({ lists: z.array(LeadListView) }),
  },
  /** The columns of the latest pull of this account; empty where there was none. */
  'pull.columns': {
    input: z.object({ accountId: z.string() }),
    output: z.object({ columns: z.array(z.string()) }),
  },
  /** Makes at most one call: to count. */
  'pull.plan': { input: PullRequest, output: PullPlan },
  /** Makes a new sheet, which becomes the open one, and fills it; answers once its first page is there. */
  'pull.start': {
    input: PullRequest,
    output: z.object({ sheet: SheetHead, pull: PullProgress }),
  },
  'pull.pause': { input: z.object({ sheetId: SheetId }), output: PullProgress },
  'pull.resume': { input: z.object({ sheetId: SheetId }), output: PullProgress },
  /** What came stays. */
  'pull.cancel': { input: z.object({ sheetId: SheetId }), output: PullProgress },
  /** Null where the sheet was not pulled. */
  'pull.state': {
    input: z.object({ sheetId: SheetId }),
    output: z.object({ pull: PullProgress.nullable() }),
  },

  'recipes.list': { input: Nothing, output: Recipes },
  /** Takes the place of the recipe of that name. */
  'recipes.save': { input: z.object({ recipe: Recipe }), output: Recipes },
  'recipes.remove': { input: z.object({ name: z.string() }), output: Recipes },

  /** Reads the leads a push updated, and says cell by cell what taking it back would do. Sends nothing. */
  'undo.review': { input: z.object({ pushId: PushId }), output: UndoReview },
  /** Cells of the latest `undo.review` of this push, in order of their id, from the first after `after`. */
  'undo.rows': {
    input: z.object({
      pushId: PushId,
      after: z.number().int().nullable(),
      limit: z.number().int().min(1).max(20_000),
      /** Null: of every kind. */
      kinds: z.array(UndoKind).nullable(),
    }),
    output: z.object({ rows: z.array(UndoCell), done: z.boolean() }),
  },
  /** A push like any other, of a sheet of its own, which becomes the open one. `reviewed`: the review's mark. */
  'undo.start': {
    input: z.object({ pushId: PushId, reviewed: z.string() }),
    output: z.object({ sheet: SheetHead, push: PushProgress }),
  },
  /** Puts the leads a push created on a new static list of this name. */
  'undo.listCreated': {
    input: z.object({ pushId: PushId, name: z.string().min(1).max(200) }),
    output: z.object({ list: z.object({ id: z.string(), name: z.string() }), leads: z.number().int() }),
  },
  /** Drops a push's before-image: it can be taken back no more. */
  'history.dropImage': { input: z.object({ pushId: PushId }), output: Nothing },
  /**
   * Of rows a push failed to write because their phone belongs to another lead: that lead. One call a phone; at most 500,
   * `more` says whether there are others. Answer with `PushRequest.phoneAnswers`.
   */
  'push.phoneOwners': {
    input: z.object({ pushId: PushId }),
    output: z.object({ rows: z.array(PhoneOwner), more: z.boolean() }),
  },
  /** The account's kinds of activity, by name; asked for once a run unless `refresh`. */
  'after.types': {
    input: z.object({ accountId: z.string(), refresh: z.boolean() }),
    output: z.object({ types: z.array(z.object({ event: z.number().int(), name: z.string() })) }),
  },
  /** What follows a push, as far as it is; null: nothing. */
  'after.of': { input: z.object({ pushId: PushId }), output: z.object({ after: AfterView.nullable() }) },
  /** Goes on with what stands still. */
  'after.goOn': { input: z.object({ pushId: PushId }), output: AfterView },
  /** Tries leads that failed once more; those that are unknown are not tried again. */
  'after.again': { input: z.object({ pushId: PushId }), output: AfterView },
  'after.pause': { input: z.object({ pushId: PushId }), output: AfterView },
  /** What is open stays undone. */
  'after.cancel': { input: z.object({ pushId: PushId }), output: AfterView },
  /** Of a push that paused as a trial: what LeadSquared holds of the rows that went in, beside what was meant. */
  'push.lookBack': {
    input: z.object({ pushId: PushId }),
    output: z.object({
      rows: z.array(
        z.object({
          rowId: RowId,
          leadId: z.string(),
          cells: z.array(
            z.object({ attribute: z.string(), meant: z.string(), held: z.string(), same: z.boolean() }),
          ),
        }),
      ),
    }),
  },

  /** What became of one row in each push it was part of, the newest first: at most 100. */
  'history.row': {
    input: z.object({ sheetId: SheetId, rowId: RowId }),
    output: z.object({
      entries: z.array(z.object({ outcome: Outcome, accountLabel: z.string(), startedAt: z.string() })),
    }),
  },
  'history.list': { input: Nothing, output: z.object({ pushes: z.array(PushSummary) }) },
  /** Opens the rows of an earlier push as they were sent, as a new sheet. */
  'history.open': { input: z.object({ pushId: PushId }), output: SheetHead },
  /** A file to be shared. */
  'recipes.export': { input: z.object({ name: z.string() }), output: Saved },
  'report.export': {
    input: z.object({
      source: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('sheet'), sheetId: SheetId }),
        z.object({ kind: z.literal('push'), pushId: PushId }),
      ]),
      format: z.enum(['xlsx', 'csv']),
    }),
    output: Saved,
  },
} as const

/** Every event the host can send. */
export const events = {
  'push.progress': PushProgress,
  /** Journalled before it is told. */
  'push.outcomes': z.object({ pushId: PushId, sheetId: SheetId, outcomes: z.array(Outcome) }),
  /** What follows a push moved: it began, went on, stands still, or is over. */
  'push.after': AfterView,
  /** A review goes on: rows of the sheet it has looked at, and how many there are. */
  'push.reviewing': z.object({ rows: z.number().int(), of: z.number().int() }),
  /** A comparison began, went on, ended, or came to nothing. */
  'compare.changed': CompareState,
  /** Leads came (`came` grew: the page fetches the new rows), or the pull's phase changed. */
  'pull.progress': PullProgress,
  'files.progress': z.object({
    fileId: FileId,
    phase: z.enum(['receiving', 'reading', 'storing']),
    rows: z.number().int(),
  }),
  /** The desktop was given a file outside the page: by its menu, the system or another start. `files.takeOffered` has it. */
  'files.offered': Nothing,
  'report.progress': z.object({ rows: z.number().int(), of: z.number().int() }),
  'accounts.changed': Accounts,
  /** One line the person should see; it asks for nothing. */
  notice: z.object({ tone: z.enum(['info', 'warning', 'error']), text: z.string() }),
  /** Another page of this host took over; this one stops editing, and hands in what it has not saved yet. */
  'session.superseded': Nothing,
  /** To the holder: an older page has something to hand in, which waits for `workspace.takeIn`. */
  'workspace.handedIn': Nothing,
  /** A menu entry or shortcut of the desktop shell. */
  'shell.command': z.object({
    command: z.enum([
      'export-report',
      'print',
      'undo',
      'redo',
      'select-all',
      'delete',
      'find',
      'accounts',
      'history',
      'shortcuts',
    ]),
  }),
} as const

export const contract = { calls, events }

/**
 * Calls that may take as long as they like: a person is asked something meanwhile, or the work grows with the file, the
 * sheet or what LeadSquared lets through. Every other call ends with `NoAnswer` when the client's deadline passes.
 */
export const UNBOUNDED_CALLS: readonly (keyof typeof calls)[] = [
  'files.inspect',
  'files.load',
  'compare.plan',
  'compare.start',
  'pull.lists',
  'pull.plan',
  'pull.start',
  'pull.resume',
  'push.review',
  'push.start',
  'push.pause',
  'push.resume',
  'push.cancel',
  'history.open',
  'recipes.export',
  'undo.review',
  'undo.start',
  'undo.listCreated',
  'push.lookBack',
  'push.phoneOwners',
  'after.types',
  'after.cancel',
  'report.export',
]
export type Calls = typeof calls
export type Events = typeof events
