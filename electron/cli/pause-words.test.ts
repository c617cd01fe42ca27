import { describe, expect, it } from 'vitest'
import * as notes from '#electron/services/push/pause-messages.ts'
import { hostAccountId } from '#electron/cli/account/store.ts'
import { pauseInWords } from './pause-words.ts'

const NOTES = [
  notes.RESTARTED,
  notes.ASLEEP,
  notes.CANNOT_JOURNAL,
  notes.offline('api.example.com'),
  notes.accountRefused('Acme', 401),
  notes.accountRefused('Acme', 403),
  ...(['no-service', 'redirect', 'certificate', 'no-tls', 'unverified'] as const).map((why) =>
    notes.wrongAddress({ kind: 'wrong-address', host: 'api.example.com', why, details: 'It is so.' }),
  ),
  notes.failing(5, 'The connection broke.'),
  notes.refusedThroughout(25, { text: 'LeadSquared refused this row.', details: 'MXFault: No such field' }),
  notes.refusedThroughout(25, { text: 'LeadSquared refused this row.', details: null }),
]

describe('pauseInWords', () => {
  it.each(NOTES)('names no button and no panel: %s', (note) => {
    for (const accountId of [hostAccountId('api.example.com'), 'acme']) {
      const said = pauseInWords({ note, accountId, pauseReason: 'failing' })
      expect(said).not.toMatch(/press|Resume|under Accounts/i)
      expect(said).toMatch(/\.$/)
    }
  })

  it('says where keys from the environment are corrected.', () => {
    const note = notes.accountRefused('Command line', 401)
    expect(
      pauseInWords({ note, accountId: hostAccountId('api.example.com'), pauseReason: 'account-refused' }),
    ).toContain('Correct LEADSHEET_ACCESS_KEY and LEADSHEET_SECRET_KEY')
  })
})
