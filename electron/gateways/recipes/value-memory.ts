import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { foldedValue } from '#shared/domain/sheet/options.ts'
import { ValueMap } from '#shared/domain/sheet/sheet.ts'
import type { ValueMemory } from '#electron/services/ports/recipes.ts'

const Content = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      attributes: z.array(z.object({ attribute: z.string(), values: ValueMap })),
    }),
  ),
})
type Content = z.infer<typeof Content>

/** What values stand for, in a file that every way in reads. Read anew each time: another Leadsheet may have written it. */
export function openValueMemory(path: string, onDamaged: (keptAs: string) => void): ValueMemory {
  function read(): Content {
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { accounts: [] }
      throw error
    }
    const parsed = Content.safeParse(parseJson(text))
    if (parsed.success) return parsed.data
    const keptAs = `${path}.damaged-${Date.now()}`
    renameSync(path, keptAs)
    onDamaged(keptAs)
    return { accounts: [] }
  }

  function write(content: Content): void {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileAtomic.sync(path, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 })
  }

  return {
    of(accountId) {
      const found = read().accounts.find(({ account }) => account === accountId)
      return new Map(found?.attributes.map(({ attribute, values }) => [attribute, values]))
    },
    remember(accountId, attribute, values) {
      const content = read()
      const ofAccount = content.accounts.find(({ account }) => account === accountId)
      const attributes = ofAccount?.attributes ?? []
      const before = attributes.find((one) => one.attribute === attribute)?.values ?? []
      const after = merged(before, values)
      const others = attributes.filter((one) => one.attribute !== attribute)
      write({
        accounts: [
          ...content.accounts.filter(({ account }) => account !== accountId),
          {
            account: accountId,
            attributes: after.length > 0 ? [...others, { attribute, values: after }] : others,
          },
        ],
      })
    },
    forget(accountId) {
      const content = read()
      const accounts = content.accounts.filter(({ account }) => account !== accountId)
      if (accounts.length < content.accounts.length) write({ accounts })
    },
  }
}

function merged(before: ValueMap, said: ValueMap): ValueMap {
  const by = new Map(before.map((entry) => [foldedValue(entry[0]), entry]))
  for (const [value, option] of said) {
    if (option === null) by.delete(foldedValue(value))
    else by.set(foldedValue(value), [value, option])
  }
  return [...by.values()]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
