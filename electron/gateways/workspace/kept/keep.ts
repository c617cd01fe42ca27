/**
 * Keeps a workspace of today's version, and beside it what it tells: `node electron/gateways/workspace/kept/keep.ts`. Once for
 * each step of the schema, with the program that is about to ship it; a file that is there already stays as it is. What a
 * step brings is to be put in below first.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import type { NewAfterTask } from '#electron/services/ports/after-store.ts'
import type { NewPushRow, PushRow } from '#electron/services/ports/pushes.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { SCHEMA_VERSION } from '#electron/gateways/workspace/schema.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { KEPT_ACCOUNT, KEPT_AT, KEPT_HOST, KEPT_MAPPING, toldBy } from './told.test-kit.ts'

function column(id: number, header: string, attribute: string | null): Column {
  return { id, header, attribute, constant: null, hidden: false, width: null }
}

const FAIR = [
  column(0, 'E-mail', 'EmailAddress'),
  column(1, 'First name', 'FirstName'),
  column(2, 'Visited', 'mx_Visited'),
  { ...column(3, 'Source', 'Source'), constant: 'Spring fair' },
  { ...column(4, 'Remarks', null), hidden: true, width: 220 },
]

const PEOPLE = [
  ['ida@fair.example', 'Ida', '3/4/2026', '', 'wants a call'],
  ['joan@fair.example', 'Joan', '12/4/2026', '', ''],
  ['ken@fair.example', 'Ken', '13/4/2026', '', 'Köln, 2. Stock'],
  ['lia@fair.example', 'Lia', '', '', ''],
  ['ida@fair.example', 'Ida B.', '', '', ''],
  ['mo@fair', 'Mo', '', '', ''],
]

const SETTLED: readonly Pick<PushRow, 'state' | 'leadId' | 'message' | 'attempts'>[] = [
  { state: 'created', leadId: 'lead-1', message: '', attempts: 1 },
  { state: 'updated', leadId: 'lead-2', message: '', attempts: 1 },
  { state: 'failed', leadId: null, message: 'LeadSquared refused it.', attempts: 1 },
  { state: 'unknown', leadId: null, message: 'Nobody knows.', attempts: 4 },
]

const iso = (minutesBefore: number): string => new Date(KEPT_AT - minutesBefore * 60_000).toISOString()

function sheetOfTheFair(workspace: Workspace & ReadingStore): number {
  const { id: sheetId } = workspace.createSheet('Spring fair', FAIR, {
    ...DEFAULT_SETTINGS,
    ...{ accountId: KEPT_ACCOUNT, phoneCountry: 'DE', dateOrder: 'dmy', placeholders: 'stop' },
  })
  workspace.appendRows(
    sheetId,
    PEOPLE.map((cells, at) => {
      const row = { id: at + 1, rank: at + 1, cells }
      return packRow(at === 0 ? { ...row, held: { 2: '2026-04-03' } } : row)
    }),
  )
  workspace.keepFileRows(sheetId, [
    { from: 1, place: 3 },
    { from: 5, place: 9 },
  ])
  workspace.switchTo(sheetId)
  workspace.rememberPage('page-of-ida')
  workspace.applyPatches(sheetId, 'page-of-ida', 1, [
    { kind: 'setCells', column: 1, rows: [2], values: ['Joana'] },
    { kind: 'setRanks', rows: [4], ranks: [2.5] },
    { kind: 'putRows', rows: [{ id: 7, rank: 7, cells: ['nia@fair.example', 'Nia', '', '', 'added'] }] },
    {
      kind: 'setColumns',
      columns: [
        ...FAIR.slice(0, 2),
        { ...FAIR[2]!, readAs: { dates: 'dmy' } },
        FAIR[3]!,
        { ...FAIR[4]!, attribute: 'Notes' },
      ],
    },
  ])
  return sheetId
}

function pushRow(seq: number): Omit<PushRow, 'pushId'> {
  return {
    ...{
      seq,
      rowId: seq + 1,
      cells: PEOPLE[seq]!,
      lead: null,
      carrierId: null,
      repeatable: true,
      unclear: false,
    },
    ...{ state: 'queued', leadId: null, message: '', details: null, attempts: 0, call: null, sentAt: null },
    ...(seq === 0 ? { held: { 2: '2026-04-03' } } : {}),
  }
}

const WRITE: PushWrite = {
  ...{ mode: 'upsert', way: 'create-or-update', of: 'sheet', undo: null },
  comparedAt: '2026-11-28T10:55:00.000Z',
}

const AFTER: readonly NewAfterTask[] = [
  { kind: 'list-created', name: 'Fair 2026', target: 'list-3', text: '' },
  { kind: 'activity', name: 'Phone Call', target: '201', text: '{First name} called' },
]

function push(
  workspace: Workspace,
  sheetId: number,
  minutesBefore: number,
  after: readonly NewAfterTask[] = [],
): number {
  return workspace.createPush({
    after,
    ...{ accountId: KEPT_ACCOUNT, columns: FAIR, pauseReason: null, note: '', write: WRITE },
    settings: { ...DEFAULT_SETTINGS, accountId: KEPT_ACCOUNT, duplicates: 'merge' },
    ownLimit: { calls: 10, seconds: 5, share: 0 },
    summary: {
      ...{ sheetId, sheetName: 'Spring fair', accountLabel: 'Acme', host: KEPT_HOST, phase: 'running' },
      ...{
        startedAt: iso(minutesBefore),
        endedAt: null,
        seconds: 0,
        searchBy: 'default',
        calls: 0,
        throttled: 0,
      },
      ...{
        mapping: [{ header: 'E-mail', attribute: 'EmailAddress' }],
        limits: ['10 calls in 5 s'],
        imported: false,
      },
    },
  })
}

/** What the second row's lead was called before. */
function imageOf(seq: number): NewPushRow['image'] {
  if (seq !== 1) return null
  return { leadId: 'lead-2', cells: [{ column: 1, attribute: 'FirstName', before: 'Jo', after: 'Joan' }] }
}

/** Over: a row in each state it can end in, and one whose lead went with another's. */
function finishedPush(workspace: Workspace, sheetId: number): void {
  const pushId = push(workspace, sheetId, 60, AFTER)
  const merged = [{ Attribute: 'EmailAddress', Value: 'ida@fair.example' }]
  workspace.appendPushRows(pushId, [
    ...[0, 1, 2, 3].map((seq) => ({ ...pushRow(seq), image: imageOf(seq) })),
    { ...pushRow(4), carrierId: 1, lead: merged },
    { ...pushRow(5), state: 'skipped', message: 'Left out: no email address.' },
  ])
  workspace.openPush(pushId)
  workspace.markSending(pushId, [
    { call: 1, seqs: [0, 1, 2, 3, 4], sentAt: iso(59), atWorkUntil: KEPT_AT - 58 * 60_000 },
  ])
  workspace.settle(
    pushId,
    [...SETTLED, SETTLED[0]!].map((end, seq) => ({
      seq,
      details: null,
      unclear: end.state === 'unknown',
      ...end,
    })),
    [{ call: 1, atWorkUntil: null }],
  )
  workspace.updatePush(pushId, { calls: 1, throttled: 1, seconds: 2.5, endedAt: iso(58) })
  workspace.setPushPhase(pushId, 'finished', null, '')
  afterwards(workspace, pushId)
}

/** One lead is on its list; of the activities one is there, of one nobody knows. */
function afterwards(workspace: Workspace, pushId: number): void {
  const lead = (seq: number, text: string) => ({ seq, rowId: seq + 1, leadId: `lead-${seq + 1}`, text })
  workspace.planAfter(pushId, 'list-created', [lead(0, '')], 0)
  workspace.settleAfter(pushId, 'list-created', [{ seq: 0, state: 'done', message: '' }])
  workspace.planAfter(pushId, 'activity', [lead(0, 'Ida called'), lead(1, 'Joan called')], 0)
  workspace.markAfterSending(pushId, 'activity', [0, 1])
  workspace.settleAfter(pushId, 'activity', [
    { seq: 0, state: 'done', message: '' },
    { seq: 1, state: 'unknown', message: 'Nobody knows.' },
  ])
  workspace.setAfterPhase(pushId, 'finished', '')
}

/** Closed in the middle of a call: some rows wait until the server can no longer be at work on them, others were never sent. */
function pausedPush(workspace: Workspace, sheetId: number): void {
  const pushId = push(workspace, sheetId, 2)
  workspace.appendPushRows(
    pushId,
    [2, 3, 5].map((from, seq) => ({ ...pushRow(from), seq })),
  )
  workspace.openPush(pushId)
  workspace.markSending(pushId, [{ call: 1, seqs: [0], sentAt: iso(1), atWorkUntil: KEPT_AT + 10_000 }])
  workspace.settle(
    pushId,
    [
      {
        ...{
          seq: 0,
          state: 'queued',
          leadId: null,
          message: 'Waits.',
          details: null,
          unclear: true,
          attempts: 1,
        },
      },
    ],
    [{ call: 1, atWorkUntil: KEPT_AT + 10_000 }],
  )
  workspace.updatePush(pushId, { calls: 1, seconds: 0.5 })
  workspace.setPushPhase(pushId, 'paused', 'restarted', 'Leadsheet was closed.')
  workspace.recordCall(KEPT_ACCOUNT, KEPT_AT - 60_000)
}

function comparison(workspace: ReadingStore, sheetId: number): void {
  const about = { sheetId, accountId: KEPT_ACCOUNT, searchBy: 'default', blanks: 'skip', way: 'in' } as const
  const id = workspace.beginComparison({ ...about, mapping: KEPT_MAPPING })
  const row = (at: number) => packRow({ id: at + 1, rank: at + 1, cells: PEOPLE[at]! })
  workspace.keepComparedRows(id, [
    {
      row: row(2),
      ...{ kind: 'update', leadId: 'lead-3', otherLeadId: null, message: '' },
      changes: JSON.stringify([{ column: 1, attribute: 'FirstName', old: 'Kenneth', new: 'Ken' }]),
      base: JSON.stringify(['ken@fair.example', 'Kenneth', null, null, null]),
    },
    {
      row: row(3),
      ...{ kind: 'clash', leadId: 'lead-4', otherLeadId: 'lead-5', message: 'Two leads.' },
      changes: null,
      base: null,
    },
  ])
  workspace.finishComparison(id, {
    ...about,
    ...{ comparedAt: iso(5), rows: 2, changedCells: 1, calls: 3, seconds: 0.75 },
    counts: { new: 0, update: 1, same: 0, several: 0, clash: 1, noAccess: 0, notKnown: 0 },
    columns: [{ column: 1, attribute: 'FirstName', changes: 1, toOther: 1, toEmpty: 0 }],
  })
}

function pulledSheet(workspace: Workspace & ReadingStore): void {
  const columns = [column(0, 'Lead ID', 'ProspectID'), column(1, 'First name', 'FirstName')]
  const { id: sheetId } = workspace.createSheet('Board members', columns, {
    ...DEFAULT_SETTINGS,
    ...{ accountId: KEPT_ACCOUNT, searchBy: 'ProspectID' },
  })
  workspace.switchTo(sheetId)
  workspace.beginPull({
    ...{ sheetId, accountId: KEPT_ACCOUNT, columns: ['ProspectID', 'FirstName'], phase: 'running', pages: 0 },
    source: { kind: 'list', listId: 'list-7', name: 'Board members' },
    ...{ came: 0, expected: null, calls: 0, seconds: 0, note: '', startedAt: iso(30) },
  })
  const leads = [
    { leadId: 'lead-8', cells: '["lead-8","Olga"]' },
    { leadId: 'lead-9', cells: '["lead-9","Pia"]' },
  ]
  workspace.keepPulledRows(sheetId, KEPT_ACCOUNT, leads, { pages: 1, expected: 3 })
  workspace.updatePull(sheetId, { phase: 'paused', calls: 1, seconds: 0.25, note: 'Paused.' })
  workspace.rememberColumns(KEPT_ACCOUNT, ['ProspectID', 'FirstName'])
}

const path = join(import.meta.dirname, `workspace-${SCHEMA_VERSION}.sqlite`)
if (existsSync(path)) throw new Error(`${path} is there already: what was kept stays as it is.`)
let tick = KEPT_AT - 90 * 60_000
const opened = openWorkspace(path, () => new Date((tick += 1000)))
if (!opened.ok) throw new Error(opened.fault.text)
const { workspace } = opened.value
const sheetId = sheetOfTheFair(workspace)
finishedPush(workspace, sheetId)
pausedPush(workspace, sheetId)
comparison(workspace, sheetId)
workspace.linkRows(sheetId, KEPT_ACCOUNT, [{ rowId: 4, leadId: 'lead-4' }], 'report')
pulledSheet(workspace)
workspace.keepLook(
  sheetId,
  SheetLook.parse({ zoom: 90, frozen: 0, sort: { by: 1, direction: 'desc' }, scroll: { row: 2, left: 40 } }),
)
writeFileSync(path.replace('.sqlite', '.json'), `${JSON.stringify(toldBy(workspace), null, 2)}\n`)
workspace.close()
// One file to keep, as small as it may be.
const db = new DatabaseSync(path)
db.exec('PRAGMA journal_mode = DELETE; VACUUM')
db.close()
