import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { Misuse } from './misuse.ts'

/** A command's options and what stands beside them; each option once, unless it may be repeated. @throws {Misuse} */
export function parse<Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
) {
  try {
    const { tokens, ...parsed } = parseArgs({ args, options, allowPositionals, strict: true, tokens: true })
    refuseTwoValues(tokens, options)
    return parsed
  } catch (error) {
    if (error instanceof Misuse) throw error
    throw new Misuse(inWords(error, Object.keys(options)))
  }
}

/** Node takes the last of two values and says nothing of the first: one of them would be guessed at. */
function refuseTwoValues(
  tokens: readonly { kind: string; name?: string; value?: string | undefined }[],
  options: ParseArgsOptionsConfig,
): void {
  const given = new Map<string, string>()
  for (const { kind, name, value } of tokens) {
    if (kind !== 'option' || name === undefined || value === undefined || options[name]?.multiple) continue
    const before = given.get(name)
    if (before !== undefined && before !== value)
      throw new Misuse(`--${name} is given twice, as “${before}” and as “${value}”. Say which one is meant.`)
    given.set(name, value)
  }
}

/** Node's own complaints, with the options there are. */
function inWords(error: unknown, names: string[]): string {
  const { code, message } = error as NodeJS.ErrnoException
  const option = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
  const known = names.map((name) => `--${name}`).join(' ')
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return `There is no option ${option}. The options here are: ${known}`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return message.includes('does not take an argument')
      ? `${option} takes no value.`
      : `${option} needs a value after it. One that begins with a dash is written ${option}=VALUE.`
  }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    return `“${/'(.*?)'/.exec(message)?.[1]}” is not expected here. The options are: ${known}`
  }
  throw error
}
