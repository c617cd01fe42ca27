/** Counts writes to the rows of each sheet, by this process: it alone has the file. A write that is taken back counts too. */
export class RowVersions {
  readonly #writes = new Map<number, number>()

  of(sheetId: number): number {
    return this.#writes.get(sheetId) ?? 0
  }

  written(sheetId: number): void {
    this.#writes.set(sheetId, this.of(sheetId) + 1)
  }
}
