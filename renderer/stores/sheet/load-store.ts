import { create } from 'zustand'
import {
  DEFAULT_CHOICES,
  type LoadChoices,
  type LoadNote,
  type WorkbookInspection,
} from '#shared/domain/sheet/workbook.ts'

/** Where a file is on its way into a sheet. */
export type LoadStage =
  | { kind: 'idle' }
  /** Bytes on their way to the host. */
  | { kind: 'sending'; bytes: number; of: number }
  /** `rows` counts what has been read so far. */
  | { kind: 'reading'; rows: number }
  | { kind: 'asking'; inspection: WorkbookInspection; busy: boolean; problem: string }

interface LoadState {
  stage: LoadStage
  /** The file's name; '' while idle. */
  name: string
  choices: LoadChoices
  /** What the person should know about the file loaded last; shown over its sheet until they put it away. */
  notes: { sheetId: number; name: string; rows: number; notes: readonly LoadNote[] } | null
}

export const useLoad = create<LoadState>(() => ({
  stage: { kind: 'idle' },
  name: '',
  choices: DEFAULT_CHOICES,
  notes: null,
}))

export function setStage(stage: LoadStage): void {
  useLoad.setState({ stage })
}

export function dismissNotes(): void {
  useLoad.setState({ notes: null })
}
