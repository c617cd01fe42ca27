import type { Subject } from './subject.ts'

/** What the bench calls in its page. */
interface Bench {
  subject: Subject
  /** Puts lines of 14 cells where `paste` finds them, as a spreadsheet puts them on the clipboard. */
  copy(lines: number): void
  paste(): Promise<number>
  /** Milliseconds from frame to frame. */
  scrollFrames(frames: number): Promise<number[]>
  burst(changesPerSecond: number, seconds: number): Promise<void>
}

declare global {
  interface Window {
    bench: Bench
  }
}
