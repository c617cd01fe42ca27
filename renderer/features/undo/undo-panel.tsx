import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { UNDO_LABELS, type UndoCell, type UndoKind, type UndoReview } from '#shared/domain/push/undo.ts'
import { valueInQuotes } from '#shared/wording/quoted.ts'
import { leadNames } from '#renderer/flows/lead-names.ts'
import {
  listCreatedLeads,
  moreUndoCells,
  readUndo,
  showUndoKind,
  startUndo,
} from '#renderer/flows/undo-push.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { displayNameOf, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useUndoPush } from '#renderer/stores/push/undo-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { AccountName } from '#renderer/ui/account-name.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { countOf, formatAge, formatCount, formatDuration } from '#renderer/ui/format.ts'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import './undo.css'

const WORDS: Readonly<Record<UndoKind, string>> = {
  restore: 'Still as the push left them.',
  same: 'They have their former value already.',
  kept: 'Changed since by somebody.',
  gone: 'Their leads are no more.',
  cannot: 'They cannot be written any more.',
}
const ORDER = Object.keys(UNDO_LABELS) as UndoKind[]

/** What becomes of one cell, in a sentence. */
function becomes({ kind, before, after, now }: UndoCell): string {
  if (kind === 'restore') return `${valueInQuotes(after)} becomes ${valueInQuotes(before)} again`
  if (kind === 'same') return `${valueInQuotes(before)}, as before the push`
  if (kind === 'gone') return `was ${valueInQuotes(before)}; the lead is gone`
  return `stays ${valueInQuotes(now)}; before the push ${valueInQuotes(before)}`
}

function Kinds({ review }: { review: UndoReview }) {
  const kind = useUndoPush((state) => state.kind)
  const shown = ORDER.filter((each) => review[each] > 0)
  if (shown.length === 0) return null
  return (
    <ul className="button-list undo-kinds" aria-label="Cells by what an undo would do">
      {shown.map((each) => (
        <li key={each}>
          <button
            type="button"
            aria-pressed={kind === each}
            title="Show these cells"
            onClick={() => showUndoKind(each)}
          >
            <span className={`undo-kind undo-${each}`}>{UNDO_LABELS[each]}</span>
            <small>{WORDS[each]}</small>
            <b>{formatCount(review[each])}</b>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Cells() {
  const { cells, more, kind } = useUndoPush()
  useSheet((state) => state.revision)
  useAttributes((state) => state.attributes)
  const names = leadNames(new Set(cells.map(({ leadId }) => leadId)))
  if (cells.length === 0) return null
  return (
    <PanelSection title={kind ? `Cells: ${UNDO_LABELS[kind]}` : 'Cells'}>
      <ul className="undo-cells">
        {cells.map((cell) => (
          <li key={cell.id}>
            <p>
              <span className={`undo-kind undo-${cell.kind}`}>{UNDO_LABELS[cell.kind]}</span>
              <strong>{displayNameOf(cell.attribute)}</strong> of{' '}
              <span title={`Lead ${cell.leadId}`}>{names.get(cell.leadId) || `lead ${cell.leadId}`}</span>
            </p>
            <p className="soft">
              {becomes(cell)}
              {cell.message !== '' && `. ${cell.message}`}
            </p>
          </li>
        ))}
      </ul>
      {more && <Button onClick={() => void moreUndoCells()}>Show more cells</Button>}
    </PanelSection>
  )
}

function today(): string {
  const now = new Date()
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Leads the push made stay; whoever may delete leads finds them on a list. */
function Created({ review }: { review: UndoReview }) {
  const { list, listing, listProblem } = useUndoPush()
  const [name, setName] = useState(() => `Leadsheet · made by mistake · ${today()}`)
  if (review.created === 0) return null
  const one = review.created === 1
  return (
    <PanelSection title="Created leads">
      <p>
        {countOf(review.created, 'lead')} {one ? 'was' : 'were'} created by this push. Leadsheet never deletes
        a lead; on a static list {one ? 'it' : 'they'} can be looked through in LeadSquared.
      </p>
      {list ? (
        <Callout tone="success">
          {countOf(list.leads, 'lead')} {list.leads === 1 ? 'is' : 'are'} on the static list “{list.name}”.
        </Callout>
      ) : (
        <>
          <TextField
            label="Name of the list"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          {listProblem && <Callout tone="error">{listProblem}</Callout>}
          <div className="callout-actions">
            <Button
              disabled={listing || name.trim() === ''}
              onClick={() => void listCreatedLeads(name.trim())}
            >
              {listing
                ? `Putting ${countOf(review.created, 'lead')} on the list`
                : `Put ${countOf(review.created, 'lead')} on the list`}
            </Button>
          </div>
        </>
      )}
    </PanelSection>
  )
}

function Told({ review }: { review: UndoReview }) {
  const now = useNow()
  const { leads, toWrite, restore, blanks, withoutImage, calls, lookCalls = 0, seconds } = review
  return (
    <>
      <p>
        {countOf(leads, 'lead')} of “{review.sheetName}” read again{' '}
        <time dateTime={review.readAt}>{formatAge(review.readAt, now)}</time>. Nothing has been sent.
      </p>
      <Kinds review={review} />
      {restore > 0 && (
        <Facts
          facts={[
            ['Leads to write', formatCount(toWrite)],
            ['Calls', formatCount(calls)],
            ...(lookCalls > 0 ? ([['Calls that look again first', formatCount(lookCalls)]] as const) : []),
            ['Time it will take', `${seconds < 1 ? '' : 'about '}${formatDuration(seconds)}`],
          ]}
        />
      )}
      {restore === 0 && (
        <Callout tone="info">There is nothing to put back. LeadSquared stays as it is.</Callout>
      )}
      {blanks > 0 && (
        <Callout tone="info">
          {countOf(blanks, 'field')} {blanks === 1 ? 'was' : 'were'} empty before. They are cleared only if a
          first lead proves, by reading it back, that an empty value clears them; else they stay and are
          listed.
        </Callout>
      )}
      {withoutImage > 0 && (
        <Callout tone="warning">
          {countOf(withoutImage, 'row')} went without a comparison, or it found no lead of{' '}
          {withoutImage === 1 ? 'it' : 'them'}. What was there before is not known, so{' '}
          {withoutImage === 1 ? 'it stays' : 'they stay'} as the push left{' '}
          {withoutImage === 1 ? 'it' : 'them'}.
        </Callout>
      )}
      <Created review={review} />
      <Cells />
    </>
  )
}

/** What taking a push back would do, cell by cell, before anything is sent. */
export function UndoPanel() {
  const { pushId, target, review, reading, starting, problem } = useUndoPush()
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === target?.accountId)
  const restore = review?.restore ?? 0
  return (
    <Panel
      title="Undo push"
      onClose={closePanel}
      footer={
        <>
          {restore > 0 && (
            <Button
              kind={account?.live ? 'live' : 'primary'}
              icon={Undo2}
              disabled={reading || starting}
              onClick={() => void startUndo()}
            >
              {starting
                ? `Starting with ${countOf(restore, 'cell')}`
                : `Put back ${countOf(restore, 'cell')}`}
              {account?.live && ` in ${account.label}`}
            </Button>
          )}
          {pushId !== null && (
            <Button disabled={reading || starting} onClick={() => void readUndo()}>
              Look again
            </Button>
          )}
          <Button onClick={closePanel}>Leave it as it is</Button>
        </>
      }
    >
      {target && (
        <p>
          <AccountName account={account} label={target.accountLabel} />
        </p>
      )}
      {problem && <Callout tone="error">{problem}</Callout>}
      <div aria-live="polite" aria-busy={reading} className="undo-told">
        {reading && !review && <p className="soft">Reading the leads of this push again…</p>}
        {review && <Told review={review} />}
      </div>
    </Panel>
  )
}
