import { create } from 'zustand'

export const DENSITIES = ['normal', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

const KEY = 'leadsheet.density'

function remembered(): Density {
  const value = localStorage.getItem(KEY)
  return DENSITIES.find((choice) => choice === value) ?? 'normal'
}

/** How close everything stands together: a choice of the person's, for every sheet. */
export const useDensity = create<{ density: Density }>(() => ({ density: remembered() }))

/** theme.css has the measures of each. */
function show(density: Density): void {
  if (density === 'normal') delete document.documentElement.dataset['density']
  else document.documentElement.dataset['density'] = density
}

export function chooseDensity(density: Density): void {
  localStorage.setItem(KEY, density)
  show(density)
  useDensity.setState({ density })
}

export function startDensity(): void {
  show(useDensity.getState().density)
}
