import { readPractice, type PracticeArguments } from './commands/practice.ts'
import { readPull, type PullArguments } from './commands/pull.ts'
import { readPush, type PushArguments } from './commands/push.ts'
import { readRecipes, type RecipesArguments } from './commands/recipes.ts'
import { readResume, type ResumeArguments } from './commands/resume.ts'
import { readUndo, type UndoArguments } from './commands/undo.ts'
import { HELP } from './help.ts'
import { Misuse } from './misuse.ts'

/** What a command line asks for. */
export type Command =
  | { kind: 'help'; text: string }
  | { kind: 'version' }
  | ({ kind: 'push' } & PushArguments)
  | ({ kind: 'resume' } & ResumeArguments)
  | ({ kind: 'practice' } & PracticeArguments)
  | ({ kind: 'pull' } & PullArguments)
  | ({ kind: 'undo' } & UndoArguments)
  | ({ kind: 'recipes' } & RecipesArguments)
  /** It cannot be understood; `text` says what is wrong and what would be right. */
  | { kind: 'misuse'; text: string }

/** Reads a command line; never throws. */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help')
      return { kind: 'help', text: HELP }
    if (name === '--version' || name === '-v') return { kind: 'version' }
    if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', text: HELP }
    if (name === 'push') return { kind: 'push', ...readPush(rest) }
    if (name === 'resume') return { kind: 'resume', ...readResume(rest) }
    if (name === 'practice') return { kind: 'practice', ...readPractice(rest) }
    if (name === 'pull') return { kind: 'pull', ...readPull(rest) }
    if (name === 'undo') return { kind: 'undo', ...readUndo(rest) }
    if (name === 'recipes') return { kind: 'recipes', ...readRecipes(rest) }
    throw new Misuse(
      `There is no command “${name}”. The commands are push, undo, resume, pull, recipes and practice.`,
    )
  } catch (error) {
    if (error instanceof Misuse) return { kind: 'misuse', text: error.message }
    throw error
  }
}
