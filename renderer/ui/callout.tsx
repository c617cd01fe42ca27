import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './callout.css'

type Tone = 'info' | 'success' | 'warning' | 'error'

export const TONE_ICONS: Readonly<Record<Tone, LucideIcon>> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  error: CircleAlert,
}

interface CalloutProps {
  tone: Tone
  children: ReactNode
  /** What to do about it. */
  actions?: ReactNode
}

/** Something worth standing out of its panel: what happened, and what to do. */
export function Callout({ tone, children, actions }: CalloutProps) {
  const Icon = TONE_ICONS[tone]
  return (
    <div className={`callout callout-${tone}`}>
      <Icon size={15} aria-hidden />
      <div>
        <div>{children}</div>
        {actions && <div className="callout-actions">{actions}</div>}
      </div>
    </div>
  )
}
