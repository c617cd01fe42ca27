/** Whether this process has printed its one object; whoever reads it as JSON reads no second one. */
let given = false

/** Prints what `--json` promises: one object, at the end. */
export function giveAnswer(answer: object): void {
  given = true
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

/** What `--json` prints where a command was refused: the sentence of the error stream, and what the command ends with. */
export interface Refusal {
  error: string
  exitCode: number
}

/** Prints why a command was refused, unless its answer was given before: then only the error stream tells. */
export function giveRefusal(refusal: Refusal): void {
  if (!given) giveAnswer(refusal)
}

/** Asked before the arguments are understood, as those that are not are refused too. What stands after `--` is no option. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).includes('--json')
}
