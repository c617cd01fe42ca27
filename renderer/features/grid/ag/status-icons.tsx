import { useLayoutEffect, useRef } from 'react'
import { STATUSES, type Status } from '#shared/domain/push/status.ts'
import type { MatchKind } from '#shared/domain/reading/comparison.ts'
import { MATCH_KINDS } from '#shared/domain/reading/match-words.ts'
import { MATCH_LOOK } from '#renderer/ui/match-chip.tsx'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'

const drawnMatches = new Map<MatchKind, Node>()

/** The class that shows a status' icon as the ground of an element: a drawing in each row would be three elements more to lay out. */
export function statusIconClass(status: Status): string {
  return `status-icon-${status}`
}

/** The rule of one status; `scheme`: which of the tone's two colours. */
function ruleOf(status: Status, icon: Element, scheme: 'light' | 'dark'): string {
  const tone = getComputedStyle(document.documentElement).getPropertyValue(`--${STATUS_LOOK[status].tone}`)
  const colours = /light-dark\(\s*([^,\s]+)\s*,\s*([^)\s]+)\s*\)/.exec(tone)
  const colour = (scheme === 'light' ? colours?.[1] : colours?.[2]) ?? tone
  const svg = icon.outerHTML.replaceAll('currentColor', colour)
  return `.${statusIconClass(status)} { background-image: url("data:image/svg+xml,${encodeURIComponent(svg)}") }`
}

let icons: CSSStyleSheet | null = null

/** An image has no colour of the element around it, so each icon is there in the colours of both schemes. */
function makeIconRules(drawn: readonly Element[]): void {
  if (icons) return
  icons = new CSSStyleSheet()
  const rules = (scheme: 'light' | 'dark') =>
    STATUSES.map((status, i) => ruleOf(status, drawn[i]!, scheme)).join('\n')
  icons.replaceSync(`${rules('light')}
    @media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { ${rules('dark')} } }
    :root[data-theme=dark] { ${rules('dark')} }`)
  document.adoptedStyleSheets.push(icons)
}

/** A drawing of its own for a cell to show; nothing while no `StatusIcons` is on the page. */
export function matchIcon(kind: MatchKind): Node | undefined {
  return drawnMatches.get(kind)?.cloneNode(true)
}

/** Has the icons drawn once, unseen, for the cells to show. Stands before the grid, so that it is ready for its first cells. */
export function StatusIcons() {
  const sheet = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const children = [...sheet.current!.children]
    makeIconRules(children)
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
