import type { Result } from '#shared/api/faults.ts'

/** Where the files lie that are being opened: those a page sends over, and those that are on this machine already. */
export interface Inbox {
  /** Makes room for a file of `size` bytes; a fault where it is too large or the disk is full. */
  begin(name: string, size: number): Promise<Result<{ fileId: string }>>
  append(fileId: string, bytes: Uint8Array): Promise<Result<unknown>>
  /** A file that lies elsewhere and stays there. */
  adopt(path: string, name: string): { fileId: string }
  /** The same for a file somebody named by its path; a fault where there is none to read, or it is too large. */
  take(path: string): Promise<Result<{ fileId: string; name: string }>>
  find(fileId: string): { path: string; name: string } | null
  /** Forgets it, and deletes it where it was sent over. */
  discard(fileId: string): Promise<void>
}
