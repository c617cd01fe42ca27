import { useState } from 'react'
import { previewSplit, splitNames } from '#renderer/flows/split-names.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { PanelFoot, PanelSection } from '#renderer/ui/panel.tsx'
import { ChangeList } from './change-list.tsx'
import type { Place } from './place.tsx'
import { tellResult } from '#renderer/flows/tell-result.ts'
import { usePreview } from '#renderer/flows/use-preview.ts'

/** Makes first and last names of a column of whole names. */
export function NameSplitting({ place }: { place: Place }) {
  const source = typeof place.where === 'number' ? place.where : null
  if (source === null) return <p className="soft">Choose the column with the whole names.</p>
  return <Splitting key={source} source={source} />
}

function Splitting({ source }: { source: number }) {
  const { preview } = usePreview(String(source), null, (options) => previewSplit(source, null, options))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  if (!preview) return <p className="soft">Looking …</p>

  const { splits } = preview
  const taken = left.size === 0 ? splits : splits.filter(({ before }) => !left.has(before))
  const cells = taken.reduce((sum, { rows }) => sum + rows.length, 0)
  const where = preview.into
    .map(({ header, isNew }) => (isNew ? `a new column “${header}”` : `the empty cells of “${header}”`))
    .join(' and ')

  return (
    <PanelSection title="Preview">
      <p>
        {splits.length === 0
          ? 'There is no whole name to split here, or its parts are filled in already.'
          : `${countOf(cells, 'name')} will be written into ${where}. The whole names stay.`}
      </p>
      {preview.unclear.cells > 0 && (
        <p className="soft">
          {countOf(preview.unclear.cells, 'cell')} cannot be split for certain:{' '}
          {preview.unclear.values.map((value) => `“${value}”`).join(', ')}
          {preview.unclear.cells > preview.unclear.values.length ? ' …' : ''}
        </p>
      )}
      {splits.length > 0 && (
        <PanelFoot>
          <Button
            kind="primary"
            disabled={cells === 0}
            onClick={() =>
              tellResult(
                `Split full name: ${countOf(cells, 'name')}`,
                splitNames(source, taken, left.size > 0),
              )
            }
          >
            Split {countOf(cells, 'name')}
          </Button>
        </PanelFoot>
      )}
      <ChangeList
        changes={splits}
        describe={({ before, first, last, rows }) => ({
          key: before,
          before,
          after: (
            <>
              {first} <span className="change-parts">|</span> {last}
            </>
          ),
          cells: rows.length,
        })}
        left={left}
        onLeave={setLeft}
      />
    </PanelSection>
  )
}
