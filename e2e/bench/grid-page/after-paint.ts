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

/** Resolves after the first frame that was painted with an element of `selector` in it. */
export function paintedWith(selector: string): Promise<number> {
  return new Promise((resolve) => {
    function look(): void {
      if (!document.querySelector(selector)) {
        requestAnimationFrame(look)
        return
      }
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    }
    requestAnimationFrame(look)
  })
}

/** Milliseconds from the start of `work` until its result is painted. */
export async function toPaint(work: () => void): Promise<number> {
  const start = performance.now()
  work()
  return (await afterPaint()) - start
}
