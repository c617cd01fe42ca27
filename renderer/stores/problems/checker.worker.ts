import { createProblemDesk } from './checker-worker.ts'
import type { ToChecker } from './checker-protocol.ts'

const take = createProblemDesk((message, transfer) => self.postMessage(message, { transfer }))

self.addEventListener('message', ({ data }: MessageEvent<ToChecker>) => take(data))
