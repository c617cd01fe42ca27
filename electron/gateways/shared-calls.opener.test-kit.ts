import { openSharedCalls } from './shared-calls.ts'

// A Leadsheet that opens the file of recent calls when it is told to, with others at the same moment, and makes a call.
const [path = '', home = ''] = process.argv.slice(2)
const said: string[] = []

process.stdin.once('data', () => {
  const file = openSharedCalls({ path, home, onUnavailable: (text) => said.push(text) })
  const calls = file.of({ origin: 'https://api.leadsquared.com', accessKey: 'u$rSECRETKEY' }, 'account')
  calls.inTurn(10_000, () => calls.begin())
  process.stdout.write(said.length === 0 ? 'nothing said' : said.join(' '))
  process.stdin.once('end', () => file.close())
  process.stdin.resume()
})
process.stdout.write('ready')
