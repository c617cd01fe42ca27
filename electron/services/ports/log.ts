export interface Log {
  /** One line; callers never pass a key, a query string or a lead's values. */
  write(line: string): void
}
