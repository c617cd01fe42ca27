/** Resolves when what was changed before has been painted: a frame callback, then a task after that frame. */
export function afterPaint(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  })
}

/** Milliseconds from the start of `work` until its result is painted. */
export async function toPaint(work: () => void): Promise<number> {
  const start = performance.now()
  work()
  return (await afterPaint()) - start
}
