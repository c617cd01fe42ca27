import { afterEach, describe, expect, it } from 'vitest'
import { changeLead } from '#electron/practice/change-lead.test-kit.ts'
import type { NewPushRow } from '#electron/services/ports/pushes.ts'
import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import { byLeadId } from '#shared/domain/sheet/lead.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { freshPush } from './fresh-push.ts'
import { leadsPerLook } from './last-look.ts'
import { columnsFor, PushHarness } from './push.test-kit.ts'

let stand: PushHarness | null = null

afterEach(async () => {
  await stand?.close()
  stand = null
})

const READ = /ByIds/
const WRITE = /Bulk\/UpdateV2/

interface Compared {
  leadId: string
  before: string
  after: string
}

async function open(limit = { calls: 1000, seconds: 1 }, leads = 200): Promise<PushHarness> {
  stand = await PushHarness.open({ practice: { limit, leads } })
  return stand
}

/** Writes `Company` of leads by what a comparison said of them, however long ago that was. */
async function push(
  s: PushHarness,
  cells: readonly Compared[],
  mode: PushMode = 'update',
  of: PushWrite['of'] = 'sheet',
): Promise<number> {
  const columns = columnsFor('ProspectID', 'Company')
  const sheet = s.workspace.createSheet('Leads', columns, DEFAULT_SETTINGS)
  const started = await s.runner.startWritten('practice', (ownLimit, startedAt) => {
    const undo = of === 'undo' ? { pushId: 1, same: 0, kept: 0, gone: 0, cannot: 0 } : null
    const id = s.workspace.createPush(
      freshPush({
        account: s.account('practice'),
        ...{ sheet, ownLimit, startedAt, limits: [] },
        columns: sentColumns(columns, s.attributes),
        settings: { ...DEFAULT_SETTINGS, searchBy: 'ProspectID' },
        write: { mode, way: 'update', of, comparedAt: startedAt, undo },
      }),
    )
    s.workspace.appendPushRows(
      id,
      cells.map(({ leadId, before, after }, seq): NewPushRow => {
        const lead = byLeadId(leadId, [{ Attribute: 'Company', Value: after }])
        const image = { leadId, cells: [{ column: 1, attribute: 'Company', before, after }] }
        return {
          ...{ seq, rowId: seq + 1, cells: [leadId, after], lead, image },
          ...{ carrierId: null, repeatable: true, unclear: false, state: 'queued', leadId: null },
          ...{ message: '', details: null, attempts: 0, call: null, sentAt: null },
        }
      }),
    )
    s.workspace.openPush(id)
    return id
  })
  if (!started.ok) throw new Error(started.fault.text)
  return started.value.pushId
}

function company(s: PushHarness, id: string): string {
  return s.server.leads().find((lead) => lead.id === id)!.fields['Company'] ?? ''
}

function compared(s: PushHarness, count: number): Compared[] {
  return s.server
    .leads()
    .slice(0, count)
    .map(({ id, fields }, at) => ({ leadId: id, before: fields['Company'] ?? '', after: `Ours ${at}` }))
}

function calls(s: PushHarness, path: RegExp): number {
  return s.server.calls().filter((call) => path.test(call.path)).length
}

describe('a lead that moved between the comparison and the push', () => {
  it('is written as was said, and what is kept is what it held then, not what was compared.', async () => {
    const s = await open()
    const cells = compared(s, 3)
    await changeLead(s.server, cells[1]!.leadId, { Company: 'Theirs' })
    const id = await push(s, cells)
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { updated: 3 } })
    expect(cells.map(({ leadId }) => company(s, leadId))).toEqual(['Ours 0', 'Ours 1', 'Ours 2'])
    expect(s.workspace.imageRows(id, null, 10).map((row) => row.cells[0]!.before)).toEqual([
      cells[0]!.before,
      'Theirs',
      cells[2]!.before,
    ])
    expect(s.outcomes()[1]!.message).toBe(
      `Company was “Theirs” in LeadSquared by then, not “${cells[1]!.before}”.`,
    )
    expect(s.outcomes()[0]!.message).toBe('')
  })

  it('is left alone where only blanks are filled and it is filled by now, and no call is made for it.', async () => {
    const s = await open()
    const cells = compared(s, 2).map((cell) => ({ ...cell, before: '' }))
    await changeLead(s.server, cells[0]!.leadId, { Company: '' })
    await push(s, cells, 'fill')
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { updated: 1, skipped: 1 } })
    expect(company(s, cells[0]!.leadId)).toBe('Ours 0')
    expect(company(s, cells[1]!.leadId)).toBe(s.server.leads()[1]!.fields['Company'])
    expect(company(s, cells[1]!.leadId)).not.toMatch(/Ours/)
    expect(s.outcomes()[1]).toMatchObject({
      state: 'skipped',
      message: 'Company is left as it is. It was filled in LeadSquared after the comparison.',
      attempts: 0,
    })
  })

  it.each(['undo', 'edited'] as const)(
    'is left alone in a push of %s, and it is said by whom.',
    async (of) => {
      const s = await open()
      s.attributes.push(...(['ModifiedOn', 'ModifiedByName'] as const).map(readOnly))
      const cells = compared(s, 30)
      await changeLead(s.server, cells[7]!.leadId, { Company: 'Theirs' })
      const id = await push(s, cells, 'update', of)
      expect(await s.still()).toMatchObject({ phase: 'finished', counts: { updated: 29, skipped: 1 } })
      expect(company(s, cells[7]!.leadId)).toBe('Theirs')
      expect(s.outcomes()[7]!.message).toMatch(
        /^Company is left as it is\. Changed since by Asha Somebody; the lead was last changed .+ UTC\.$/,
      )
      expect(s.workspace.imageRows(id, null, 30)[7]!.cells).toEqual([
        { column: 1, attribute: 'Company', before: 'Theirs', after: 'Ours 7', left: true },
      ])
    },
  )

  it('keeps what was there before the first try where a try may have been taken.', async () => {
    const s = await open()
    const cells = compared(s, 25)
    s.server.setFaults({ next: [null, { kind: 'dropped', processed: true }] })
    const id = await push(s, cells)
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { updated: 25 } })
    expect(s.workspace.imageRows(id, null, 25).map((row) => row.cells[0]!.before)).toEqual(
      cells.map(({ before }) => before),
    )
  })
})

describe('the last look', () => {
  it('does not take for what was there what this push wrote while it was read.', async () => {
    const s = await open({ calls: 1000, seconds: 1 }, 3000)
    const cells = compared(s, 3000)
    // Calls that are sent again are looked at again, while others that were looked at before go on.
    const dropped = { kind: 'dropped' as const, processed: true }
    s.server.setFaults({
      latency: { wayIn: [0, 0], work: [60, 60], wayBack: [0, 0] },
      next: [null, ...Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? dropped : null))],
    })
    const id = await push(s, cells)
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { updated: 3000 } })
    expect(s.workspace.imageRows(id, null, 3000).map((row) => row.cells[0]!.before)).toEqual(
      cells.map(({ before }) => before),
    )
  })

  it('costs a call for as many leads as leave within half the time it holds.', async () => {
    expect(leadsPerLook({ calls: 25, seconds: 5 })).toBe(1000)
    expect(leadsPerLook({ calls: 5, seconds: 5 })).toBe(375)
    expect(leadsPerLook({ calls: 1, seconds: 5 })).toBe(75)
    expect(leadsPerLook({ calls: 1, seconds: 60 })).toBe(25)
    const s = await open()
    await push(s, compared(s, 200))
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { updated: 200 } })
    expect([calls(s, READ), calls(s, WRITE)]).toEqual([1, 8])
  })

  it('is made again where the push stood still for longer than it holds.', async () => {
    const s = await open({ calls: 4, seconds: 1 })
    const cells = compared(s, 200)
    const id = await push(s, cells)
    await s.until(() => s.told.some(({ state }) => state === 'updated'))
    s.runner.pause(id)
    await s.still()
    const waiting = s.states().flatMap((state, at) => (state === 'queued' ? [at] : []))
    s.server.setLimit({ calls: 1000, seconds: 1 })
    await changeLead(s.server, cells[waiting.at(-1)!]!.leadId, { Company: 'Theirs' })
    s.clock.leap(60_000)
    await s.resume()
    expect(s.states().every((state) => state === 'updated')).toBe(true)
    expect(s.workspace.imageRows(id, null, 200)[waiting.at(-1)!]!.cells[0]!.before).toBe('Theirs')
  })

  it('that cannot be made pauses the push before anything is written, and names what to do.', async () => {
    const s = await open()
    s.server.setFaults({ next: [{ kind: 'status', status: 403 }] })
    await push(s, compared(s, 30))
    expect(await s.still()).toMatchObject({
      phase: 'paused',
      pauseReason: 'account-refused',
      note: expect.stringMatching(/does not allow .* to read leads/) as string,
      counts: { queued: 30 },
    })
    expect(calls(s, WRITE)).toBe(0)
    expect((await s.resume()).counts).toMatchObject({ updated: 30 })
  })
})

function readOnly(schemaName: string) {
  return {
    ...{ schemaName, displayName: schemaName, dataType: 'Text' as const, mandatory: false },
    ...{ maxLength: null, options: [], readOnly: true },
  }
}
