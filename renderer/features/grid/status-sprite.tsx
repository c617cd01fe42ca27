import { STATUSES } from '#shared/pipeline/status.ts'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'
import { spriteId } from './status-cell.ts'

/** The status icons once, for the cells to point at. */
export function StatusSprite() {
  return (
    <svg className="status-sprite" aria-hidden>
      {STATUSES.map((status) => {
        const { icon: Icon } = STATUS_LOOK[status]
        return <Icon key={status} id={spriteId(status)} size={14} />
      })}
    </svg>
  )
}
