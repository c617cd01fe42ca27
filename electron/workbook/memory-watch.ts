import { Worker } from 'node:worker_threads'
import { MAX_MEMORY_BYTES } from './bounds.ts'

/** A few lines as text, so that the thread starts without loading this program a second time. */
const WATCH = `
const { workerData } = require('node:worker_threads')
setInterval(() => {
  if (process.memoryUsage.rss() > workerData.bound) process.kill(process.pid, 'SIGKILL')
}, 100)`

/**
 * Ends this process when all its memory, buffers included, passes the bound. A thread does it, since the main one is busy while it
 * parses; a worker's own `resourceLimits` would not count buffers.
 */
export function watchMemory(bound = MAX_MEMORY_BYTES): void {
  new Worker(WATCH, { eval: true, workerData: { bound } }).unref()
}
