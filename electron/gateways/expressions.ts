import { createContext, Script } from 'node:vm'
import { expressionOf, extracted, TOO_SLOW } from '#shared/domain/shape/extraction.ts'
import type { Expressions } from '#electron/services/ports/expressions.ts'

/** One call may be at it for so long, which mostly takes a few. */
const DEADLINE_MS = 3_000

/**
 * Runs in V8's own time limit, which ends an expression in the midst of its search: `^(a+)+$` would be at it for years. The
 * limit is no fence for code, and no code comes in: an expression and texts.
 */
export function createExpressions(deadlineMs = DEADLINE_MS): Expressions {
  return {
    extract(pattern, matchCase, texts) {
      const expression = expressionOf(pattern, matchCase)
      if (typeof expression === 'string') return expression
      const context = createContext({ work: () => texts.map((text) => extracted(expression, text)) })
      try {
        return new Script('work()').runInContext(context, { timeout: deadlineMs }) as (string | null)[]
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return TOO_SLOW
        throw error
      }
    },
  }
}
