/** What deleting a sheet means, as it is asked everywhere. */
export function goesFor(name: string): string {
  return `${name} leaves this machine for good. What was pushed from it stays in LeadSquared and in History.`
}
