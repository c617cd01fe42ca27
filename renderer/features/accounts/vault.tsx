import { SHORTEST_PASSPHRASE } from '#shared/domain/push/account.ts'
import { useState, type SubmitEvent } from 'react'
import { resetVault, unlockVault } from '#renderer/flows/manage-accounts.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'

/** What a guesser would make of it, in one line. Length counts for more than anything else. */
function strengthOf(passphrase: string): string {
  const missing = SHORTEST_PASSPHRASE - passphrase.length
  if (passphrase === '') return HINT
  if (missing > 0) return `${countOf(missing, 'more character')} at least.`
  if (new Set(passphrase).size < 6) return 'Easy to guess: it says the same over and over.'
  return passphrase.length < 20 ? 'Good enough. Another word makes it stronger.' : 'Strong.'
}

const HINT = 'At least 12 characters. Four or five words are easy to remember and hard to guess.'

/** One box to open the vault, or to make it the first time. */
function PassphraseForm({ exists, mayForget = true }: { exists: boolean; mayForget?: boolean }) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState('')
  const [differs, setDiffers] = useState('')
  const [busy, setBusy] = useState(false)

  async function open(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const short = !exists && passphrase.length < SHORTEST_PASSPHRASE
    setProblem(short ? `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters.` : '')
    setDiffers(!short && !exists && passphrase !== again ? 'The two are not the same.' : '')
    if (short || (!exists && passphrase !== again)) return
    setBusy(true)
    const refused = await unlockVault(passphrase)
    setBusy(false)
    setProblem(refused)
    if (refused) return
    setPassphrase('')
    setAgain('')
    announce(exists ? 'The keys are unlocked.' : 'The passphrase is set. Keys are saved from now on.')
  }

  return (
    <form className="vault-form" onSubmit={(event) => void open(event)}>
      <TextField
        label="Passphrase"
        type="password"
        autoComplete={exists ? 'current-password' : 'new-password'}
        value={passphrase}
        problem={problem}
        hint={exists ? undefined : strengthOf(passphrase)}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {!exists && (
        <TextField
          label="Repeat the passphrase"
          type="password"
          autoComplete="new-password"
          value={again}
          problem={differs}
          onChange={(event) => setAgain(event.target.value)}
        />
      )}
      <div className="account-actions">
        <Button type="submit" kind="primary" disabled={passphrase === ''}>
          {busy ? 'Opening…' : exists ? 'Unlock' : 'Set passphrase'}
        </Button>
        {exists && mayForget && (
          <Confirm
            action="Forget saved keys"
            keep="Keep them"
            question="Every saved key is thrown away, since nobody can read it without the passphrase. Accounts stay; enter their keys again."
            onConfirm={() => void resetVault()}
          />
        )}
      </div>
    </form>
  )
}

/** Unlocking where it is missed: in a panel that cannot go on without the keys. Nothing where nothing is locked. */
export function UnlockHere() {
  const locked = useAccounts(({ vault }) => vault.kind === 'passphrase' && vault.exists && vault.locked)
  return locked ? <PassphraseForm exists mayForget={false} /> : null
}

/** Where keys rest, and what the person can do about it. Says nothing where the system keeps them safe by itself. */
export function Vault() {
  const vault = useAccounts((state) => state.vault)
  if (vault.kind === 'memory') {
    return (
      <Callout tone="warning">
        Keys are not saved: they are kept in memory until Leadsheet closes. {vault.note}
      </Callout>
    )
  }
  if (vault.kind === 'system') return null
  if (vault.exists && vault.locked) {
    return (
      <section className="vault" aria-label="Saved keys">
        <h3>Saved keys are locked</h3>
        <p className="soft">Enter the passphrase you chose, to use the accounts whose keys are saved.</p>
        <PassphraseForm exists />
      </section>
    )
  }
  if (!vault.exists) {
    return (
      <section className="vault" aria-label="Saved keys">
        <h3>Keys are not saved yet</h3>
        <p className="soft">
          They are kept in memory until Leadsheet closes. With a passphrase they are saved on this machine,
          encrypted; only the passphrase opens them.
        </p>
        <PassphraseForm exists={false} />
      </section>
    )
  }
  return <p className="soft">Keys are saved on this machine, encrypted with your passphrase.</p>
}
