import { useLayoutEffect, useRef } from 'react'
import { STATUSES, type Status } from '#shared/domain/push/status.ts'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'

const drawn = new Map<Status, Node>()

/** A drawing of its own for a cell to show; nothing while no `StatusIcons` is on the page. */
export function statusIcon(status: Status): Node | undefined {
  return drawn.get(status)?.cloneNode(true)
}

/** Has the status icons drawn once, unseen, for the cells to copy. Stands before the grid, so that it is ready for its first cells. */
export function StatusIcons() {
  const sheet = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    STATUSES.forEach((status, i) => drawn.set(status, sheet.current!.children[i]!))
  }, [])
  return (
    <div ref={sheet} hidden>
      {STATUSES.map((status) => {
        const { icon: Icon } = STATUS_LOOK[status]
        return <Icon key={status} size={14} aria-hidden />
      })}
    </div>
  )
}
