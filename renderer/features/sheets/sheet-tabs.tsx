import { ChevronDown, List, Plus, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { newSheet, removeSheet, switchSheet } from '#renderer/flows/open-sheet.ts'
import { closeTab, moveTab, movedTo } from '#renderer/flows/sheet-tabs.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import {
  refreshKeptSheets,
  tabsOf,
  useKeptSheets,
  type KeptSheet,
} from '#renderer/stores/sheet/sheet-list.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { runInGrid } from '#renderer/stores/view/grid-commands.ts'
import { notify, togglePanel, useUi } from '#renderer/stores/view/ui-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { goesFor } from './sheet-words.ts'
import './sheet-tabs.css'

/** Pixels: a name can still be told by what is left of it. */
const NARROWEST_TAB = 112
/** Pixels the button for a new sheet takes after them. */
const NEW_SHEET = 34
/** The pointer goes so far before a press becomes a drag. */
const DRAG_FROM = 5

/** How many tabs fit beside each other, kept up to date. */
function useRoom(list: HTMLUListElement | null): number {
  const [room, setRoom] = useState(8)
  useEffect(() => {
    if (!list) return
    const observer = new ResizeObserver(([entry]) =>
      setRoom(Math.max(1, Math.floor((entry!.contentRect.width - NEW_SHEET) / NARROWEST_TAB))),
    )
    observer.observe(list)
    return () => observer.disconnect()
  }, [list])
  return room
}

/** Those that fit, the open one always among them. */
function inSight(tabs: readonly KeptSheet[], room: number, open: number | undefined): KeptSheet[] {
  const first = tabs.slice(0, room)
  const current = tabs.find(({ id }) => id === open)
  if (!current || first.includes(current)) return first
  return [...first.slice(0, -1), current]
}

/** Of the open sheet, which `id` is: by the time something is typed it must still be. */
function RenameBox({ id, name, onDone }: { id: number; name: string; onDone: () => void }) {
  const [text, setText] = useState(name)
  const box = useRef<HTMLInputElement>(null)
  const given = useRef(false)
  useEffect(() => box.current?.select(), [])

  function done(take: boolean): void {
    if (given.current) return
    given.current = true
    const wanted = text.trim()
    const isOpen = useSheet.getState().sheet?.id === id
    if (take && isOpen && wanted !== '' && wanted !== name)
      edit('Rename sheet', [{ kind: 'rename', name: wanted }])
    onDone()
  }
  return (
    <input
      ref={box}
      className="sheet-tab-name"
      aria-label="New name of this sheet"
      maxLength={120}
      value={text}
      autoFocus
      onChange={(event) => setText(event.target.value)}
      onBlur={() => done(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        done(event.key === 'Enter')
        runInGrid('focus')
      }}
    />
  )
}

function DeleteQuestion({ sheet, onDone }: { sheet: { id: number; name: string }; onDone: () => void }) {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <Dialog
      title={`Delete “${sheet.name}”?`}
      onClose={onDone}
      footer={
        <>
          <Button ref={keep} onClick={onDone}>
            Keep it
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              onDone()
              void removeSheet(sheet.id)
            }}
          >
            Delete sheet
          </Button>
        </>
      }
    >
      <p>{goesFor(sheet.name)}</p>
      <p className="soft">To have it out of the way, close its tab: the sheet is then kept under Sheets.</p>
    </Dialog>
  )
}

interface TabProps {
  sheet: { id: number; name: string }
  place: number
  count: number
  isOpen: boolean
  /** How far it is drawn aside while it is dragged, in pixels. */
  offset: number
  onDrag: (event: PointerEvent<HTMLElement>, place: number) => void
  onDelete: () => void
}

function Tab({ sheet, place, count, isOpen, offset, onDrag, onDelete }: TabProps) {
  const [renaming, setRenaming] = useState(false)
  const { id, name } = sheet

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (step !== 0 && (event.altKey || event.shiftKey)) {
      event.preventDefault()
      void moveTab(id, place + step)
    } else if (step !== 0) {
      const item = event.currentTarget.closest('li')
      const beside = step === 1 ? item?.nextElementSibling : item?.previousElementSibling
      beside?.querySelector<HTMLElement>('.sheet-tab-open')?.focus()
    } else if (event.key === 'F2' && isOpen) setRenaming(true)
    else if (event.key === 'Delete') void closeTab(id)
  }

  return (
    <li
      className={isOpen ? 'sheet-tab sheet-tab-current' : 'sheet-tab'}
      style={offset === 0 ? undefined : { translate: `${offset}px 0`, zIndex: 1 }}
      data-sheet={id}
    >
      {renaming && isOpen ? (
        <RenameBox id={id} name={name} onDone={() => setRenaming(false)} />
      ) : (
        <button
          type="button"
          className="sheet-tab-open"
          aria-current={isOpen ? 'true' : undefined}
          aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
          title={isOpen ? `${name}\nDouble click to rename, draw to move` : name}
          onPointerDown={(event) => onDrag(event, place)}
          onClick={() => {
            if (!isOpen) void switchSheet(id)
          }}
          onDoubleClick={() => setRenaming(true)}
          onKeyDown={onKeyDown}
        >
          {name}
        </button>
      )}
      {isOpen && !renaming && (
        <Menu
          label={`What to do with ${name}`}
          icon={ChevronDown}
          compact
          up
          items={[
            { label: 'Rename', run: () => setRenaming(true) },
            ...(place > 0 ? [{ label: 'Move left', run: () => void moveTab(id, place - 1) }] : []),
            ...(place < count - 1 ? [{ label: 'Move right', run: () => void moveTab(id, place + 1) }] : []),
            { label: 'Close', hint: 'The sheet is kept under Sheets', run: () => void closeTab(id) },
            { label: 'Delete…', run: onDelete },
          ]}
        />
      )}
      <IconButton
        label={`Close ${name}`}
        hint={`Close ${name}; the sheet is kept under Sheets`}
        icon={X}
        className="sheet-tab-close"
        onClick={() => void closeTab(id)}
      />
    </li>
  )
}

interface Drag {
  id: number
  from: number
  to: number
  offset: number
}

/** The sheets at the foot of the window: as many as fit, and a list of all. */
export function SheetTabs() {
  const open = useSheet((state) => state.sheet)
  const sheets = useKeptSheets((state) => state.sheets)
  const listed = useUi((state) => state.panel === 'sheets')
  const [deleting, setDeleting] = useState<{ id: number; name: string } | null>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const [list, setList] = useState<HTMLUListElement | null>(null)
  const room = useRoom(list)
  const pushed = usePush(({ push }) => (isUnderWay(push) ? push?.sheetId : undefined))
  useEffect(() => void refreshKeptSheets(), [open?.id])

  const tabs = tabsOf(sheets)
  const seen = inSight(tabs, room, open?.id)
  const rest = tabs.length - seen.length
  const shown = drag ? movedTo(seen, drag.from, drag.to) : seen

  function startDrag(event: PointerEvent<HTMLElement>, place: number): void {
    const item = event.currentTarget.closest('li')
    const sheet = seen[place]
    if (event.button !== 0 || !item || !sheet) return
    const startX = event.clientX
    const boxes = [...(list?.querySelectorAll('.sheet-tab') ?? [])].map((tab) => tab.getBoundingClientRect())
    const own = boxes[place]
    if (!own) return
    const middle = (box: DOMRect) => box.left + box.width / 2
    let now: Drag | null = null
    function onMove(move: globalThis.PointerEvent): void {
      const far = move.clientX - startX
      if (!now && Math.abs(far) < DRAG_FROM) return
      // Past a tab's middle it takes that tab's place.
      const to = boxes.filter((box) => box !== own && middle(box) < middle(own!) + far).length
      const passed = boxes.slice(Math.min(place, to), Math.max(place, to) + 1).filter((box) => box !== own)
      const width = passed.reduce((sum, box) => sum + box.width, 0)
      now = { id: sheet!.id, from: place, to, offset: to > place ? far - width : far + width }
      setDrag(now)
    }
    function end(up: globalThis.PointerEvent): void {
      document.removeEventListener('pointermove', onMove)
      document.removeEventListener('pointerup', end)
      document.removeEventListener('pointercancel', end)
      setDrag(null)
      const target = now && seen[now.to]
      if (up.type === 'pointerup' && now && target) {
        void moveTab(
          now.id,
          tabs.findIndex(({ id }) => id === target.id),
        )
      }
    }
    document.addEventListener('pointermove', onMove)
    document.addEventListener('pointerup', end)
    document.addEventListener('pointercancel', end)
  }

  function askToDelete(sheet: { id: number; name: string }): void {
    if (pushed === sheet.id) notify('info', `“${sheet.name}” can be deleted when its push has ended.`)
    else setDeleting(sheet)
  }

  if (!open && tabs.length === 0) return null
  return (
    <nav className="sheet-tabs" aria-label="Sheets" data-part>
      <button
        type="button"
        className="sheet-list-button"
        aria-pressed={listed}
        aria-label={open ? `Sheets: ${open.name} is open` : 'Sheets: none is open'}
        title="All sheets, those without a tab too"
        onClick={() => togglePanel('sheets')}
      >
        <List size={15} aria-hidden />
        {rest > 0 && <span>{rest} more</span>}
      </button>
      <ul ref={setList}>
        {shown.map((sheet) => (
          <Tab
            key={sheet.id}
            sheet={open?.id === sheet.id ? open : sheet}
            place={seen.indexOf(sheet)}
            count={tabs.length}
            isOpen={sheet.id === open?.id}
            offset={drag?.id === sheet.id ? drag.offset : 0}
            onDrag={startDrag}
            onDelete={() => askToDelete(sheet)}
          />
        ))}
        <li className="sheet-tab-new">
          <IconButton label="New sheet" icon={Plus} onClick={() => void newSheet('New sheet')} />
        </li>
      </ul>
      {deleting && <DeleteQuestion sheet={deleting} onDone={() => setDeleting(null)} />}
    </nav>
  )
}
