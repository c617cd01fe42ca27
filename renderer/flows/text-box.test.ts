import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { editTextBox, isTyping } from './text-box.ts'

const execCommand = vi.fn()

/** As much of an element as matters here; the real ones are in the end-to-end specs. */
class Box {
  readonly isContentEditable = false
  readonly ownerDocument = { execCommand }
  readonly kind: 'text' | 'button'
  constructor(kind: 'text' | 'button') {
    this.kind = kind
  }
  matches(): boolean {
    return this.kind === 'text'
  }
}

beforeEach(() => {
  vi.stubGlobal('HTMLElement', Box)
  execCommand.mockReset()
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const textBox = new Box('text') as unknown as HTMLElement
const button = new Box('button') as unknown as HTMLElement

describe('a command of the menu', () => {
  it.each([
    ['undo', 'undo'],
    ['redo', 'redo'],
    ['select-all', 'selectAll'],
    ['delete', 'delete'],
  ])('%s means the text while somebody types, not the sheet', (command, known) => {
    expect(editTextBox(command, textBox)).toBe(true)
    expect(execCommand.mock.calls).toEqual([[known]])
  })

  it('means the sheet where no text box has the focus, and where it is none of these', () => {
    expect(editTextBox('undo', button)).toBe(false)
    expect(editTextBox('undo', null)).toBe(false)
    expect(editTextBox('find', textBox)).toBe(false)
    expect(execCommand).not.toHaveBeenCalled()
    expect(isTyping(textBox)).toBe(true)
  })
})
