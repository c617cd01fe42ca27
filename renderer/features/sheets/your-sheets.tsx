import { useEffect, useId } from 'react'
import { refreshKeptSheets, useKeptSheets } from '#renderer/stores/sheet/sheet-list.ts'
import { SheetEntry } from './sheet-entry.tsx'

/** On the welcome page: where no sheet is open, this is the only way back to those there are. */
export function YourSheets() {
  const heading = useId()
  const sheets = useKeptSheets((state) => state.sheets)
  useEffect(() => void refreshKeptSheets(), [])

  if (sheets.length === 0) return null
  return (
    <section className="your-sheets" aria-labelledby={heading}>
      <h2 id={heading}>Your sheets</h2>
      <ul className="sheet-list">
        {sheets.map((sheet) => (
          <li key={sheet.id}>
            <SheetEntry sheet={sheet} />
          </li>
        ))}
      </ul>
    </section>
  )
}
