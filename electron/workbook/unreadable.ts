import type { Fault } from '#shared/api/faults.ts'

/** Thrown where a file cannot be read or written as asked; `text` is for the person, `code` names the bound or defect. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly code: string
  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }
  get fault(): Fault {
    return { kind: 'unreadable-file', code: this.code, text: this.message }
  }
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  if (bytes < 1024 * 1024 * 1024) return `${Math.round(bytes / 1024 / 1024)} MB`
  return `${(bytes / 1024 / 1024 / 1024).toFixed(1)} GB`
}
