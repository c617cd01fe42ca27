import type { PushProgress } from '#shared/domain/push/outcome.ts'

type Phase = PushProgress['phase']

/** What a push is doing: the same word in its panel, in the status bar and in the window's title. */
const STATES: Readonly<Record<Phase, string>> = {
  running: 'Pushing',
  pausing: 'Pausing',
  paused: 'Paused',
  cancelling: 'Cancelling',
  finished: 'Finished',
  cancelled: 'Cancelled',
}

/** Before the account's name, while a push to it is not over. */
const TOWARDS: Readonly<Record<Phase, string>> = {
  running: 'Pushing to',
  pausing: 'Pausing the push to',
  paused: 'Paused push to',
  cancelling: 'Cancelling the push to',
  finished: '',
  cancelled: '',
}

export function stateOf(phase: Phase): string {
  return STATES[phase]
}

export function towards(phase: Phase): string {
  return TOWARDS[phase]
}

/** What is still to come before the word is wholly true. */
export function stillToCome(phase: Phase): string {
  return phase === 'pausing' || phase === 'cancelling' ? ': calls under way are finishing' : ''
}
