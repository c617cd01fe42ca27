import { Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { imageInWords } from '#shared/domain/push/image-words.ts'
import { isEnded, type PushProgress, type PushSummary } from '#shared/domain/push/outcome.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { openUndo } from '#renderer/flows/undo-push.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { Button } from '#renderer/ui/button.tsx'
import { formatMoment } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

/** Of a push that has ended: how it can be taken back, or why it cannot. */
export function TakeBack({ push }: { push: PushProgress }) {
  const { pushId, phase, counts } = push
  const [summary, setSummary] = useState<PushSummary | null>(null)
  const ended = isEnded(phase)
  useEffect(() => {
    let old = false
    if (!ended) return undefined
    void attempt('history.list', {}).then((answer) => {
      if (old || !('value' in answer)) return
      setSummary(answer.value.pushes.find((each) => each.pushId === pushId) ?? null)
    })
    return () => {
      old = true
    }
  }, [pushId, ended])
  if (!ended || summary?.pushId !== pushId || counts.created + counts.updated === 0) return null
  const image = summary.write?.image ?? null
  return (
    <PanelSection title="Take it back">
      <p className="soft">
        {image
          ? imageInWords(image, formatMoment(image.until), asHere)
          : summary.write
            ? 'What was there before is not kept: the comparison found no lead that its rows would change, or it is too long ago.'
            : 'It went without a comparison, so what was there before is not known.'}
      </p>
      {(image !== null || counts.created > 0) && (
        <div className="callout-actions">
          <Button icon={Undo2} onClick={() => openUndo(push)}>
            {image ? 'Undo push' : 'Put created leads on a list'}
          </Button>
        </div>
      )}
    </PanelSection>
  )
}
