import { useAccounts } from './account-store.ts'
import { loadAttributes, useAttributes } from './attribute-store.ts'
import { host } from '#renderer/stores/connection/host.ts'

const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 300_000

/**
 * Asks for the account's attributes again where it was busy or out of reach, less and less often, and at once when the network
 * or the host comes back or the keys are there. Without it the headings would show bare field names until somebody opens Leadsheet anew.
 */
export function startAttributeRetries(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  let account: string | null = null

  function again(): void {
    clearTimeout(timer)
    timer = undefined
    const { accountId, passing, loading } = useAttributes.getState()
    if (accountId !== null && passing && !loading) void loadAttributes(accountId, true)
  }

  useAttributes.subscribe(({ accountId, passing, loading }) => {
    if (accountId !== account) {
      account = accountId
      pause = FIRST_PAUSE_MS
    }
    clearTimeout(timer)
    timer = undefined
    if (loading) return
    if (!passing) pause = FIRST_PAUSE_MS
    else {
      timer = setTimeout(again, pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
  })
  // What was said of locked or missing keys is settled by whatever changed them.
  useAccounts.subscribe((now, before) => {
    const { accountId, source } = useAttributes.getState()
    if (accountId === null || source === 'account') return
    const keysIn = ({ accounts }: typeof now) => accounts?.find(({ id }) => id === accountId)?.keys
    const keys = keysIn(now)
    if (before.accounts && keys !== keysIn(before) && (keys === 'saved' || keys === 'memory')) {
      void loadAttributes(accountId, true)
    }
  })
  window.addEventListener('online', again)
  host.onReopened(again)
}
