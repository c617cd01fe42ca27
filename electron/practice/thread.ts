/**
 * The practice account's server in a thread of its own. In the thread that sends, a busy moment would delay the arrival
 * of calls by as much: the server would see them closer together than they were sent, and refuse some.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { endOnRejection } from '#electron/process/uncaught-errors.ts'
import { startPracticeServer } from './server.ts'

endOnRejection()
const { dataFile } = workerData as { dataFile: string }
const server = await startPracticeServer({ dataFile })
parentPort!.once('message', () => {
  void server.close().then(() => parentPort!.close())
})
parentPort!.postMessage(server.origin)
