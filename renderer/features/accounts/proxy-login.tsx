import { useState, type SubmitEvent } from 'react'
import { isSpokenToInTheClear, type ProxyView } from '#shared/domain/push/proxy.ts'
import { forgetProxyLogin, saveProxyLogin } from '#renderer/flows/manage-accounts.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/field.tsx'

const STATES: Readonly<Record<ProxyView['state'], string>> = {
  asked: 'It wants a name and a password before it lets calls to LeadSquared through.',
  refused: 'It did not accept the name and the password. They are not sent again; correct them.',
  saved: 'Its password is saved, encrypted.',
  memory: 'Its password is not saved: kept in memory until Leadsheet closes.',
  locked: 'Its name and password are locked: unlock them above, or enter them again.',
  unusable: 'What was saved for it cannot be read any more: enter both again.',
}

/** A proxy on the way to an account: what it wants to know, and what it is told. */
export function ProxyLogin({ proxy }: { proxy: ProxyView }) {
  const { address, state } = proxy
  const [changing, setChanging] = useState(false)
  const works = state === 'saved' || state === 'memory'
  const { host } = new URL(address)
  return (
    <section className="vault" aria-label={`Proxy ${host}`}>
      <h3>Proxy {host}</h3>
      <p className={state === 'saved' ? 'soft' : 'account-unsaved'}>
        {works && `Leadsheet signs in to it as ${proxy.name}. `}
        {STATES[state]}
      </p>
      {works && !changing ? (
        <div className="account-actions">
          <Button onClick={() => setChanging(true)}>Change</Button>
          <Button onClick={() => void forgetProxyLogin(address)}>Forget</Button>
        </div>
      ) : (
        <LoginForm proxy={proxy} onDone={() => setChanging(false)} />
      )}
    </section>
  )
}

function LoginForm({ proxy, onDone }: { proxy: ProxyView; onDone: () => void }) {
  const { address, state } = proxy
  const [name, setName] = useState(proxy.name)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const refused = await saveProxyLogin(address, name, password)
    setBusy(false)
    setProblem(refused)
    if (refused) return
    announce('The proxy is told the name and the password from now on. Try again what it stopped.')
    onDone()
  }

  return (
    <form className="vault-form" onSubmit={(event) => void save(event)}>
      <TextField
        label="Name"
        value={name}
        problem={problem}
        maxLength={255}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        value={password}
        maxLength={1024}
        hint={
          isSpokenToInTheClear(address)
            ? 'Told to this proxy alone, which is spoken to without encryption: on the way to it, it can be read.'
            : 'Told to this proxy alone.'
        }
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="account-actions">
        <Button type="submit" kind="primary" disabled={name.trim() === ''}>
          {busy ? 'Saving…' : 'Save'}
        </Button>
        {state !== 'asked' && <Button onClick={() => void forgetProxyLogin(address)}>Forget</Button>}
      </div>
    </form>
  )
}
