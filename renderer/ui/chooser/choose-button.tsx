import { CalendarDays, ChevronDown } from 'lucide-react'
import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'

/** Opens the list or the calendar of the box beside it, which keeps the focus. */
export function ChooseButton({ kind, onPress }: { kind: CellChoices['kind']; onPress: () => void }) {
  const Icon = kind === 'day' ? CalendarDays : ChevronDown
  const label = kind === 'day' ? 'Calendar' : 'Options'
  return (
    <button
      type="button"
      className="icon-button choose-button"
      aria-label={label}
      title={`${label} (Down)`}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon size={14} aria-hidden />
    </button>
  )
}
