/** Runs `work` once what was rendered stands on screen; a page that nobody sees is not painted, and does not wait for it. */
export function afterPaint(work: () => void): void {
  let done = false
  function run(): void {
    if (done) return
    done = true
    work()
  }
  requestAnimationFrame(() => setTimeout(run))
  setTimeout(run, 250)
}

let held = 0
const waiting: (() => void)[] = []

function release(): void {
  held = 0
  // The click comes after the release.
  setTimeout(() => {
    if (held === 0) for (const go of waiting.splice(0)) go()
  })
}

if (typeof window !== 'undefined') {
  for (const down of ['pointerdown', 'keydown']) window.addEventListener(down, () => (held += 1), true)
  for (const up of ['pointerup', 'pointercancel', 'keyup']) window.addEventListener(up, release, true)
  // Of the window, and no element's: what is let go elsewhere is not told.
  window.addEventListener('blur', (event) => {
    if (event.target === window) release()
  })
}

/** Settles when no button and no key is held down: what is pressed must still be there when it is let go. */
export function whenNothingIsHeld(): Promise<void> {
  return held === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
}
