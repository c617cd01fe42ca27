import {
  History,
  Keyboard,
  Monitor,
  Moon,
  Rows3,
  Rows4,
  ScrollText,
  Send,
  Shapes,
  Sparkles,
  Sun,
  TriangleAlert,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { isError, severityOf } from '#shared/domain/check/problem.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { isUnderWay, rowsSettled, rowsToSend, usePush } from '#renderer/stores/push/push-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { chooseDensity, useDensity } from '#renderer/stores/view/density-store.ts'
import { chooseTheme, THEME_CHOICES, useTheme, type ThemeChoice } from '#renderer/stores/view/theme-store.ts'
import { togglePanel, useUi, type Panel } from '#renderer/stores/view/ui-store.ts'
import { formatCount } from '#renderer/ui/format.ts'
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

function RailButton({ panel, label, icon: Icon, badges = [], done, shortcut }: RailButtonProps) {
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

function short(count: number): string {
  return count > 999 ? '999+' : formatCount(count)
}

/** The side panel's tabs: always in the same place, whatever is open. */
export function Rail() {
  const hasSheet = useSheet((state) => state.sheet !== null)
  const counts = useProblems((state) => state.counts)
  const sheet = useProblems((state) => state.sheet)
  // Before there are rows nothing is wrong yet; the panel still says what the columns lack.
  const ofSheet = useSheet((state) => state.rowCount > 0) ? sheet.length : 0
  const problems = [...counts.values()].reduce((sum, count) => sum + count, ofSheet)
  const serious = [...counts].reduce(
    (sum, [code, count]) => (severityOf(code) === 'error' ? sum + count : sum),
    ofSheet > 0 ? sheet.filter(isError).length : 0,
  )
  const push = usePush((state) => state.push)
  const pushing = isUnderWay(push)
  return (
    <nav className="rail" aria-label="Panels" data-part>
      {hasSheet && (
        <>
          <RailButton
            panel="problems"
            label="Problems"
            icon={TriangleAlert}
            badges={[
              ...(serious > 0 ? [{ tone: 'bad', text: short(serious) } as const] : []),
              ...(problems > serious ? [{ tone: 'warn', text: short(problems - serious) } as const] : []),
            ]}
          />
          <RailButton panel="cleaning" label="Cleaning" icon={Sparkles} />
          <RailButton panel="shape" label="Shape" icon={Shapes} />
          <RailButton panel="recipes" label="Recipes" icon={ScrollText} />
        </>
      )}
      {(hasSheet || push) && (
        <RailButton
          panel="push"
          label="Push"
          icon={Send}
          {...(pushing && push ? { done: rowsSettled(push) / Math.max(1, rowsToSend(push)) } : {})}
        />
      )}
      <RailButton panel="history" label="History" icon={History} />
      <RailButton panel="accounts" label="Accounts" icon={Users} />
      <span className="rail-gap" />
      <RailButton panel="shortcuts" label="Shortcuts" icon={Keyboard} shortcut="?" />
      <DensityButton />
      <ThemeButton />
    </nav>
  )
}
