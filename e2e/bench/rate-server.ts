import { startPracticeServer } from '#electron/practice/server.ts'

/**
 * The practice server in a process of its own, so that a bench's own work never delays the arrivals it is judged by.
 * Prints one line of JSON and ends with its standard input.
 */
const server = await startPracticeServer({ control: true, log: 'calls' })
console.log(JSON.stringify({ origin: server.origin, controlToken: server.controlToken }))
process.stdin.resume()
process.stdin.on('end', () => void server.close())
