import { describe, expect, it } from 'vitest'
import { chordOf, GRID_SHORTCUTS, WINDOW_SHORTCUTS } from './shortcuts.ts'

const KEYS = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('chordOf', () => {
  it.each([
    [{ key: 'z', ctrlKey: true }, 'Mod+Z'],
    [{ key: 'z', metaKey: true }, 'Mod+Z'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'Mod+Shift+Z'],
    [{ key: 'F8', shiftKey: true }, 'Shift+F8'],
    [{ key: ' ', shiftKey: true }, 'Shift+Space'],
    [{ key: 'ArrowDown', altKey: true }, 'Alt+ArrowDown'],
  ])('writes %o as %s', (event, chord) => {
    expect(chordOf({ ...KEYS, ...event })).toBe(chord)
  })

  it('does not count Shift where it only makes the character', () => {
    expect(chordOf({ ...KEYS, key: '?', shiftKey: true })).toBe('?')
    expect(chordOf({ ...KEYS, key: '?' })).toBe('?')
  })

  it('takes the signs that share a key with plus and minus for them', () => {
    expect(['+', '=', '-', '_'].map((key) => chordOf({ ...KEYS, key, ctrlKey: true }))).toEqual([
      'Mod++',
      'Mod++',
      'Mod+-',
      'Mod+-',
    ])
  })
})

describe('the lists of shortcuts', () => {
  it.each([
    ['the grid', GRID_SHORTCUTS],
    ['the window', WINDOW_SHORTCUTS],
  ])('gives no chord of %s to two things', (_, list) => {
    const chords = list.flatMap((shortcut): readonly string[] => shortcut.keys)
    expect(new Set(chords).size).toBe(chords.length)
  })
})
