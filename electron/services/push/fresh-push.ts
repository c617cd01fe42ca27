import type { AccountView, RateLimit } from '#shared/domain/push/account.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import { mappingOf, type SheetSettings } from '#shared/domain/sheet/sheet.ts'
import type { NewAfterTask } from '#electron/services/ports/after-store.ts'
import type { PushWriting } from '#electron/services/ports/pushes.ts'

export interface FreshPush {
  account: Pick<AccountView, 'id' | 'label' | 'host'>
  sheet: { id: number; name: string }
  columns: SentColumn[]
  /** As the push is made; what it searches by is among them. */
  settings: SheetSettings
  write: PushWrite | null
  /** What is to follow it. @default nothing */
  after?: readonly NewAfterTask[]
  /** Given for this push alone, in place of what its account is set to. */
  ownLimit: RateLimit | null
  /** ISO 8601, UTC. */
  startedAt: string
  /** Those it begins with, in words. */
  limits: string[]
}

/** A push of which nothing was sent yet, as it is first written down. */
export function freshPush({
  account,
  sheet,
  startedAt,
  limits,
  ...push
}: FreshPush): Parameters<PushWriting['createPush']>[0] {
  return {
    ...push,
    accountId: account.id,
    pauseReason: null,
    note: '',
    summary: {
      sheetId: sheet.id,
      sheetName: sheet.name,
      accountLabel: account.label,
      host: account.host,
      phase: 'running',
      startedAt,
      endedAt: null,
      seconds: 0,
      searchBy: push.settings.searchBy,
      mapping: mappingOf(push.columns),
      calls: 0,
      throttled: 0,
      limits,
      imported: false,
    },
  }
}
