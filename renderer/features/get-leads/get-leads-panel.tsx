import { CloudDownload } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { openCompare } from '#renderer/flows/compare-rows.ts'
import { changePullForm, countLeads, getLeads, loadFields, loadLists } from '#renderer/flows/get-leads.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { usePullForm, type SourceKind } from '#renderer/stores/pull/pull-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { ChangedFields } from './changed-fields.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { ListChoice } from './list-choice.tsx'
import { NamedField } from './named-field.tsx'
import { PullCost } from './pull-cost.tsx'
import './get-leads.css'

const KINDS: readonly (readonly [SourceKind, string])[] = [
  ['list', 'A list'],
  ['condition', 'Leads that fit a condition'],
  ['changed', 'Leads changed between two times'],
  ['named', 'Lead IDs or email addresses'],
  ['matched', 'The leads my rows match'],
]

/** The leads a comparison of the open sheet found. */
function Matched() {
  const name = useSheet((state) => state.sheet?.name ?? null)
  const last = useCompare((state) => state.state?.last ?? null)
  if (name === null) {
    return <p className="soft">Open the sheet whose leads are wanted, and compare it first.</p>
  }
  const matched = last ? last.counts.update + last.counts.same + last.counts.noAccess : 0
  if (matched === 0) {
    return (
      <Callout tone="info" actions={<Button onClick={openCompare}>Compare</Button>}>
        {last
          ? 'The latest comparison of this sheet matched no leads.'
          : 'Which leads the rows are is known after a comparison. Compare this sheet first.'}
      </Callout>
    )
  }
  return (
    <p>
      {countOf(matched, 'row')} of “{name}” matched a lead when they were compared. Each lead comes once.
    </p>
  )
}

/** A new sheet out of LeadSquared: which leads, which fields, what it costs. */
export function GetLeadsPanel({ unlock }: { unlock: ReactNode }) {
  const { form, asking, plan, problem } = usePullForm()
  const accounts = useAccounts((state) => state.accounts)
  const sheetAccount = useSheet((state) => (state.sheet ? state.settings.accountId : null))
  const next = useAccounts((state) => state.nextAccountId)
  const accountId = form.accountId || (sheetAccount ?? next)
  const account = accounts?.find(({ id }) => id === accountId)
  const locked = account?.keys === 'locked'

  useEffect(() => {
    void loadFields()
  }, [accountId])
  useEffect(() => {
    if (form.kind === 'list' && account && !locked) void loadLists()
  }, [form.kind, accountId, account, locked])

  const getting = asking === 'leads'
  return (
    <Panel
      title="Get leads"
      onClose={closePanel}
      footer={
        <>
          <div className="pull-words" aria-live="polite">
            {problem && <Callout tone="error">{problem}</Callout>}
            {plan && <PullCost plan={plan} />}
          </div>
          <Button
            kind="primary"
            icon={CloudDownload}
            disabled={getting || !account || locked}
            onClick={() => void getLeads()}
          >
            {getting
              ? 'Getting the first leads'
              : plan?.leads
                ? `Get ${countOf(plan.leads, 'lead')}`
                : 'Get leads'}
          </Button>
          <Button disabled={asking !== null || !account || locked} onClick={() => void countLeads()}>
            {asking === 'count' ? 'Counting' : 'Count first'}
          </Button>
        </>
      }
    >
      <SelectField
        label="From"
        value={account ? accountId : ''}
        onChange={(event) => changePullForm({ accountId: event.target.value, columns: null, listId: '' })}
      >
        {!account && <option value="">Choose an account</option>}
        {accounts?.map(({ id, label, live }) => (
          <option key={id} value={id}>
            {live ? `${label} · live data` : label}
          </option>
        ))}
      </SelectField>
      {locked && (
        <Callout tone="warning" actions={unlock}>
          The keys of {account.label} are locked. Unlock them to read its leads.
        </Callout>
      )}
      <SelectField
        label="Which leads"
        value={form.kind}
        onChange={(event) => changePullForm({ kind: event.target.value as SourceKind })}
      >
        {KINDS.map(([kind, words]) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
      </SelectField>
      {form.kind === 'list' && !locked && <ListChoice />}
      {form.kind === 'condition' && <ConditionFields />}
      {form.kind === 'changed' && <ChangedFields />}
      {form.kind === 'named' && <NamedField />}
      {form.kind === 'matched' && <Matched />}
      <ColumnChoice />
      <p className="soft">Nothing is changed in LeadSquared. The leads come into a new sheet.</p>
    </Panel>
  )
}
