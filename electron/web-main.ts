import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compose } from '#electron/compose.ts'
import { openAccountFile } from '#electron/gateways/account-file.ts'
import { childProcessCarrier } from '#electron/gateways/workbook-process.ts'
import { defaultDataDir } from '#electron/gateways/data-dir.ts'
import { programFiles } from '#electron/gateways/program-files.ts'
import { createSessions } from '#electron/services/sessions.ts'
import { createDownloads } from '#electron/web/downloads.ts'
import { createFileAccountStore } from '#electron/web/file-account-store.ts'
import { startWebHost } from '#electron/web/host.ts'
import { offerAddresses, openInBrowser, untilAskedToEnd } from '#electron/web/terminal.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'data-dir': { type: 'string' },
    open: { type: 'boolean', default: false },
  },
})
const files = programFiles(import.meta.url)
const dataDir = resolve(values['data-dir'] ?? defaultDataDir())
const downloads = createDownloads(join(dataDir, 'downloads'))
const composed = await compose({
  dataDir,
  files,
  accountStore: (log) =>
    createFileAccountStore(
      openAccountFile(join(dataDir, 'accounts.json'), (keptAs) =>
        log.write(`accounts.json could not be understood and was kept as ${keptAs}`),
      ),
    ),
  saveTarget: downloads,
  workbookCarrier: childProcessCarrier,
})
if (!composed.ok) {
  process.stderr.write(`${composed.fault.text}\n`)
  process.exit(1)
}

const program = composed.value
const ended = untilAskedToEnd()
const host = await startWebHost({
  port: Number(values.port),
  rendererDir: files.rendererDir,
  sessions: createSessions(
    program.handlers,
    { mode: 'browser', version: files.version, locale: Intl.DateTimeFormat().resolvedOptions().locale },
    () => program.welcome(),
  ),
  downloads,
  logSurprise: (where, error) => program.log.surprise(where, error),
})
program.onEvent((name, payload) => host.emit(name, payload))
const addresses = offerAddresses(() => host.issueAddress())
if (values.open) openInBrowser(addresses.first)

await ended
addresses.close()
await host.close()
await program.close()
