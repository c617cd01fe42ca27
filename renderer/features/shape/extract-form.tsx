import { useState } from 'react'
import { KNOWN_PATTERNS } from '#shared/domain/shape/extraction.ts'
import { CheckField, SelectField, TextField } from '#renderer/ui/field.tsx'
import { ColumnSelect, IntoField, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

const OWN = 'Own expression'

export function ExtractForm() {
  const { names, start } = useColumnNames()
  const [column, setColumn] = useState(start)
  const [what, setWhat] = useState(KNOWN_PATTERNS[0]!.name)
  const [pattern, setPattern] = useState(KNOWN_PATTERNS[0]!.pattern)
  const [matchCase, setMatchCase] = useState(false)
  const [into, setInto] = useState('Extracted')
  return (
    <>
      <ColumnSelect label="Column to take from" names={names} value={column} onChange={setColumn} />
      <SelectField
        label="What to take"
        value={what}
        onChange={({ target: { value } }) => {
          setWhat(value)
          const known = KNOWN_PATTERNS.find(({ name }) => name === value)
          if (known) setPattern(known.pattern)
        }}
      >
        {KNOWN_PATTERNS.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={OWN}>{OWN}</option>
      </SelectField>
      {what === OWN && (
        <>
          <TextField
            label="Expression"
            hint="A regular expression. What its first brackets hold is taken, without brackets all it finds."
            className="box mono"
            value={pattern}
            maxLength={1_000}
            onChange={(event) => setPattern(event.target.value)}
          />
          <CheckField
            label="Match case"
            checked={matchCase}
            onChange={(event) => setMatchCase(event.target.checked)}
          />
        </>
      )}
      <IntoField label="Goes to" names={names} value={into} onChange={setInto} />
      <ShapePreview
        shape={
          pattern === '' || into.trim() === ''
            ? null
            : { kind: 'extract', column, pattern, matchCase: what === OWN && matchCase, into }
        }
        missing={pattern === '' ? 'Write an expression.' : 'Say which column it goes to.'}
      />
    </>
  )
}
