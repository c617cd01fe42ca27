import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'
import type { SheetId } from '#shared/domain/sheet/sheet.ts'
import type { Program } from '#electron/compose.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { chooseHowToRead } from './file-choices.ts'

const PLAINLY = { encoding: null, delimiter: null, hidden: null, acceptBroken: false } as const

/**
 * The sheets that look-ups of this run may take from: files that were named for it. What an earlier run left in the folder is nobody's
 * answer to what stands there today.
 */
export class LookUpSheets {
  readonly #program: Pick<Program, 'files' | 'workbooks' | 'workspace'>
  readonly #accountId: string
  readonly #args: PushArguments
  readonly #loaded = new Map<string, SheetId>()

  constructor(
    program: Pick<Program, 'files' | 'workbooks' | 'workspace'>,
    accountId: string,
    args: PushArguments,
  ) {
    this.#program = program
    this.#accountId = accountId
    this.#args = args
  }

  /** Loads what `--look-up-file` names. @throws {Ending} where a file cannot be read as it is */
  async load(): Promise<void> {
    for (const given of this.#args.lookUpFiles) await this.#take(given, '--look-up-file')
  }

  /** A look-up that names a file takes from it; any other shape is as it was. @throws {Ending} */
  async resolve(shape: Shape): Promise<Shape> {
    if (shape.kind !== 'look-up' || !this.#isFile(shape.sheet)) return shape
    const id = await this.#take(shape.sheet, '--shape')
    return { ...shape, sheet: this.#program.workspace.head(id)!.name }
  }

  /** Those among the sheets of the folder. */
  among<Sheet extends { id: SheetId }>(sheets: readonly Sheet[]): Sheet[] {
    const ids = new Set(this.#loaded.values())
    return sheets.filter(({ id }) => ids.has(id))
  }

  /** They are no sheets of a push. */
  forget(): void {
    for (const id of this.#loaded.values()) this.#program.workspace.removeSheet(id)
    this.#loaded.clear()
  }

  #isFile(name: string): boolean {
    return statSync(fileAndSheet(name).file, { throwIfNoEntry: false })?.isFile() ?? false
  }

  async #take(given: string, option: string): Promise<SheetId> {
    const { file, sheet } = fileAndSheet(given)
    const path = resolve(file)
    const key = `${path} ${sheet ?? ''}`
    const before = this.#loaded.get(key)
    if (before !== undefined) return before
    if (!this.#isFile(given))
      throw new Ending(WRONG_USAGE, `${option}: there is no file ${file}. Nothing was sent.`)
    const { files, workbooks } = this.#program
    const input = { path, name: basename(path), discard: () => undefined }
    const signal = new AbortController().signal
    try {
      const looked = await workbooks.inspect(path, input.name, { ...DEFAULT_CHOICES, sheet }, signal)
      // Its columns are named by the look-up, so it has headings; where it may have none, they are its first row.
      const headings = looked.ok && looked.value.questions.includes('header') ? ('yes' as const) : null
      const { choices } = await chooseHowToRead(workbooks, input, { ...PLAINLY, sheet, headings })
      const loaded = await files.load(input, choices, this.#accountId, { signal })
      if (!loaded.ok) throw new Ending(WRONG_USAGE, loaded.fault.text)
      this.#loaded.set(key, loaded.value.sheet.id)
      return loaded.value.sheet.id
    } catch (error) {
      if (!(error instanceof Ending)) throw error
      throw new Ending(error.exitCode, `${option}: ${adviceFor(file, error.message)}`)
    }
  }
}

/** The options that settle how a file is read are of the one that is pushed; of one beside it only the sheet can be said. */
function adviceFor(file: string, text: string): string {
  const bySheet = text.replace('Say which one with --sheet', `Say which one after @, as in ${file}@NAME`)
  if (bySheet !== text || !/--(?:encoding|delimiter|hidden|accept-broken)/.test(text)) return bySheet
  const [what = ''] = text.split(/(?<=[.;]) /)
  return `${what} Save it anew, as a workbook or as UTF-8 with commas, whole and with nothing hidden. Nothing was sent.`
}

/** `regions.xlsx@March`: a sheet of a workbook. A file may have @ in its own name. */
function fileAndSheet(given: string): { file: string; sheet: string | null } {
  const at = given.lastIndexOf('@')
  if (at <= 0 || statSync(given, { throwIfNoEntry: false })?.isFile()) return { file: given, sheet: null }
  return { file: given.slice(0, at), sheet: given.slice(at + 1) }
}
