import { Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { setFilter, useView } from '#renderer/stores/view/view-store.ts'
import { IconButton } from '#renderer/ui/button.tsx'

/** Long enough that a word typed at normal speed filters 100,000 rows once, not once a letter. */
const SETTLE_MS = 150

export function FilterBox() {
  const applied = useView((state) => state.filter.text)
  const [text, setText] = useState(applied)
  const [followed, setFollowed] = useState(applied)
  if (followed !== applied) {
    setFollowed(applied)
    setText(applied)
  }

  useEffect(() => {
    if (text === applied) return
    const timer = setTimeout(() => setFilter({ text }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text, applied])

  return (
    <div className="filter-box">
      <Search size={14} aria-hidden />
      <input
        type="text"
        className="box"
        aria-label="Filter rows"
        placeholder="Filter rows"
        title={'Words in any order, in any column. "In quotes": together in one cell.'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return
          event.preventDefault()
          setText('')
        }}
      />
      {text !== '' && <IconButton label="Clear filter" icon={X} onClick={() => setText('')} />}
    </div>
  )
}
