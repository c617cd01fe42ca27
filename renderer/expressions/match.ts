export function holds(pattern: RegExp, cell: string): boolean {
  pattern.lastIndex = 0
  return pattern.test(cell)
}

/**
 * The cell with every match replaced. In an expression `$1` and `$<name>` stand for its groups; a plain search takes the
 * replacement as it is.
 */
export function replaced(cell: string, pattern: RegExp, replacement: string, regex: boolean): string {
  pattern.lastIndex = 0
  return regex ? cell.replace(pattern, replacement) : cell.replace(pattern, () => replacement)
}
