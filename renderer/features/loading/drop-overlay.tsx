import { FileUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { openFiles } from '#renderer/flows/open-files.ts'

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

/** A file can be dropped anywhere in the window. */
export function DropOverlay() {
  const [over, setOver] = useState(false)

  useEffect(() => {
    function onDragOver(event: DragEvent): void {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    function onDragLeave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false)
    }
    function onDrop(event: DragEvent): void {
      setOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      openFiles([...(event.dataTransfer?.files ?? [])])
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])

  if (!over) return null
  return (
    <div className="drop-overlay" aria-hidden>
      <FileUp size={36} />
      <p>Drop it to open it as a new sheet</p>
    </div>
  )
}
