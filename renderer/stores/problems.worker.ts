import { createProblemDesk } from './problem-desk.ts'
import type { ToChecker } from './problem-wire.ts'

const take = createProblemDesk((message, transfer) => self.postMessage(message, { transfer }))

self.addEventListener('message', ({ data }: MessageEvent<ToChecker>) => take(data))
