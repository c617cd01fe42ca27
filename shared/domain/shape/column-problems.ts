export function noneCalled(name: string): string {
  return `There is no column “${name}”.`
}

export function severalCalled(name: string, many: number): string {
  return `${many} columns are called “${name}”. Say which, as in “${name}#2”, or rename them.`
}
