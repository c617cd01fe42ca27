import type { Subject } from './subject.ts'

/** What the bench calls in its page. */
interface Bench {
  subject: Subject
  /** Lines of 14 cells as a spreadsheet puts them on the clipboard. */
  table(lines: number): string
  /** Milliseconds from frame to frame. */
  scrollFrames(frames: number): Promise<number[]>
  /** How long work took, and its tasks over 50 ms. */
  longTasksOf(work: () => Promise<number>): Promise<{ took: number; long: number[] }>
  /** Durations of the tasks over 50 ms. */
  burst(changesPerSecond: number, seconds: number): Promise<number[]>
}

declare global {
  interface Window {
    bench: Bench
  }
}
