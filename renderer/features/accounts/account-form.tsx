import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import {
  AccountColour,
  DEFAULT_LIMIT,
  type AccountDraft,
  type AccountView,
} from '#shared/domain/push/account.ts'
import { ChoiceSeparator, DEFAULT_SEPARATOR, SEPARATOR_NAMES } from '#shared/domain/sheet/choices.ts'
import { saveAccount } from '#renderer/flows/manage-accounts.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { CheckField, ChoiceField, SelectField, TextField } from '#renderer/ui/field.tsx'
import { PanelFoot } from '#renderer/ui/panel.tsx'
import { ColourField } from './colour-field.tsx'
import { PlanLimits } from './plan-limits.tsx'
import { planFrom, planTextsOf, problemsInPlan, type PlanProblems } from './plan-texts.ts'

/** Seen in LeadSquared's public pages; a tenant may name another one. */
const KNOWN_HOSTS = ['api.leadsquared.com', 'api-in21.leadsquared.com', 'api-us11.leadsquared.com']

const NEW_ACCOUNT: AccountDraft = {
  id: null,
  label: '',
  host: '',
  colour: 'blue',
  live: true,
  keyTransport: 'query',
  limit: DEFAULT_LIMIT,
  choiceSeparator: DEFAULT_SEPARATOR,
}

function draftOf(account: AccountView): AccountDraft {
  const { id, label, host, colour, live, keyTransport, limit, choiceSeparator = DEFAULT_SEPARATOR } = account
  return { id, label, host, colour, live, keyTransport, limit, choiceSeparator }
}

interface LimitTexts {
  calls: string
  seconds: string
  share: string
}

function limitFrom({ calls, seconds, share }: LimitTexts): AccountDraft['limit'] {
  return { calls: Number(calls), seconds: Number(seconds), share: Number(share) / 100 }
}

/** What is wrong with each field, in the order they stand. */
type Problems = Partial<
  Record<'label' | 'host' | 'accessKey' | 'secretKey' | 'calls' | 'seconds' | 'share', string>
>

interface Entered {
  draft: AccountDraft
  limit: AccountDraft['limit']
  accessKey: string
  secretKey: string
  hasKeys: boolean
}

function problemsIn({ draft, limit, accessKey, secretKey, hasKeys }: Entered): Problems {
  const { calls, seconds, share } = limit
  const problems: Problems = {}
  if (!draft.label.trim()) problems.label = 'Give the account a name you will know it by.'
  if (!draft.host.trim()) problems.host = 'Enter the host, such as api.leadsquared.com.'
  const bothNeeded = !hasKeys || accessKey !== '' || secretKey !== ''
  if (bothNeeded && accessKey === '') problems.accessKey = 'Enter the access key.'
  if (bothNeeded && secretKey === '') problems.secretKey = 'Enter the secret key.'
  if (!Number.isInteger(calls) || calls < 1 || calls > 1000) problems.calls = '1 to 1,000.'
  if (!(seconds >= 0.05 && seconds <= 3600)) problems.seconds = '0.05 to 3,600.'
  if (!(share >= 0 && share <= 0.9)) problems.share = '0 to 90.'
  return problems
}

export function AccountForm({ account, onDone }: { account: AccountView | null; onDone: () => void }) {
  const [draft, setDraft] = useState(() => (account ? draftOf(account) : NEW_ACCOUNT))
  const [limit, setLimit] = useState<LimitTexts>(() => ({
    calls: String(draft.limit.calls),
    seconds: String(draft.limit.seconds),
    share: String(Math.round(draft.limit.share * 100)),
  }))
  const [plan, setPlan] = useState(() => planTextsOf(account))
  const [planProblems, setPlanProblems] = useState<PlanProblems>({})
  const [accessKey, setAccessKey] = useState('')
  const [secretKey, setSecretKey] = useState('')
  const [problems, setProblems] = useState<Problems>({})
  /** Why the host did not keep it. */
  const [refusal, setRefusal] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const refused = useRef<HTMLDivElement>(null)
  const [saving, setSaving] = useState(false)
  const vault = useAccounts((state) => state.vault)
  const hosts = useId()
  const formId = useId()
  const hasKeys = account !== null && account.keys !== 'none'

  function change(part: Partial<AccountDraft>): void {
    setDraft((before) => ({ ...before, ...part }))
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (saving) return
    const parsed = limitFrom(limit)
    const found = problemsIn({ draft, limit: parsed, accessKey, secretKey, hasKeys })
    const foundInPlan = problemsInPlan(plan)
    setProblems(found)
    setPlanProblems(foundInPlan)
    setRefusal('')
    if (Object.keys(found).length + Object.keys(foundInPlan).length > 0) return
    setSaving(true)
    const answer = await saveAccount({
      ...draft,
      limit: parsed,
      ...planFrom(plan),
      ...(accessKey === '' ? {} : { accessKey: accessKey.trim(), secretKey: secretKey.trim() }),
    })
    setSaving(false)
    if ('problem' in answer) {
      setRefusal(answer.problem)
      return
    }
    notify('success', `${answer.account.label} is kept. Test connection asks who its keys belong to.`)
    onDone()
  }

  // To what is to be corrected: it may be out of view, in a form longer than the panel.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [problems, planProblems])
  useEffect(() => {
    if (refusal) refused.current?.focus()
  }, [refusal])

  return (
    <form id={formId} ref={form} className="account-form" onSubmit={(event) => void save(event)} noValidate>
      <TextField
        label="Name"
        value={draft.label}
        problem={problems.label ?? ''}
        maxLength={80}
        onChange={(event) => change({ label: event.target.value })}
      />
      <TextField
        label="Host"
        hint="In LeadSquared: Settings › API and Webhooks."
        list={hosts}
        placeholder="api.leadsquared.com"
        value={draft.host}
        problem={problems.host ?? ''}
        onChange={(event) => change({ host: event.target.value })}
      />
      <datalist id={hosts}>
        {KNOWN_HOSTS.map((host) => (
          <option key={host} value={host} />
        ))}
      </datalist>
      <TextField
        label="Access key"
        type="password"
        autoComplete="new-password"
        value={accessKey}
        problem={problems.accessKey ?? ''}
        hint={hasKeys ? 'Leave both empty to keep the keys Leadsheet has.' : undefined}
        onChange={(event) => setAccessKey(event.target.value)}
      />
      <TextField
        label="Secret key"
        type="password"
        autoComplete="new-password"
        value={secretKey}
        problem={problems.secretKey ?? ''}
        onChange={(event) => setSecretKey(event.target.value)}
      />
      {vault.kind === 'memory' && (
        <Callout tone="warning">
          The keys will not be saved: they are kept in memory until Leadsheet closes. {vault.note}
        </Callout>
      )}
      <ColourField
        value={draft.colour}
        colours={AccountColour.options}
        onChange={(colour) => change({ colour })}
      />
      <CheckField
        label="Live data"
        hint="The review says so before anything is sent to real leads."
        checked={draft.live}
        onChange={(event) => change({ live: event.target.checked })}
      />
      <fieldset className="limit-fields">
        <legend>Limit</legend>
        <TextField
          label="Calls"
          inputMode="numeric"
          value={limit.calls}
          problem={problems.calls ?? ''}
          onChange={(event) => setLimit({ ...limit, calls: event.target.value })}
        />
        <TextField
          label="In seconds"
          inputMode="decimal"
          value={limit.seconds}
          problem={problems.seconds ?? ''}
          onChange={(event) => setLimit({ ...limit, seconds: event.target.value })}
        />
        <TextField
          label="% of the limit left for other integrations"
          inputMode="numeric"
          value={limit.share}
          problem={problems.share ?? ''}
          onChange={(event) => setLimit({ ...limit, share: event.target.value })}
        />
        <p className="field-hint">
          LeadSquared allows 25 calls in 5 seconds, some plans fewer. Other integrations of your account share
          them.
        </p>
      </fieldset>
      <PlanLimits
        texts={plan}
        problems={planProblems}
        onChange={(part) => setPlan((before) => ({ ...before, ...part }))}
      />
      <SelectField
        label="Between several choices"
        hint={`In fields that take several options: Email${draft.choiceSeparator ?? DEFAULT_SEPARATOR}Phone.`}
        value={draft.choiceSeparator}
        onChange={(event) => change({ choiceSeparator: ChoiceSeparator.parse(event.target.value) })}
      >
        {ChoiceSeparator.options.map((sign) => (
          <option key={sign} value={sign}>
            {`A ${SEPARATOR_NAMES[sign]}, ${sign}`}
          </option>
        ))}
      </SelectField>
      <ChoiceField
        legend="How keys are sent"
        value={draft.keyTransport}
        onChange={(keyTransport) => change({ keyTransport })}
        options={[
          { value: 'query', label: 'In the address', hint: 'As LeadSquared documents it.' },
          {
            value: 'headers',
            label: 'In headers',
            hint: 'As LeadSquared recommends; newer accounts take it.',
          },
        ]}
      />
      <div role="alert" ref={refused} tabIndex={-1}>
        {refusal && <Callout tone="error">{refusal}</Callout>}
      </div>
      <PanelFoot>
        <Button kind="primary" type="submit" form={formId}>
          {saving ? 'Saving' : 'Save account'}
        </Button>
        <Button onClick={onDone}>Back</Button>
      </PanelFoot>
    </form>
  )
}
