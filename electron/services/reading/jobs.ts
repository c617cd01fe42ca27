/** Runs `work` over the items, `atOnce` of them at a time, in order of start; ends with the first that answers false. */
export async function inParallel<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<boolean>,
): Promise<boolean> {
  const under = new Set<Promise<void>>()
  let good = true
  let failure: unknown = null
  for await (const item of items) {
    if (!good || failure !== null) break
    const one: Promise<void> = work(item)
      .then(
        (went) => {
          good &&= went
        },
        (error: unknown) => {
          failure ??= error ?? new Error('failed')
        },
      )
      .finally(() => under.delete(one))
    under.add(one)
    if (under.size >= atOnce) await Promise.race(under)
  }
  await Promise.all(under)
  if (failure !== null) throw failure
  return good
}
