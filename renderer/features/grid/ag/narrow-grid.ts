/** Pixels. In a narrower grid the frozen columns would leave too little of the sheet's own. */
const NARROW = 560

/** Whether the grid is narrow, kept up to date; `changed` tells of another window size or a panel beside it. */
export function watchWidth(root: HTMLElement, changed: () => void) {
  let narrow = root.clientWidth < NARROW
  const observer = new ResizeObserver(([entry]) => {
    if (entry!.contentRect.width < NARROW === narrow) return
    narrow = !narrow
    changed()
  })
  observer.observe(root)
  return {
    narrow: (): boolean => narrow,
    stop: (): void => observer.disconnect(),
  }
}
