import { CircleAlert, Send, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { AccountView } from '#shared/domain/push/account.ts'
import type { PushReview } from '#shared/domain/push/outcome.ts'
import { sentFormInWords } from '#shared/domain/push/sent-forms.ts'
import { isOpenReading } from '#shared/domain/sheet/column-reading.ts'
import { readingInWords } from '#shared/domain/sheet/reading-words.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import { sharedKeyInWords } from '#shared/domain/sheet/search-words.ts'
import { DEFAULT_SEARCH, type PushMode } from '#shared/domain/sheet/sheet.ts'
import { refreshReview, reviewPush, startPush } from '#renderer/flows/push-rows.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { displayNameOf, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel, openPanel } from '#renderer/stores/view/ui-store.ts'
import { showOnly } from '#renderer/stores/view/view-store.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { countOf, formatCount, formatDuration, formatLimit } from '#renderer/ui/format.ts'
import { LiveMark } from '#renderer/ui/live-mark.tsx'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { AfterPushFields } from './after-push-fields.tsx'
import { MappingList } from './mapping-list.tsx'
import { ReviewChoices } from './review-choices.tsx'
import './review.css'

function Destination({ account }: { account: AccountView | undefined }) {
  if (!account) {
    return (
      <Callout tone="warning" actions={<Button onClick={() => openPanel('accounts')}>Accounts</Button>}>
        The account this sheet was for is gone. Choose another one in the toolbar.
      </Callout>
    )
  }
  return (
    <div
      className={account.live ? 'destination destination-live' : 'destination'}
      style={{ borderInlineStartColor: `var(--account-${account.colour})` }}
    >
      <AccountDot colour={account.colour} />
      <div>
        <strong>{account.label}</strong>
        <span>{account.host}</span>
      </div>
      {account.practice && <b className="badge">stays on this machine</b>}
      {account.live && <LiveMark />}
    </div>
  )
}

/** Why rows stay here; each reason leads to its rows. */
function LeftOut({ review }: { review: PushReview }) {
  if (review.leftOut.length === 0) return null
  return (
    <PanelSection title="Left out">
      <ul className="button-list left-out left-out-errors">
        {review.leftOut.map(({ code, text, count, rows }) => (
          <li key={code + text}>
            <button type="button" onClick={() => showOnly(text, rows)} title="Show these rows">
              <CircleAlert size={15} aria-hidden />
              <span>{text}</span>
              <b>{formatCount(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

/** Cells that go, with what a person should know of them; each kind leads to its rows. */
function Warned({ review }: { review: PushReview }) {
  if (review.warned.length === 0) return null
  return (
    <PanelSection title="Worth a look">
      <ul className="button-list left-out left-out-warnings">
        {review.warned.map(({ code, text, count, rows }) => (
          <li key={code}>
            <button type="button" onClick={() => showOnly(text, rows)} title="Show these rows">
              <TriangleAlert size={15} aria-hidden />
              <span>{text}</span>
              <b>{formatCount(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

/** Cells that go otherwise than they are written: never unsaid, though nothing is wrong with them. */
function OtherForms({ review }: { review: PushReview }) {
  if (review.forms.length === 0) return null
  return (
    <PanelSection title="Sent in another form">
      {review.forms.map((form) => (
        <p key={form.columnId} className="soft">
          {sentFormInWords(form)}
        </p>
      ))}
    </PanelSection>
  )
}

/** Columns somebody has to say a word on before all of their rows can go. */
function OpenReadings({ review }: { review: PushReview }) {
  return review.readings.filter(isOpenReading).map((reading) => (
    <Callout
      key={reading.columnId}
      tone="warning"
      actions={<Button onClick={() => openPanel('problems')}>Problems</Button>}
    >
      {readingInWords(reading)} Rows with such cells stay here until that is chosen.
    </Callout>
  ))
}

/** How many rows go, in figures that are seen before anything is chosen. */
function Sum({ review }: { review: PushReview }) {
  const apart = review.leads === review.toSend ? '' : `, as ${countOf(review.leads, 'lead')}`
  return (
    <p className="review-sum">
      <strong>{formatCount(review.toSend)}</strong> of {countOf(review.inScope, 'row')}
      {review.toSend === 1 && review.inScope === 1 ? ' goes' : ' go'}
      {apart}
    </p>
  )
}

/** Where it goes by a comparison: what differs and goes, and what that saves. */
function writeFacts({ write }: PushReview): (readonly [string, string])[] {
  if (!write) return []
  const { cells, savedCells, savedFields = 0, savedRows, savedCalls } = write
  const saved = [
    ['Cells left out, the same there', savedCells],
    ['Fields no row has to send', savedFields],
    ['Rows left out, the same there', savedRows],
    ['Calls that saves', savedCalls],
  ] as const
  return [
    // Leads that are made are no part of a comparison's figures.
    ['Cells changed in leads that are there', formatCount(cells)],
    ...saved.flatMap(([name, count]) => (count > 0 ? [[name, formatCount(count)] as const] : [])),
  ]
}

function Figures({ review }: { review: PushReview }) {
  const inOrder = useSheet((state) => state.settings.duplicates === 'order')
  // Where rows wait for each other it depends a little on when the answers come.
  const about = inOrder && review.duplicates.rows > 0 ? 'about ' : ''
  return (
    <Facts
      facts={[
        ...writeFacts(review),
        ['Calls', `${about}${formatCount(review.calls)}`],
        ...(review.write?.lookCalls
          ? ([['Calls that look again first', formatCount(review.write.lookCalls)]] as const)
          : []),
        ...(review.after && review.after.calls > 0
          ? ([['Calls afterwards', `at most ${formatCount(review.after.calls)}`]] as const)
          : []),
        ['Limit', formatLimit(review.limit)],
        ...(typeof review.spending?.left === 'number'
          ? ([['Calls left today', formatCount(review.spending.left)]] as const)
          : []),
        ['Time it will take', `${review.seconds < 1 ? '' : 'about '}${formatDuration(review.seconds)}`],
      ]}
    />
  )
}

const WHAT_HAPPENS: Readonly<Record<PushMode, string>> = {
  upsert: 'are updated; others are created.',
  update: 'are updated by their Lead ID; none is created.',
  create: 'stay as they are; others are created.',
  fill: 'get what their empty fields lack; none is created, and no filled field is touched.',
}

/** What LeadSquared will do with the rows, and whom that may hit where the key does not tell leads apart. */
function WhatHappens() {
  const attributes = useAttributes((state) => state.attributes)
  const searchBy = useSheet((state) => state.settings.searchBy)
  const columns = useSheet((state) => state.columns)
  const edited = useReview((state) => state.edited)
  const mode = useSheet((state) => state.settings.mode ?? 'upsert')
  const name = searchBy === DEFAULT_SEARCH ? 'email or phone' : displayNameOf(searchBy)
  const shared = sharedKeyInWords(searchBy, columns, attributes)
  if (edited) {
    return (
      <p className="what-happens">
        Leads found by their <strong>Lead ID</strong> get the changed cells, and nothing else; none is
        created.
      </p>
    )
  }
  return (
    <>
      <p className="what-happens">
        Leads found by <strong>{name}</strong> {WHAT_HAPPENS[mode]}
      </p>
      {shared && (
        <Callout tone="error">
          <strong>{shared.fact}</strong> {shared.advice}
        </Callout>
      )}
    </>
  )
}

/**
 * Pressing the button ends an edit in the grid, and the review is then asked anew. The button would be out of use when it is
 * let go, and the click lost; so it holds on to the review that was read when it was pressed, which the host compares.
 */
function StartButton({ ready, account }: { ready: boolean; account: AccountView | undefined }) {
  const { review, asking, starting } = useReview()
  const [pressed, setPressed] = useState<string | null>(null)
  const leads = review?.leads ?? 0
  const cannotFollow = (review?.after?.problem ?? '') !== ''
  const disabled =
    !review || leads === 0 || cannotFollow || starting || !ready || (asking && pressed === null)

  function push(trial: boolean): void {
    setPressed(null)
    if (review) void startPush(pressed ?? review.mark, trial)
  }
  function hold(): void {
    if (review && !disabled) setPressed(review.mark)
  }
  return (
    <>
      <Button
        kind={account?.live ? 'live' : 'primary'}
        icon={Send}
        disabled={disabled}
        onPointerDown={hold}
        onPointerLeave={() => setPressed(null)}
        onClick={() => push(false)}
      >
        {starting ? `Starting with ${countOf(leads, 'lead')}` : `Push ${countOf(leads, 'lead')}`}
        {account?.live && ` to ${account.label}`}
      </Button>
      {leads > LEADS_PER_CALL && (
        <Button
          disabled={disabled}
          title="Sends one call, then waits so that you can look at what LeadSquared made of it"
          onPointerDown={hold}
          onPointerLeave={() => setPressed(null)}
          onClick={() => push(true)}
        >
          Push the first {formatCount(LEADS_PER_CALL)}
        </Button>
      )}
    </>
  )
}

/** The one page before anything is sent. */
export function Review({ unlock, comparison }: { unlock: ReactNode; comparison: ReactNode }) {
  const { review, asking, seen, problem } = useReview()
  const accountId = useSheet((state) => state.settings.accountId)
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === accountId)
  const revision = useSheet((state) => state.revision)
  const sheetId = useSheet((state) => state.sheet?.id)
  const reviewedSheet = useRef(sheetId)
  const comparedAt = useCompare((state) => state.state?.last?.comparedAt)
  const outdated = useCompare((state) => state.outdated)

  // Edits, the mapping, the account and the search key all count as revisions: the page never shows a stale sum.
  useEffect(() => {
    if (reviewedSheet.current === sheetId) void refreshReview()
    else reviewPush()
    reviewedSheet.current = sheetId
  }, [revision, accountId, sheetId, comparedAt, outdated])

  return (
    <Panel
      title="Review push"
      onClose={closePanel}
      footer={
        <>
          <StartButton
            account={account}
            ready={account !== undefined && account.keys !== 'locked' && account.keys !== 'unusable'}
          />
          <Button onClick={closePanel}>Back to the sheet</Button>
        </>
      }
    >
      <Destination account={account} />
      <WhatHappens />
      {review && <MappingList review={review} />}
      {problem && <Callout tone="error">{problem}</Callout>}
      {account?.keys === 'locked' && (
        <Callout tone="warning" actions={unlock}>
          The keys of this account are locked. Unlock them before pushing.
        </Callout>
      )}
      {account?.keys === 'unusable' && (
        <Callout tone="error" actions={<Button onClick={() => openPanel('accounts')}>Accounts</Button>}>
          The saved keys of this account were not given for {account.host}. Look whether that is the right
          host, and enter both keys again.
        </Callout>
      )}
      {review && (
        <div aria-live="polite" aria-busy={asking}>
          <Sum review={review} />
        </div>
      )}
      <ReviewChoices review={review} />
      {comparison}
      <AfterPushFields review={review} />
      {review && (
        <div className="review-sums" aria-live="polite" aria-busy={asking}>
          {review.toSend === 0 && (
            <Callout tone="info">
              Nothing is left to send with these choices.
              {review.inScope > 0 && ' Every row is left out for a reason below.'}
            </Callout>
          )}
          {review.spendingNote && <Callout tone="warning">{review.spendingNote}</Callout>}
          {review.warnings.map((warning) => (
            <Callout key={warning} tone="warning">
              {warning}
            </Callout>
          ))}
          <OpenReadings review={review} />
          <Figures review={review} />
          <OtherForms review={review} />
          <LeftOut review={review} />
          <Warned review={review} />
        </div>
      )}
      {!review && asking && (
        <p className="soft">
          Counting what would be sent…{seen && ` ${formatCount(seen.rows)} of ${countOf(seen.of, 'row')}`}
        </p>
      )}
    </Panel>
  )
}
