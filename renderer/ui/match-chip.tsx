import {
  CircleHelp,
  CirclePlus,
  Copy,
  Equal,
  Lock,
  PencilLine,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { MatchKind } from '#shared/domain/reading/comparison.ts'
import { matchInWords } from '#shared/domain/reading/match-words.ts'
import type { StatusTone } from './status-chip.tsx'
import './status-chip.css'

/** As with a status: word and shape tell it, the colour only helps. */
export const MATCH_LOOK: Readonly<Record<MatchKind, { icon: LucideIcon; tone: StatusTone }>> = {
  new: { icon: CirclePlus, tone: 'good' },
  update: { icon: PencilLine, tone: 'fresh' },
  same: { icon: Equal, tone: 'quiet' },
  several: { icon: Copy, tone: 'warn' },
  clash: { icon: TriangleAlert, tone: 'bad' },
  noAccess: { icon: Lock, tone: 'bad' },
  notKnown: { icon: CircleHelp, tone: 'warn' },
}

interface MatchChipProps {
  kind: MatchKind
  /** Fields that would change; null leaves them out. */
  fields?: number | null
}

export function MatchChip({ kind, fields = null }: MatchChipProps) {
  const { icon: Icon, tone } = MATCH_LOOK[kind]
  return (
    <span className={`status-chip status-${tone}`}>
      <Icon size={14} className={`status-icon status-${tone}`} aria-hidden />
      {fields === null ? matchInWords(kind) : matchInWords(kind, fields)}
    </span>
  )
}
