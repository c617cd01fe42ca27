import { create } from 'zustand'

export const THEME_CHOICES = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]

const KEY = 'leadsheet.theme'

function remembered(): ThemeChoice {
  const value = localStorage.getItem(KEY)
  return THEME_CHOICES.find((choice) => choice === value) ?? 'system'
}

export const useTheme = create<{ theme: ThemeChoice }>(() => ({ theme: remembered() }))

/** theme.css keys everything to the root's colour scheme, which `data-theme` can pin. */
function show(theme: ThemeChoice): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function chooseTheme(theme: ThemeChoice): void {
  localStorage.setItem(KEY, theme)
  useTheme.setState({ theme })
  show(theme)
}

export function startTheme(): void {
  show(useTheme.getState().theme)
}
