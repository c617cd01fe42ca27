import { loadAttributes, useAttributes } from './attribute-store.ts'
import { host } from '#renderer/stores/connection/host.ts'

const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 300_000

/**
 * Asks for the account's attributes again where it was busy or out of reach, less and less often, and at once when the network
 * or the host comes back. Without it the headings would show bare field names until somebody opens Leadsheet anew.
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
  window.addEventListener('online', again)
  host.onReopened(again)
}
