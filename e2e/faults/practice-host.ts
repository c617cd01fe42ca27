import { monitorEventLoopDelay } from 'node:perf_hooks'
import { PRACTICE_KEYS } from '#electron/practice/practice-server.ts'
import { startPracticeServer } from '#electron/practice/server.ts'

/**
 * The practice server in a process of its own: what the campaign itself is busy with must not delay the moment at which a
 * call counts as arrived. Tells its address, and, asked for it, by how much its own event loop was late at most since it was asked
 * before.
 */
const [limitText = ''] = process.argv.slice(2)
const [calls = 25, seconds = 5] = limitText.split('/').map(Number)
const lateness = monitorEventLoopDelay({ resolution: 5 })
lateness.enable()
const server = await startPracticeServer({
  log: 'rows',
  limit: { calls, seconds },
  keys: PRACTICE_KEYS,
  control: true,
})
process.on('message', () => {
  process.send?.({ latestMs: lateness.max / 1e6 })
  lateness.reset()
})
process.on('disconnect', () => void server.close().then(() => process.exit()))
process.send?.({ origin: server.origin, controlToken: server.controlToken })
