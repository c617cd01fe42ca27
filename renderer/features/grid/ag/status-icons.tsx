import { useLayoutEffect, useRef } from 'react'
import { STATUSES, type Status } from '#shared/domain/push/status.ts'
import type { MatchKind } from '#shared/domain/reading/comparison.ts'
import { MATCH_KINDS } from '#shared/domain/reading/match-words.ts'
import { MATCH_LOOK } from '#renderer/ui/match-chip.tsx'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'

const drawn = new Map<Status, Node>()
const drawnMatches = new Map<MatchKind, Node>()

/** A drawing of its own for a cell to show; nothing while no `StatusIcons` is on the page. */
export function statusIcon(status: Status): Node | undefined {
  return drawn.get(status)?.cloneNode(true)
}

/** The same for what a comparison says. */
export function matchIcon(kind: MatchKind): Node | undefined {
  return drawnMatches.get(kind)?.cloneNode(true)
}

/** Has the status icons drawn once, unseen, for the cells to copy. Stands before the grid, so that it is ready for its first cells. */
export function StatusIcons() {
  const sheet = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { children } = sheet.current!
    STATUSES.forEach((status, i) => drawn.set(status, children[i]!))
    MATCH_KINDS.forEach((kind, i) => drawnMatches.set(kind, children[STATUSES.length + i]!))
  }, [])
  return (
    <div ref={sheet} hidden>
      {STATUSES.map((status) => {
        const { icon: Icon } = STATUS_LOOK[status]
        return <Icon key={status} size={14} aria-hidden />
      })}
      {MATCH_KINDS.map((kind) => {
        const { icon: Icon } = MATCH_LOOK[kind]
        return <Icon key={kind} size={14} aria-hidden />
      })}
    </div>
  )
}
