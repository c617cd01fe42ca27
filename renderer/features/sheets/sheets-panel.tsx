import { useEffect, useState } from 'react'
import { FilePlus2 } from 'lucide-react'
import type { Calls } from '#shared/api/contract.ts'
import type { OutputOf } from '#shared/rpc/contract-shape.ts'
import { openSample } from '#renderer/flows/load-rows.ts'
import { newSheet, removeSheet, switchSheet } from '#renderer/flows/open-sheet.ts'
import { ask } from '#renderer/stores/ask.ts'
import { edit } from '#renderer/stores/edit.ts'
import { useSheet } from '#renderer/stores/sheet-store.ts'
import { closePanel } from '#renderer/stores/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { countOf, formatMoment } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import './sheets.css'

type Sheet = OutputOf<Calls, 'workspace.sheets'>['sheets'][number]

function goesFor(name: string): string {
  return `${name} leaves this machine for good. What was pushed from it stays in LeadSquared and in History.`
}

function NameField({ name }: { name: string }) {
  const [text, setText] = useState(name)
  function rename(): void {
    const wanted = text.trim()
    if (wanted && wanted !== name) edit('Rename sheet', [{ kind: 'rename', name: wanted }])
    else setText(name)
  }
  return (
    <TextField
      label="Name of this sheet"
      value={text}
      maxLength={120}
      onChange={(event) => setText(event.target.value)}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename()
      }}
    />
  )
}

function Entry({ sheet, onRemoved }: { sheet: Sheet; onRemoved: () => void }) {
  async function remove(): Promise<void> {
    if (await removeSheet(sheet.id)) onRemoved()
  }
  return (
    <article className="sheet-entry" aria-label={sheet.name}>
      <h3>{sheet.name}</h3>
      <p className="soft">
        {countOf(sheet.rowCount, 'row')}, opened {formatMoment(sheet.openedAt)}
      </p>
      <div className="sheet-actions">
        <Button onClick={() => void switchSheet(sheet.id)}>Open</Button>
        <Confirm
          action="Remove"
          keep="Keep it"
          question={goesFor(sheet.name)}
          onConfirm={() => void remove()}
        />
      </div>
    </article>
  )
}

/** The sheets this machine keeps; the open one first. */
export function SheetsPanel() {
  const [sheets, setSheets] = useState<readonly Sheet[]>([])
  const [asked, setAsked] = useState(0)
  const open = useSheet((state) => state.sheet)

  useEffect(() => {
    let gone = false
    void ask('workspace.sheets', {}).then((answer) => {
      if (!gone && answer) setSheets(answer.sheets)
    })
    return () => {
      gone = true
    }
  }, [asked, open?.id])

  const others = sheets.filter(({ id }) => id !== open?.id)
  return (
    <Panel
      title="Sheets"
      onClose={closePanel}
      footer={
        <>
          <Button icon={FilePlus2} onClick={() => void newSheet('New sheet')}>
            New empty sheet
          </Button>
          <Button onClick={() => void openSample()}>Try sample leads</Button>
        </>
      }
    >
      {open && (
        <div className="open-sheet">
          <NameField key={`${open.id} ${open.name}`} name={open.name} />
          <Confirm
            action="Remove this sheet"
            keep="Keep it"
            question={goesFor(open.name)}
            onConfirm={() => void removeSheet(open.id)}
          />
        </div>
      )}
      {others.length === 0 && <p className="soft">Sheets you opened before are kept here.</p>}
      <ul className="sheet-list">
        {others.map((sheet) => (
          <li key={sheet.id}>
            <Entry sheet={sheet} onRemoved={() => setAsked(asked + 1)} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
