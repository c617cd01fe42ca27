import type { WorkbookSheet } from '#shared/domain/sheet/workbook.ts'
import { cancelLoad, changeChoices, loadAsChosen } from '#renderer/flows/load-rows.ts'
import { useLoad } from '#renderer/stores/sheet/load-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { ChoiceField, SelectField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import './loading.css'

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
}

function signName(delimiter: string): string {
  return DELIMITERS[delimiter] ?? delimiter
}

/** A file can name a sign of its own. */
function signsFor(found: string): string[] {
  return [...new Set([...Object.keys(DELIMITERS), found])]
}

/** Headings and first rows as the sheet will have them; a click on a row makes it the headings. */
function Preview({ sheet, headerRow }: { sheet: WorkbookSheet; headerRow: number | null }) {
  const width = Math.max(0, ...sheet.preview.map((row) => row.length))
  return (
    <div className="preview" role="region" aria-label="Preview" tabIndex={0}>
      <table>
        <tbody>
          {sheet.preview.map((cells, at) => (
            <tr
              key={at}
              className={at === headerRow ? 'preview-header' : at < (headerRow ?? 0) ? 'preview-above' : ''}
            >
              <th scope="row">{formatCount(at + 1)}</th>
              {Array.from({ length: width }, (_, column) => (
                <td key={column} title={cells[column]}>
                  {cells[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Shown only where a file leaves something open; answers what it asks and previews what would come in. */
export function LoadQuestions() {
  const stage = useLoad((state) => state.stage)
  const name = useLoad((state) => state.name)
  const choices = useLoad((state) => state.choices)
  const hasSheet = useSheet((state) => state.sheet !== null)
  if (stage.kind !== 'asking') return null

  const { inspection, busy, problem } = stage
  const sheet = inspection.sheets.find(({ name }) => name === (choices.sheet ?? inspection.chosen))
  const headerRow = choices.headerRow === 'none' ? null : (choices.headerRow ?? sheet?.headerRow ?? null)
  const asks = (question: (typeof inspection.questions)[number]) => inspection.questions.includes(question)
  const isText = inspection.encoding !== null
  const hidden = sheet ? sheet.hiddenRows + sheet.hiddenColumns : 0

  return (
    <Dialog
      title={`Before ${name} comes in`}
      wide
      onClose={() => void cancelLoad()}
      footer={
        <>
          <Button onClick={() => void cancelLoad()}>Cancel</Button>
          <Button kind="primary" disabled={busy || !sheet} onClick={() => void loadAsChosen()}>
            Load {sheet && inspection.sheets.length > 1 ? `“${sheet.name}”` : 'this file'}
          </Button>
        </>
      }
    >
      <p className="soft load-why">
        {inspection.broken.length > 0
          ? 'This file is not whole. Look at what would come in before you load it.'
          : 'Leadsheet could not tell this by itself.'}
        {hasSheet && ' The open sheet stays as it is until you load.'}
      </p>
      <div className="load-asked">
        <div className="load-answers">
          {inspection.broken.map(({ code, text }) => (
            <Callout key={code} tone="warning">
              {text}
            </Callout>
          ))}
          {inspection.sheets.length > 1 && (
            <ChoiceField
              legend="Which sheet?"
              value={sheet?.name ?? ''}
              onChange={(chosen) => void changeChoices({ sheet: chosen, headerRow: null })}
              options={inspection.sheets.map((one) => ({
                value: one.name,
                label: one.hidden ? `${one.name} (hidden in the workbook)` : one.name,
                hint: `${countOf(one.rows, 'row')}, ${countOf(one.columns, 'column')}`,
              }))}
            />
          )}
          {sheet && (asks('header') || asks('sheet') || isText) && (
            <SelectField
              label="Which row has the headings?"
              value={headerRow === null ? 'none' : String(headerRow)}
              onChange={(event) =>
                void changeChoices({
                  headerRow: event.target.value === 'none' ? 'none' : Number(event.target.value),
                })
              }
            >
              {sheet.preview.map((cells, at) => (
                <option key={at} value={at}>
                  Row {at + 1}:{' '}
                  {cells
                    .filter((cell) => cell !== '')
                    .slice(0, 4)
                    .join(' · ')
                    .slice(0, 60) || '(empty)'}
                </option>
              ))}
              <option value="none">None: the columns get letters</option>
            </SelectField>
          )}
          {isText && inspection.encodings.length > 1 && (
            <SelectField
              label="Which encoding do the letters read right in?"
              value={choices.encoding ?? inspection.encoding ?? ''}
              onChange={(event) => void changeChoices({ encoding: event.target.value })}
            >
              {inspection.encodings.map((encoding) => (
                <option key={encoding}>{encoding}</option>
              ))}
            </SelectField>
          )}
          {inspection.delimiter !== null && (
            <SelectField
              label="What separates the columns?"
              hint={
                asks('delimiter') &&
                `A table comes out with each of these: ${inspection.delimiters.map(signName).join(', ')}. Look at the preview.`
              }
              value={choices.delimiter ?? inspection.delimiter}
              onChange={(event) => void changeChoices({ delimiter: event.target.value, headerRow: null })}
            >
              {signsFor(inspection.delimiter).map((delimiter) => (
                <option key={delimiter} value={delimiter}>
                  {signName(delimiter)}
                </option>
              ))}
            </SelectField>
          )}
          {sheet && hidden > 0 && (
            <ChoiceField
              legend={`The sheet hides ${[
                sheet.hiddenRows > 0 ? countOf(sheet.hiddenRows, 'row') : '',
                sheet.hiddenColumns > 0 ? countOf(sheet.hiddenColumns, 'column') : '',
              ]
                .filter(Boolean)
                .join(' and ')}`}
              value={choices.hidden}
              onChange={(chosen) => void changeChoices({ hidden: chosen })}
              options={[
                { value: 'keep', label: 'Bring them in too' },
                { value: 'leave-out', label: 'Leave them out' },
              ]}
            />
          )}
          {problem && <Callout tone="error">{problem}</Callout>}
        </div>
        {sheet && <Preview sheet={sheet} headerRow={headerRow} />}
      </div>
    </Dialog>
  )
}
