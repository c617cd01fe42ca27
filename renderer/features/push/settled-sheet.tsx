import { FileDown } from 'lucide-react'
import { exportSheet } from '#renderer/flows/export-report.ts'
import { reviewPush } from '#renderer/flows/push-rows.ts'
import { displayNameOf, isSafeKey, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useStatusAccounts } from '#renderer/stores/push/push-target-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf, formatCount, formatList } from '#renderer/ui/format.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { Failures } from './failures.tsx'
import { PushCounts } from './push-counts.tsx'

/** What is still to do once nothing is under way. */
export function Afterwards() {
  const again = useSheet(({ counts }) => counts.failed + counts.unknown)
  const unknown = useSheet(({ counts }) => counts.unknown)
  const left = useSheet(({ counts }) => counts.cancelled)
  const searchBy = useSheet((state) => state.settings.searchBy)
  useAttributes((state) => state.attributes)
  const risky = unknown > 0 && !isSafeKey(searchBy)
  return (
    <>
      {risky && (
        <p className="push-again-risk">
          LeadSquared may have taken {unknown === 1 ? 'the row that is' : 'the rows that are'} Unknown.
          Searched by {displayNameOf(searchBy)}, a repeat may create the lead a second time or overwrite
          another one. Look there first.
        </p>
      )}
      {again > 0 && (
        <Button
          kind={risky ? 'plain' : 'primary'}
          onClick={() => reviewPush({ kind: 'states', states: ['failed', 'unknown'] })}
        >
          Push {formatCount(again)} again
        </Button>
      )}
      {left > 0 && (
        <Button
          kind={again > 0 ? 'plain' : 'primary'}
          onClick={() => reviewPush({ kind: 'states', states: ['cancelled'] })}
        >
          Push the {formatCount(left)} left
        </Button>
      )}
      <Menu
        label="Export report"
        icon={FileDown}
        up
        items={[
          { label: 'Excel workbook (.xlsx)', run: () => void exportSheet('xlsx') },
          { label: 'Text (.csv)', run: () => void exportSheet('csv') },
        ]}
      />
    </>
  )
}

/** A sheet that was pushed before this page was opened, or that came in as a report: its rows know what became of them. */
export function SettledSheet() {
  const counts = useSheet((state) => state.counts)
  const rowCount = useSheet((state) => state.rowCount)
  const sent = rowCount - counts.draft
  const { all, elsewhere } = useStatusAccounts()
  if (sent === 0) {
    return (
      <Panel
        title="Push"
        onClose={closePanel}
        footer={
          <Button kind="primary" disabled={rowCount === 0} onClick={() => reviewPush()}>
            Review push
          </Button>
        }
      >
        <p className="soft">
          Nothing of this sheet has been pushed yet. Review what would be sent; nothing goes before that.
        </p>
      </Panel>
    )
  }
  return (
    <Panel title="Push" onClose={closePanel} footer={<Afterwards />}>
      <p>
        {countOf(sent, 'row')} of this sheet went through a push
        {all.length > 0 && ` to ${formatList(all.map(({ accountLabel }) => accountLabel))}`}. The pushes
        themselves are in History.
      </p>
      {elsewhere.length > 0 && (
        <Callout tone="info">
          The sheet is for another account now. Statuses of{' '}
          {formatList(elsewhere.map(({ accountLabel }) => accountLabel))} say nothing about it.
        </Callout>
      )}
      <PushCounts counts={{ ...counts, draft: 0 }} label="Rows of this sheet by status" />
      <Failures />
    </Panel>
  )
}
