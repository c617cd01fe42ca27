import { endWithStarter } from '#electron/process/signals.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { storageFault } from '#electron/gateways/storage-fault.ts'
import { readArguments } from '#electron/cli/options/arguments.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { giveRefusal, wantsJson } from './json-answer.ts'
import { HELP } from '#electron/cli/options/help.ts'
import { practice } from './practice.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { recipes } from './recipes.ts'
import { undo } from './undo.ts'
import { resume } from './resume.ts'

/** Runs one command line to its end; the answer is its exit code. `entryUrl`: the entry's `import.meta.url`. */
export async function runCommandLine(entryUrl: string, args: readonly string[]): Promise<number> {
  endWithStarter()
  const files = programFiles(entryUrl)
  const command = readArguments(args)
  try {
    switch (command.kind) {
      case 'help':
        process.stdout.write(`${HELP}\n`)
        return 0
      case 'version':
        process.stdout.write(`${files.version}\n`)
        return 0
      case 'misuse':
        throw new Ending(WRONG_USAGE, `${command.text}\nleadsheet --help shows all there is.`)
      case 'push':
        return await push(command, files)
      case 'resume':
        return await resume(command, files)
      case 'pull':
        return await pull(command, files)
      case 'undo':
        return await undo(command, files)
      case 'recipes':
        return recipes(command)
      case 'practice':
        return await practice(command)
    }
  } catch (error) {
    const fault = storageFault(error)
    if (!fault && !(error instanceof Ending)) throw error
    const exitCode = error instanceof Ending ? error.exitCode : WRONG_USAGE
    const text = fault?.text ?? (error as Ending).message
    process.stderr.write(`${text}\n`)
    if (wantsJson(args)) giveRefusal({ error: text, exitCode })
    return exitCode
  }
}
