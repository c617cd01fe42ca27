/** A window in which panels lie over the sheet (app.css), and columns whose width nobody chose are kept short. */
const NARROW = '(max-width: 1199px)'

/** Whether the window is narrow, kept up to date; `changed` tells of another size. */
export function watchWidth(changed: () => void) {
  const query = matchMedia(NARROW)
  query.addEventListener('change', changed)
  return {
    narrow: (): boolean => query.matches,
    stop: (): void => query.removeEventListener('change', changed),
  }
}
