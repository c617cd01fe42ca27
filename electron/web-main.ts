import { join } from 'node:path'
import { compose, type Program } from './compose.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { endWithStarter, untilAskedToEnd } from '#electron/process/signals.ts'
import { logUncaught } from '#electron/process/uncaught-errors.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { childProcessCarrier } from '#electron/gateways/workbook-process.ts'
import { createSessions } from '#electron/services/session/sessions.ts'
import { readWebArguments, type WebArguments } from '#electron/web/arguments.ts'
import { createDownloads, type Downloads } from '#electron/web/downloads.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import { lastPortIn, type LastPort } from '#electron/web/last-port.ts'
import { startWebHost, type WebHost } from '#electron/web/host.ts'
import { offerAddresses, openInBrowser } from '#electron/web/terminal.ts'

const files = programFiles(import.meta.url)

/** Browser mode, until somebody ends it. Answers the exit code. */
async function main(): Promise<number> {
  endWithStarter()
  const args = readWebArguments(process.argv.slice(2))
  if (!args.ok) return giveUp(args.fault.text)
  const { dataDir } = args.value
  const downloads = createDownloads(join(dataDir, 'downloads'))
  const composed = await compose({
    dataDir,
    files,
    accountStore: (onDamaged) =>
      createFileAccountStore(openAccountFile(join(dataDir, 'accounts.json'), onDamaged)),
    saveTarget: downloads,
    workbookCarrier: childProcessCarrier,
  })
  if (!composed.ok) return giveUp(composed.fault.text)
  logUncaught(composed.value.log)
  try {
    return await serve(composed.value, downloads, args.value, lastPortIn(dataDir))
  } finally {
    await composed.value.close()
  }
}

async function serve(
  program: Program,
  downloads: Downloads,
  { port, open }: WebArguments,
  lastPort: LastPort,
): Promise<number> {
  const ended = untilAskedToEnd()
  const hostOn = (chosen: number): Promise<WebHost> =>
    startWebHost({
      port: chosen,
      rendererDir: files.rendererDir,
      hasNoSheetOpen: () => program.workspace.openSheet() === null,
      sessions: createSessions(
        program.handlers,
        { mode: 'browser', version: files.version, locale: Intl.DateTimeFormat().resolvedOptions().locale },
        { pages: program.workspace, onOpened: () => program.welcome() },
      ),
      downloads,
      logSurprise: (where, error) => program.log.surprise(where, error),
    })
  let host: WebHost
  try {
    // The port of the last time may be another program's by now; any other one will do then.
    host = port === 0 ? await hostOn(lastPort.read()).catch(() => hostOn(0)) : await hostOn(port)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    return giveUp(`Port ${port} cannot be used here. Choose another one, or leave --port out.`)
  }
  lastPort.remember(host.port)
  program.onEvent((name, payload) => host.emit(name, payload))
  const addresses = offerAddresses({ input: process.stdin, output: process.stdout }, () =>
    host.issueAddress(),
  )
  if (open) openInBrowser(addresses.first)
  await ended
  addresses.close()
  await host.close()
  return 0
}

function giveUp(text: string): number {
  process.stderr.write(`${text}\n`)
  return 1
}

process.exitCode = await main()
