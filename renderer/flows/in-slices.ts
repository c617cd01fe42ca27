/** Well under the 50 ms a person feels, well over the pause between two timers. */
const SLICE_MS = 12
/** Looking at the clock costs as much as the work on a row. */
const ITEMS_A_LOOK = 100

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
