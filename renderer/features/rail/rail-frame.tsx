import { History, Keyboard, Monitor, Moon, Rows3, Rows4, Sun, Users, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { chooseDensity, useDensity } from '#renderer/stores/view/density-store.ts'
import { chooseTheme, THEME_CHOICES, useTheme, type ThemeChoice } from '#renderer/stores/view/theme-store.ts'
import { togglePanel, useUi, type Panel } from '#renderer/stores/view/ui-store.ts'
import './rail.css'

interface RailButtonProps {
  panel: Panel
  label: string
  icon: LucideIcon
  /** Counts of different kinds, the gravest first. */
  badges?: readonly { tone: 'bad' | 'warn'; text: string }[]
  /** How much of it is done, 0 to 1; drawn under the label. */
  done?: number
  shortcut?: string
}

export function RailButton({ panel, label, icon: Icon, badges = [], done, shortcut }: RailButtonProps) {
  const open = useUi((state) => state.panel === panel)
  return (
    <button
      type="button"
      className="rail-button"
      aria-pressed={open}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={() => togglePanel(panel)}
    >
      <Icon size={18} aria-hidden />
      <span>{label}</span>
      {badges.map(({ tone, text }) => (
        <b key={tone} className={`rail-badge rail-badge-${tone}`} aria-hidden>
          {text}
        </b>
      ))}
      {done !== undefined && (
        <i className="rail-done" aria-hidden>
          <i style={{ inlineSize: `${100 * done}%` }} />
        </i>
      )}
    </button>
  )
}

const THEME_LOOK: Readonly<Record<ThemeChoice, { icon: LucideIcon; label: string }>> = {
  system: { icon: Monitor, label: 'Theme: as the system' },
  light: { icon: Sun, label: 'Theme: light' },
  dark: { icon: Moon, label: 'Theme: dark' },
}

function ThemeButton() {
  const theme = useTheme((state) => state.theme)
  const { icon: Icon, label } = THEME_LOOK[theme]
  const next = THEME_CHOICES[(THEME_CHOICES.indexOf(theme) + 1) % THEME_CHOICES.length]!
  return (
    <button
      type="button"
      className="rail-button"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(next)}
    >
      <Icon size={18} aria-hidden />
      <span aria-hidden>Theme</span>
    </button>
  )
}

function DensityButton() {
  const density = useDensity((state) => state.density)
  const label = `Rows: ${density}`
  return (
    <button
      type="button"
      className="rail-button"
      aria-label={label}
      title={`${label}. Press to have them ${density === 'normal' ? 'closer together' : 'further apart'}`}
      onClick={() => chooseDensity(density === 'normal' ? 'compact' : 'normal')}
    >
      {density === 'normal' ? <Rows3 size={18} aria-hidden /> : <Rows4 size={18} aria-hidden />}
      <span aria-hidden>Rows</span>
    </button>
  )
}

/** The rail with what it holds whether or not there is a sheet; above that what a sheet brings. */
export function RailFrame({ children }: { children?: ReactNode }) {
  return (
    <nav className="rail" aria-label="Panels" data-part>
      {children}
      <RailButton panel="history" label="History" icon={History} />
      <RailButton panel="accounts" label="Accounts" icon={Users} />
      <span className="rail-gap" />
      <RailButton panel="shortcuts" label="Shortcuts" icon={Keyboard} shortcut="?" />
      <DensityButton />
      <ThemeButton />
    </nav>
  )
}
