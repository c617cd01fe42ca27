import { Worker } from 'node:worker_threads'
import { MAX_MEMORY_BYTES } from './bounds.ts'

const EVERY_MS = 100

/**
 * Runs in a thread, since the main one is busy while it parses: ends the process when all its memory, buffers included, passes the
 * bound. A worker's own `resourceLimits` would not count buffers.
 */
export function watchMemory(bound = MAX_MEMORY_BYTES): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > bound) process.kill(process.pid, 'SIGKILL')
  }, EVERY_MS)
}

/** Starts `entry` again as a thread that calls {@link watchMemory}. */
export function startMemoryWatch(entry: URL): void {
  new Worker(entry).unref()
}
