import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '#shared/api/faults.ts'
import { defaultDataDir } from '#electron/process/data-dir.ts'

export interface WebArguments {
  /** 0: any free port. */
  port: number
  dataDir: string
  /** Show the page in the installed browser. */
  open: boolean
}

export function readWebArguments(args: readonly string[]): Result<WebArguments> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        'data-dir': { type: 'string' },
        open: { type: 'boolean', default: false },
      },
    })
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
      return fail('invalid', `--port takes a number from 0 to 65535, not “${values.port}”.`)
    }
    return ok({
      port: Number(values.port),
      dataDir: resolve(values['data-dir'] ?? defaultDataDir()),
      open: values.open,
    })
  } catch (error) {
    return fail('invalid', error instanceof Error ? error.message : String(error))
  }
}
