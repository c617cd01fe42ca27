import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePlus,
  Clock,
  PencilLine,
  RefreshCw,
  Send,
  SkipForward,
  type LucideIcon,
} from 'lucide-react'
import { STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import './status-chip.css'

export type StatusTone = 'good' | 'fresh' | 'bad' | 'warn' | 'quiet' | 'busy'

/** A status is told by its word and its shape; the colour only helps. */
export const STATUS_LOOK: Readonly<Record<Status, { icon: LucideIcon; tone: StatusTone }>> = {
  draft: { icon: PencilLine, tone: 'quiet' },
  ready: { icon: CircleCheck, tone: 'quiet' },
  queued: { icon: Clock, tone: 'busy' },
  sending: { icon: Send, tone: 'busy' },
  created: { icon: CirclePlus, tone: 'good' },
  updated: { icon: RefreshCw, tone: 'fresh' },
  failed: { icon: CircleAlert, tone: 'bad' },
  unknown: { icon: CircleHelp, tone: 'warn' },
  skipped: { icon: SkipForward, tone: 'quiet' },
  cancelled: { icon: Ban, tone: 'quiet' },
}

export function StatusIcon({ status }: { status: Status }) {
  const { icon: Icon, tone } = STATUS_LOOK[status]
  return <Icon size={14} className={`status-icon status-${tone}`} aria-hidden />
}

export function StatusChip({ status }: { status: Status }) {
  const { tone } = STATUS_LOOK[status]
  return (
    <span className={`status-chip status-${tone}`}>
      <StatusIcon status={status} />
      {STATUS_LABELS[status]}
    </span>
  )
}
