import { useEffect, useState } from 'react'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'

type Options = { signal: AbortSignal; onProgress: (done: number) => void }

interface Looked<Preview> {
  /** What was found last; it stays on screen while it is looked for anew. */
  preview: Preview | null
  /** Rows gone through so far, while there is nothing to show yet. */
  looking: number
}

/**
 * Runs a preview, and again whenever what it depends on or the sheet changes: `question` is told apart by value,
 * `subject` by identity. A new question starts from nothing; else the old answer stays until the new one is there.
 */
export function usePreview<Preview>(
  question: string,
  subject: unknown,
  look: (options: Options) => Promise<Preview>,
): Looked<Preview> {
  const revision = useSheet((state) => state.revision)
  const [state, setState] = useState<Looked<Preview> & { question: string }>({
    question,
    preview: null,
    looking: 0,
  })

  useEffect(() => {
    const stop = new AbortController()
    const onProgress = (looking: number): void =>
      setState((now) => {
        const isShown = now.question === question && now.preview !== null
        return isShown ? now : { question, preview: null, looking }
      })
    look({ signal: stop.signal, onProgress }).then(
      (preview) => {
        if (!stop.signal.aborted) setState({ question, preview, looking: 0 })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) throw error
      },
    )
    return () => stop.abort()
    // `look` is made anew at each render; `question` says when it would answer something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [question, subject, revision])

  return state.question === question ? state : { preview: null, looking: 0 }
}
