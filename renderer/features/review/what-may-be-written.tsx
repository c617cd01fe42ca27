import { useEffect, useRef } from 'react'
import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import { chooseMode, compareForMode } from '#renderer/flows/write-mode.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'

const MODES: Readonly<Record<PushMode, { label: string; hint: string }>> = {
  upsert: { label: 'Create and update', hint: 'Rows without a lead make a new one.' },
  update: { label: 'Update only', hint: 'Rows without a lead stay here, so that no typo creates one.' },
  create: { label: 'Create only', hint: 'Rows whose lead is there already stay here.' },
  fill: { label: 'Fill blanks only', hint: 'Only fields that are empty in LeadSquared are written.' },
}

/** What a push of this sheet may write; all but the first look at LeadSquared before anything goes. */
export function WhatMayBeWritten() {
  const mode = useSheet((state) => state.settings.mode ?? 'upsert')
  const sheetId = useSheet((state) => state.sheet?.id)
  const known = useCompare(({ state }) => state !== null)
  const running = useCompare(({ state }) => (state?.running ?? null) !== null)
  const outdated = useCompare((state) => state.outdated)
  const opened = useRef(false)
  useEffect(() => {
    if (!known) return
    void compareForMode(!opened.current)
    opened.current = true
  }, [mode, sheetId, known, running, outdated])
  return (
    <SelectField
      label="What may be written"
      hint={MODES[mode].hint}
      value={mode}
      onChange={(event) => chooseMode(event.target.value as PushMode)}
    >
      {Object.entries(MODES).map(([choice, { label }]) => (
        <option key={choice} value={choice}>
          {label}
        </option>
      ))}
    </SelectField>
  )
}
