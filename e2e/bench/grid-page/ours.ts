import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { Row } from '#shared/domain/sheet/sheet.ts'
import '../../../renderer/ui/theme.css'
import '../../../renderer/ui/base.css'
import { LeadsGrid } from '#renderer/features/grid/leads-grid.tsx'
import { startChecking } from '#renderer/stores/problems/checker-client.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { beginSheet, endLoading } from '#renderer/stores/sheet/sheet-store.ts'
import { setFilter, useView } from '#renderer/stores/view/view-store.ts'
import { afterPaint, paintedWith, toPaint } from './after-paint.ts'
import { madeHead } from './made-rows.ts'
import type { Subject } from './subject.ts'

function cell(row: number, column: string): HTMLElement {
  return document.querySelector<HTMLElement>(`.ag-row[row-index="${row}"] [col-id="${column}"]`)!
}

/** Opens a header's menu and takes an entry, as a click would. */
async function chooseInMenu(column: string, entry: string): Promise<void> {
  const header = document.querySelector(`.ag-header-cell[col-id="${column}"]`)!
  const { left, top } = header.getBoundingClientRect()
  header.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 }),
  )
  await afterPaint()
  const items = [...document.querySelectorAll<HTMLElement>('[role=menuitemradio]')]
  items.find((item) => item.dataset['name'] === entry)!.click()
}

/**
 * Leadsheet's grid with its stores and its checker, as the app puts them together: the grid stands before there is a sheet,
 * or is made for it where `standing` is false.
 */
export async function ours(root: HTMLElement, rows: Row[], standing: boolean): Promise<Subject> {
  const reactRoot = createRoot(root)
  function show(): void {
    reactRoot.render(createElement(LeadsGrid))
  }
  if (standing) {
    show()
    await paintedWith('.leads-grid .ag-root')
  }
  async function key(init: KeyboardEventInit & { key: string }): Promise<number> {
    return toPaint(() => {
      document.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
      )
    })
  }
  const subject: Subject = {
    async open() {
      const start = performance.now()
      beginSheet(madeHead(rows.length))
      rowStore.load(rows)
      endLoading()
      if (!standing) show()
      return (await paintedWith('.ag-row .ag-cell[col-id="c0"]')) - start
    },
    scroller: () => document.querySelector<HTMLElement>('.ag-grid-viewport')!,
    focusFirstCell() {
      const { left, top } = cell(0, 'c0').getBoundingClientRect()
      const at = { bubbles: true, cancelable: true, button: 0, clientX: left + 9, clientY: top + 9 }
      cell(0, 'c0').dispatchEvent(new PointerEvent('pointerdown', at))
      window.dispatchEvent(new PointerEvent('pointerup', at))
    },
    paste(text) {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      return toPaint(() => {
        document.activeElement!.dispatchEvent(
          new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
        )
      })
    },
    undo: () => key({ key: 'z', ctrlKey: true }),
    async validate() {
      const start = performance.now()
      startChecking()
      // The checker says so at once when it begins.
      while (useProblems.getState().checking === null && performance.now() - start < 1_000) await afterPaint()
      while (useProblems.getState().checking !== null) await afterPaint()
      return performance.now() - start
    },
    async sort(column) {
      const start = performance.now()
      await chooseInMenu(`c${column ?? 2}`, column === null ? 'Sheet order' : 'Sort A to Z')
      while (useView.getState().arranging) await afterPaint()
      return (await afterPaint()) - start
    },
    filter: (text) => toPaint(() => setFilter({ text })),
    async sortByStatus() {
      await chooseInMenu('status', 'Sort A to Z')
      while (useView.getState().arranging) await afterPaint()
      await afterPaint()
    },
    outcomes: (batch) => rowStore.applyOutcomes(batch),
    startTyping() {
      this.focusFirstCell()
      void key({ key: 'T' })
    },
    typed: () => document.querySelector<HTMLTextAreaElement>('.cell-editor')?.value ?? null,
  }
  return subject
}
