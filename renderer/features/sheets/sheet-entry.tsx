import type { ReactNode } from 'react'
import { switchSheet } from '#renderer/flows/open-sheet.ts'
import type { KeptSheet } from '#renderer/stores/sheet/sheet-list.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf, formatMoment } from '#renderer/ui/format.ts'
import './sheets.css'

interface SheetEntryProps {
  sheet: KeptSheet
  /** More of what is known of it. */
  children?: ReactNode
  /** What else can be done with it than to open it. */
  actions?: ReactNode
}

/** One of the sheets this machine keeps, in a list of them. */
export function SheetEntry({ sheet, children, actions }: SheetEntryProps) {
  return (
    <article className="sheet-entry" aria-label={sheet.name}>
      <h3>{sheet.name}</h3>
      <p className="soft">
        {countOf(sheet.rowCount, 'row')}, opened {formatMoment(sheet.openedAt)}
      </p>
      {children}
      <div className="sheet-actions">
        <Button onClick={() => void switchSheet(sheet.id)}>Open</Button>
        {actions}
      </div>
    </article>
  )
}
