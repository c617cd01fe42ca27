import {
  DEFAULT_CHOICES,
  type LoadChoices,
  type LoadNote,
  type WorkbookInspection,
  type WorkbookQuestion,
} from '#shared/domain/sheet/workbook.ts'
import { ENCODINGS } from '#electron/workbook/read/encodings.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Workbooks } from '#electron/services/ports/workbooks.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import type { InputFile } from './input-file.ts'
import { delimiterInWords } from '#electron/cli/options/values.ts'

/** What is said of how a file is read. */
export type ReadingArguments = Pick<
  PushArguments,
  'sheet' | 'encoding' | 'delimiter' | 'headings' | 'hidden' | 'acceptBroken'
>

const NEVER = new AbortController().signal

/**
 * How the file is to be read: as the options say, and where they say nothing as what is found leaves no doubt of. What the
 * window would ask about is not guessed here: what is sent overwrites live data.
 * @throws {Ending} where something is in doubt, or the file is known to be broken
 */
export async function chooseHowToRead(
  workbooks: Pick<Workbooks, 'inspect'>,
  file: InputFile,
  args: ReadingArguments,
): Promise<{ choices: LoadChoices; inspection: WorkbookInspection; notes: LoadNote[] }> {
  let choices: LoadChoices = {
    ...DEFAULT_CHOICES,
    sheet: args.sheet,
    encoding: args.encoding,
    delimiter: args.delimiter,
    headerRow: headerRow(args.headings),
    hidden: args.hidden === 'leave-out' ? 'leave-out' : 'keep',
    acceptBroken: args.acceptBroken,
  }
  let inspected = await workbooks.inspect(file.path, file.name, choices, NEVER)
  if (!inspected.ok && args.encoding !== null && isOfEncoding(inspected.fault)) {
    choices = { ...choices, encoding: await knownEncoding(workbooks, file, choices, args.encoding) }
    inspected = await workbooks.inspect(file.path, file.name, choices, NEVER)
  }
  if (!inspected.ok) throw new Ending(WRONG_USAGE, inspected.fault.text)
  const inspection = inspected.value
  for (const question of inspection.questions) askBack(question, file.name, inspection, args)
  if (inspection.broken.length > 0 && !args.acceptBroken) refuseBroken(file.name, inspection)
  return { choices, inspection, notes: withoutEffect(args, inspection) }
}

/** Options that are about text, given for a file that settles by itself what they would say. */
function withoutEffect(
  { encoding, delimiter }: Pick<PushArguments, 'encoding' | 'delimiter'>,
  inspection: WorkbookInspection,
): LoadNote[] {
  const isText = inspection.delimiter !== null
  return [
    ...(encoding !== null && inspection.encodings.length === 0
      ? [
          `--encoding has no effect on this file (${inspection.format}): it says itself how its text is written.`,
        ]
      : []),
    ...(delimiter !== null && !isText
      ? [`--delimiter has no effect on this file (${inspection.format}): its cells are not parted by a sign.`]
      : []),
  ].map((text) => ({ code: 'no-effect', text }))
}

function headerRow(headings: PushArguments['headings']): LoadChoices['headerRow'] {
  if (typeof headings === 'number') return headings - 1
  return headings === null ? null : headings === 'yes' ? 0 : 'none'
}

function isOfEncoding(fault: object): boolean {
  return 'code' in fault && fault.code === 'encoding'
}

/** `UTF8` for `utf-8`: names of encodings are written in many ways. @throws {Ending} where it is none of those known */
async function knownEncoding(
  workbooks: Pick<Workbooks, 'inspect'>,
  file: InputFile,
  choices: LoadChoices,
  given: string,
): Promise<string> {
  const found = await workbooks.inspect(file.path, file.name, { ...choices, encoding: null }, NEVER)
  if (!found.ok) throw new Ending(WRONG_USAGE, found.fault.text)
  const folded = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^cp(?=125)/, 'windows')
      .replace(/[^a-z0-9]/g, '')
  const encodings = found.value.encodings.length > 0 ? found.value.encodings : [...ENCODINGS]
  const known = encodings.find((name) => folded(name) === folded(given))
  if (known !== undefined) return known
  throw new Ending(
    WRONG_USAGE,
    `--encoding: Leadsheet does not know “${given}”. It knows: ${encodings.join(', ')}. Nothing was sent.`,
  )
}

/** Says which option answers a question that the window would ask. @throws {Ending} unless it is answered */
function askBack(
  question: WorkbookQuestion,
  name: string,
  inspection: WorkbookInspection,
  args: ReadingArguments,
): void {
  switch (question) {
    case 'sheet': {
      const names = inspection.sheets.map((sheet) => `“${sheet.name}”`).join(', ')
      throw new Ending(
        WRONG_USAGE,
        `${name} has several sheets. Say which one with --sheet: ${names}. Nothing was sent.`,
      )
    }
    case 'header':
      throw new Ending(
        WRONG_USAGE,
        `It is not plain whether the first row of ${name} is headings or data. Say so: --headings yes or --headings no. Nothing was sent.`,
      )
    case 'encoding':
      throw new Ending(
        WRONG_USAGE,
        `It is not plain how the text of ${name} is encoded; it looks like ${inspection.encoding ?? 'none that is known'}. Say which with --encoding: ${inspection.encodings.join(', ')}. Nothing was sent.`,
      )
    case 'delimiter':
      throw new Ending(
        WRONG_USAGE,
        `It is not plain what parts the columns of ${name}: ${inspection.delimiters.map(delimiterInWords).join(' or ')} would do. Say which with --delimiter. Nothing was sent.`,
      )
    case 'hidden': {
      if (args.hidden !== null) return
      const { hiddenRows = 0, hiddenColumns = 0 } = chosenSheet(inspection) ?? {}
      const what = [
        ...(hiddenRows > 0 ? [inDigits.countOf(hiddenRows, 'hidden row')] : []),
        ...(hiddenColumns > 0 ? [inDigits.countOf(hiddenColumns, 'hidden column')] : []),
      ].join(' and ')
      throw new Ending(
        WRONG_USAGE,
        `${name} has ${what}. Say whether they are meant: --hidden include or --hidden leave-out. Nothing was sent.`,
      )
    }
    case 'broken':
      if (!args.acceptBroken) refuseBroken(name, inspection)
  }
}

function refuseBroken(name: string, { broken }: WorkbookInspection): never {
  throw new Ending(
    WRONG_USAGE,
    `${name} is broken. ${broken.map(({ text }) => text).join(' ')} Nothing was sent. To send what could be read all the same: --accept-broken.`,
  )
}

export function chosenSheet({
  sheets,
  chosen,
}: WorkbookInspection): WorkbookInspection['sheets'][number] | null {
  return sheets.find(({ name }) => name === chosen) ?? null
}
