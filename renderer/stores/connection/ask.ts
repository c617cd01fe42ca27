import type { Calls } from '#shared/api/contract.ts'
import type { Fault } from '#shared/api/faults.ts'
import { ChannelClosed, NoAnswer } from '#shared/rpc/client.ts'
import type { InputOf, OutputOf } from '#shared/rpc/contract-shape.ts'
import { host } from './host.ts'
import { dismissAbout, notify, openPanel } from '#renderer/stores/view/ui-store.ts'

type Name = keyof Calls

/** In the words a person is shown; for a call whose failure the caller places on screen itself. */
export async function attempt<Call extends Name>(
  name: Call,
  input: InputOf<Calls, Call>,
): Promise<
  { value: OutputOf<Calls, Call> } | { problem: string; kind: Fault['kind'] | 'surprise' | 'lost' }
> {
  try {
    const result = await host.call(name, input)
    return result.ok ? { value: result.value } : { problem: result.fault.text, kind: result.fault.kind }
  } catch (error) {
    if (error instanceof ChannelClosed) {
      return {
        problem: 'Leadsheet is not connected right now. It is trying again; then repeat this.',
        kind: 'lost',
      }
    }
    if (error instanceof NoAnswer) return { problem: error.message, kind: 'lost' }
    return { problem: error instanceof Error ? error.message : String(error), kind: 'surprise' }
  }
}

/** Notices that keys are missing or locked go when an account changed. */
export const ABOUT_KEYS = 'keys'

/** Answers null where it failed, after telling the person why in a notice. */
export async function ask<Call extends Name>(
  name: Call,
  input: InputOf<Calls, Call>,
): Promise<OutputOf<Calls, Call> | null> {
  const answer = await attempt(name, input)
  if ('value' in answer) {
    dismissAbout(name)
    return answer.value
  }
  // A lost connection comes back by itself, and the banner tells of it as long as it lasts.
  if (answer.kind !== 'cancelled') {
    notify(
      answer.kind === 'lost' ? 'warning' : 'error',
      answer.problem,
      answer.kind === 'locked' ? { label: 'Accounts', run: () => openPanel('accounts') } : null,
      answer.kind === 'locked' ? ABOUT_KEYS : name,
    )
  }
  return null
}
