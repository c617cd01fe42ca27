import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OtherTenant } from '#electron/practice/lead-store.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import type { PracticeServer } from '#electron/practice/practice-server.ts'
import type { PracticeArguments } from '#electron/cli/options/commands/practice.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { untilAskedToEnd } from '#electron/process/signals.ts'

/** The practice server by itself, until Ctrl+C. Its keys are no secret: they open this server only. */
export async function practice({ port, control, leads, dataDir }: PracticeArguments): Promise<number> {
  const ended = untilAskedToEnd()
  const server = await start(port, control, leads, dataDir)
  process.stdout.write(
    [
      `Practice server at ${server.origin}`,
      `Access key: ${server.accessKey}`,
      `Secret key: ${server.secretKey}`,
      ...(server.controlToken === null ? [] : [`Control token: ${server.controlToken}`]),
      'Ctrl+C ends it.',
      '',
    ].join('\n'),
  )
  await ended
  await server.close()
  return 0
}

async function start(
  port: number,
  control: boolean,
  leads: number | null,
  dataDir: string | null,
): Promise<PracticeServer> {
  const folder = dataDir === null ? null : resolve(dataDir)
  try {
    if (folder !== null) mkdirSync(folder, { recursive: true })
    return await startPracticeServer({
      port,
      control,
      log: control ? 'rows' : 'none',
      ...(leads === null ? {} : { leads }),
      ...(folder === null ? {} : { dataFile: join(folder, 'practice.sqlite') }),
    })
  } catch (error) {
    if (error instanceof OtherTenant) {
      throw new Ending(
        WRONG_USAGE,
        `The practice server in ${folder} came with ${error.leads} leads. Leave --leads out, or choose another folder.`,
      )
    }
    const { code, syscall } = error as NodeJS.ErrnoException
    if (folder !== null && (syscall === 'mkdir' || code === 'ERR_SQLITE_ERROR')) {
      throw new Ending(
        WRONG_USAGE,
        `--data-dir: Leadsheet cannot write its files in ${folder}. Choose another folder.`,
      )
    }
    if (code === 'EADDRINUSE')
      throw new Ending(WRONG_USAGE, `Port ${port} is taken. Choose another one, or leave --port out.`)
    if (code === 'EACCES')
      throw new Ending(WRONG_USAGE, `Port ${port} may not be used here. Choose one above 1023.`)
    throw error
  }
}
