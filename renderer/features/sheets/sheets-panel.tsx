import { useEffect, useState } from 'react'
import { FilePlus2 } from 'lucide-react'
import type { PushSummary } from '#shared/domain/push/outcome.ts'
import { STATUSES, STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import { openSample } from '#renderer/flows/load-rows.ts'
import { newSheet, removeSheet } from '#renderer/flows/open-sheet.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { refreshKeptSheets, useKeptSheets, type KeptSheet } from '#renderer/stores/sheet/sheet-list.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { AccountName } from '#renderer/ui/account-name.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { formatCount, formatMoment } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { SheetEntry } from './sheet-entry.tsx'
import { goesFor } from './sheet-words.ts'
import './sheets.css'

/** "238 Created, 4 Failed" */
function countsInWords({ counts }: PushSummary): string {
  const known: Partial<Record<Status, number>> = counts
  return STATUSES.flatMap((status) => {
    const rows = known[status] ?? 0
    return rows > 0 ? [`${formatCount(rows)} ${STATUS_LABELS[status]}`] : []
  }).join(', ')
}

interface RemoveProps {
  sheetId: number
  action: string
  name: string
  onConfirm: () => void
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

/** Refused before anybody is asked: what is being pushed stays until the push has ended. */
function Remove({ sheetId, action, name, onConfirm }: RemoveProps) {
  const pushed = usePush(({ push }) => isUnderWay(push) && push?.sheetId === sheetId)
  if (pushed) {
    return <p className="soft">It can be deleted when its push has ended.</p>
  }
  return <Confirm action={action} keep="Keep it" question={goesFor(name)} onConfirm={onConfirm} />
}

interface EntryProps {
  sheet: KeptSheet
  /** The latest push of it; undefined where there was none. */
  push: PushSummary | undefined
}

/** Sheets may share a name, so each says what is in it, whom it is for and what became of it. */
function Entry({ sheet, push }: EntryProps) {
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === sheet.accountId)
  return (
    <SheetEntry
      sheet={sheet}
      actions={
        <Remove
          sheetId={sheet.id}
          action="Delete"
          name={sheet.name}
          onConfirm={() => void removeSheet(sheet.id)}
        />
      }
    >
      <p>
        For <AccountName account={account} />
      </p>
      <p className="soft">
        {push
          ? `Pushed ${formatMoment(push.startedAt)} to ${push.accountLabel}: ${countsInWords(push)}`
          : 'Not pushed yet'}
      </p>
    </SheetEntry>
  )
}

/** The sheets this machine keeps; the open one first. */
export function SheetsPanel() {
  const sheets = useKeptSheets((state) => state.sheets)
  const [pushes, setPushes] = useState<readonly PushSummary[]>([])
  const open = useSheet((state) => state.sheet)

  useEffect(() => {
    let gone = false
    void refreshKeptSheets()
    void ask('history.list', {}).then((answer) => {
      if (!gone && answer) setPushes(answer.pushes)
    })
    return () => {
      gone = true
    }
  }, [open?.id])

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
          <Remove
            sheetId={open.id}
            action="Delete this sheet"
            name={open.name}
            onConfirm={() => void removeSheet(open.id)}
          />
        </div>
      )}
      {others.length === 0 && <p className="soft">Sheets you opened before are kept here.</p>}
      <ul className="sheet-list">
        {others.map((sheet) => (
          <li key={sheet.id}>
            <Entry
              sheet={sheet}
              push={pushes.find(({ sheetId, imported }) => sheetId === sheet.id && !imported)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
