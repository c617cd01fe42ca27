import { PRACTICE_KEYS } from '#electron/practice/practice-server.ts'
import { startPracticeServer } from '#electron/practice/server.ts'

/** The practice server of `read.ts`, in a process of its own: its work must not count as the program's. */
const server = await startPracticeServer({
  leads: Number(process.argv[2]),
  keys: PRACTICE_KEYS,
  control: true,
})
process.on('disconnect', () => void server.close().then(() => process.exit()))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuSeconds: (user + system) / 1e6 })
})
process.send?.({ origin: server.origin, controlToken: server.controlToken })
