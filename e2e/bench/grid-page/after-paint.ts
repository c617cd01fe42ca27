/** In a frame callback: tells the time in a task after that frame, when it has been painted. */
function tellAfterFrame(tell: (time: number) => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => tell(performance.now())
  port2.postMessage(null)
}

/** Resolves when what was changed before has been painted: a frame callback, then a task after that frame. */
export function afterPaint(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => tellAfterFrame(resolve))
  })
}

/** Resolves after the first frame that was painted with an element of `selector` in it. */
export function paintedWith(selector: string): Promise<number> {
  return new Promise((resolve) => {
    function look(): void {
      if (document.querySelector(selector)) tellAfterFrame(resolve)
      else requestAnimationFrame(look)
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
