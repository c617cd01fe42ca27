import { mkdtempSync, rmSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { compose } from '#electron/compose.ts'
import { openAccountFile } from '#electron/gateways/account-file.ts'
import { programFiles } from '#electron/gateways/program-files.ts'
import { createFileAccountStore } from '#electron/web/file-account-store.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import { ok } from '#shared/api/faults.ts'
import { DEFAULT_SETTINGS } from '#shared/pipeline/sheet.ts'
const N = Number(process.argv[2] ?? 100000)
const dataDir = mkdtempSync('/tmp/zzbig-')
const server = await startPracticeServer({ limit: { calls: 1000, seconds: 1 } })
process.env['LEADSHEET_PRACTICE_ORIGIN'] = server.origin
const c = await compose({
  dataDir,
  files: programFiles(new URL('./cli.ts', import.meta.url).href),
  accountStore: () => createFileAccountStore(openAccountFile(dataDir + '/a.json', () => undefined)),
  saveTarget: { save: () => Promise.resolve(ok({ kind: 'cancelled' as const })) },
  workbookCarrier: () => {
    throw new Error()
  },
  limit: { calls: 25, seconds: 5, share: 0 },
})
if (!c.ok) throw 1
const p = c.value
const attrs = [
  'EmailAddress',
  'Phone',
  'FirstName',
  'LastName',
  'Company',
  'JobTitle',
  'Website',
  'Source',
  'mx_City',
  'mx_State',
  'mx_Country',
  'mx_Zip',
  'Notes',
  'Mobile',
]
const cols = attrs.map((a, id) => ({
  id,
  header: a,
  attribute: a,
  constant: null,
  hidden: false,
  width: null,
}))
const s = p.workspace.createSheet('x', cols, DEFAULT_SETTINGS)
const rows = Array.from({ length: N }, (_, i) => ({
  id: i + 1,
  rank: i + 1,
  cells: [
    `p${i % (N * 0.9)}@x.example`,
    `+49 170 ${1000000 + i}`,
    'Ann',
    'Bee',
    'Comp',
    'Job',
    'www.example.com',
    'Event',
    'Bonn',
    'NRW',
    'Germany',
    '53111',
    'note ' + i,
    '',
  ],
}))
for (let i = 0; i < N; i += 2000) p.workspace.appendRows(s.id, rows.slice(i, i + 2000))
p.workspace.switchTo(s.id)
const h = monitorEventLoopDelay({ resolution: 1 })
h.enable()
const t = async (l: string, f: () => unknown) => {
  h.reset()
  const b = performance.now()
  const r = await f()
  await new Promise((r) => setTimeout(r, 5))
  console.log(
    l,
    Math.round(performance.now() - b),
    'ms; longest block',
    Math.round(h.max / 1e6),
    'heap',
    Math.round(process.memoryUsage().heapUsed / 1e6),
  )
  return r
}
const req = {
  sheetId: s.id,
  accountId: 'practice',
  scope: { kind: 'unsent' as const },
  searchBy: 'default',
  blanks: 'skip' as const,
  duplicates: (process.argv[3] ?? 'order') as 'order',
  includeProblems: false,
}
let ev = 0
p.onEvent((n) => {
  if (n === 'push.outcomes') ev++
})
const r: any = await t('review', () => p.pushes.review(req))
console.log(r.value.toSend, r.value.calls, r.value.seconds)
const st: any = await t('start', () => p.pushes.start(req))
console.log(ev, st.ok)
await t('3 s of running', () => new Promise((r) => setTimeout(r, 3000)))
await t('pause', () => {
  p.pushes.pause(st.value.pushId)
  return p.pushes.still()
})
await t('cancel', () => p.pushes.cancel(st.value.pushId))
await t('history', () => p.workspace.pushes())
await t('rows', () => p.workspace.rows(s.id, null, 20000))
await p.close()
await server.close()
rmSync(dataDir, { recursive: true })
