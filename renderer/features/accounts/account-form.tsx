import { useId, useState, type SubmitEvent } from 'react'
import {
  AccountColour,
  DEFAULT_LIMIT,
  type AccountDraft,
  type AccountView,
} from '#shared/pipeline/account.ts'
import { saveAccount } from '#renderer/flows/manage-accounts.ts'
import { useAccounts } from '#renderer/stores/account-store.ts'
import { notify } from '#renderer/stores/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { CheckField, ChoiceField, TextField } from '#renderer/ui/field.tsx'
import { ColourField } from './colour-field.tsx'

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
}

function draftOf(account: AccountView): AccountDraft {
  const { id, label, host, colour, live, keyTransport, limit } = account
  return { id, label, host, colour, live, keyTransport, limit }
}

interface LimitTexts {
  calls: string
  seconds: string
  share: string
}

/** Null where one of them is no number the limit can have. */
function limitFrom({ calls, seconds, share }: LimitTexts): AccountDraft['limit'] | null {
  const limit = { calls: Number(calls), seconds: Number(seconds), share: Number(share) / 100 }
  const good =
    Number.isInteger(limit.calls) &&
    limit.calls >= 1 &&
    limit.calls <= 1000 &&
    limit.seconds >= 0.05 &&
    limit.seconds <= 3600 &&
    limit.share >= 0 &&
    limit.share <= 0.9
  return good ? limit : null
}

export function AccountForm({ account, onDone }: { account: AccountView | null; onDone: () => void }) {
  const [draft, setDraft] = useState(() => (account ? draftOf(account) : NEW_ACCOUNT))
  const [limit, setLimit] = useState<LimitTexts>(() => ({
    calls: String(draft.limit.calls),
    seconds: String(draft.limit.seconds),
    share: String(Math.round(draft.limit.share * 100)),
  }))
  const [accessKey, setAccessKey] = useState('')
  const [secretKey, setSecretKey] = useState('')
  const [problem, setProblem] = useState('')
  const [saving, setSaving] = useState(false)
  const vault = useAccounts((state) => state.vault)
  const hosts = useId()
  const hasKeys = account !== null && account.keys !== 'none'

  function change(part: Partial<AccountDraft>): void {
    setDraft((before) => ({ ...before, ...part }))
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const parsed = limitFrom(limit)
    if (!draft.label.trim()) {
      setProblem('Give the account a name you will know it by.')
      return
    }
    if (!draft.host.trim()) {
      setProblem('Enter the host, such as api.leadsquared.com.')
      return
    }
    if (!parsed) {
      setProblem('The limit needs 1 to 1,000 calls in 0.05 to 3,600 seconds, with 0 to 90 % left to others.')
      return
    }
    if ((accessKey === '') !== (secretKey === '')) {
      setProblem('Enter both keys, or neither.')
      return
    }
    if (!hasKeys && accessKey === '') {
      setProblem('Enter the access key and the secret key.')
      return
    }
    setSaving(true)
    const answer = await saveAccount({
      ...draft,
      limit: parsed,
      ...(accessKey === '' ? {} : { accessKey: accessKey.trim(), secretKey: secretKey.trim() }),
    })
    setSaving(false)
    if ('problem' in answer) {
      setProblem(answer.problem)
      return
    }
    notify('success', `${answer.account.label} is kept. Test connection asks who its keys belong to.`)
    onDone()
  }

  return (
    <form className="account-form" onSubmit={(event) => void save(event)} noValidate>
      {problem && (
        <div role="alert">
          <Callout tone="error">{problem}</Callout>
        </div>
      )}
      <TextField
        label="Name"
        value={draft.label}
        maxLength={80}
        onChange={(event) => change({ label: event.target.value })}
      />
      <TextField
        label="Host"
        hint="In LeadSquared: Settings › API and Webhooks."
        list={hosts}
        placeholder="api.leadsquared.com"
        value={draft.host}
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
        hint={hasKeys ? 'Leave both empty to keep the keys Leadsheet has.' : undefined}
        onChange={(event) => setAccessKey(event.target.value)}
      />
      <TextField
        label="Secret key"
        type="password"
        autoComplete="new-password"
        value={secretKey}
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
          onChange={(event) => setLimit({ ...limit, calls: event.target.value })}
        />
        <TextField
          label="in seconds"
          inputMode="decimal"
          value={limit.seconds}
          onChange={(event) => setLimit({ ...limit, seconds: event.target.value })}
        />
        <TextField
          label="% for others"
          inputMode="numeric"
          value={limit.share}
          onChange={(event) => setLimit({ ...limit, share: event.target.value })}
        />
        <p className="field-hint">
          LeadSquared allows 25 calls in 5 seconds, some plans fewer. Other programs of yours share them.
        </p>
      </fieldset>
      <ChoiceField
        legend="How the keys travel"
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
      <div className="account-actions">
        <Button kind="primary" type="submit" disabled={saving}>
          Save account
        </Button>
        <Button onClick={onDone}>Back</Button>
      </div>
    </form>
  )
}
