import { expect, it, vi } from 'vitest'
import { lendGridCommands, runInGrid, type GridCommands } from './grid-commands.ts'

function commands() {
  const named = [
    'paste',
    'addRow',
    'addColumn',
    'findNext',
    'findPrevious',
    'focus',
    'selectAll',
    'clear',
  ] as const
  return Object.fromEntries(named.map((name) => [name, vi.fn()])) as unknown as GridCommands
}

it('does what a button asked for while the first grid was being read, once; and without a grid later nothing', () => {
  runInGrid('focus')
  runInGrid('addRow')
  const first = commands()
  lendGridCommands(first)
  expect(first.addRow).toHaveBeenCalledOnce()
  expect(first.focus).not.toHaveBeenCalled()
  lendGridCommands(null)
  runInGrid('paste')
  const second = commands()
  lendGridCommands(second)
  expect(second.paste).not.toHaveBeenCalled()
  expect(second.addRow).not.toHaveBeenCalled()
})
