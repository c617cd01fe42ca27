/** Well under the 50 ms a person feels, well over the pause between two timers. */
const SLICE_MS = 12
/** Looking at the clock costs less than the lightest work on so many rows; the heaviest on them takes 2 ms. */
const ITEMS_A_LOOK = 16

/**
 * Does work on many items without holding up the page: a slice at a time, with a pause for whoever types or scrolls.
 * Rejects with the signal's reason when it is given up.
 */
export async function inSlices<Item>(
  items: readonly Item[],
  work: (item: Item) => void,
  options: { signal: AbortSignal; onProgress?: (done: number) => void },
): Promise<void> {
  let started = performance.now()
  for (let at = 0; at < items.length; at++) {
    if (at % ITEMS_A_LOOK === 0 && performance.now() - started > SLICE_MS) {
      options.onProgress?.(at)
      await new Promise((resolve) => setTimeout(resolve))
      options.signal.throwIfAborted()
      started = performance.now()
    }
    work(items[at]!)
  }
}

/**
 * Runs work that stops for breath itself (`yield`) to its end, a slice at a time. Rejects with the signal's reason when it
 * is given up.
 */
export async function stepByStep<Answer>(
  steps: Generator<unknown, Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  let started = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - started < SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    started = performance.now()
  }
}

/** The same in one go, for little work. */
export function atOnce<Answer>(steps: Generator<unknown, Answer>): Answer {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
