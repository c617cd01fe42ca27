import { useSyncExternalStore } from 'react'
import type { PhoneAnswer } from '#shared/domain/push/write.ts'
import { rowName } from '#renderer/flows/lead-names.ts'
import {
  answerPhones,
  askPhoneOwners,
  reviewByPhone,
  rowsWithTakenPhone,
} from '#renderer/flows/phone-owners.ts'
import { usePhones } from '#renderer/stores/push/phone-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

const ANSWERS: Readonly<Record<PhoneAnswer, string>> = {
  skip: 'Skip',
  'that-lead': 'Update that lead instead',
  'without-phone': 'Keep both, leave the phone out',
}

function Options() {
  return Object.entries(ANSWERS).map(([answer, words]) => (
    <option key={answer} value={answer}>
      {words}
    </option>
  ))
}

/** Rows whose phone belongs to another lead: who that is, and what is to be done with each. */
export function AgainByPhone({ pushId }: { pushId: number }) {
  const taken = useSyncExternalStore(
    (listener) => rowStore.subscribe(listener),
    () => rowsWithTakenPhone(pushId).length,
  )
  const { pushId: askedOf, asking, owners: told, more, answers, problem } = usePhones()
  if (taken === 0) return null
  const here = askedOf === pushId
  const still = new Set(rowsWithTakenPhone(pushId))
  const owners = here && told ? told.filter(({ rowId }) => still.has(rowId)) : null
  const chosen = (owners ?? []).filter(({ rowId }) => (answers.get(rowId) ?? 'skip') !== 'skip').length
  return (
    <PanelSection title="Phone of another lead">
      <p>
        {countOf(taken, 'row')} {taken === 1 ? 'was' : 'were'} refused, as another lead has the email or the
        phone.
      </p>
      {here && problem && <Callout tone="error">The other leads were not read. {problem}</Callout>}
      {owners === null && (
        <div className="callout-actions">
          <Button
            disabled={here && asking}
            title={`At most ${formatCount(taken)} calls, one a phone. Nothing is written.`}
            onClick={() => void askPhoneOwners(pushId)}
          >
            {here && asking ? 'Asking for the other leads' : 'Show the other leads'}
          </Button>
        </div>
      )}
      {owners !== null && owners.length === 0 && (
        <Callout tone="info">
          No lead was found by these phones. The email may be what belongs to another one.
        </Callout>
      )}
      {owners !== null && owners.length > 0 && (
        <>
          {owners.length > 1 && (
            <SelectField
              label={`All ${formatCount(owners.length)}`}
              value=""
              onChange={(event) =>
                answerPhones(
                  owners.map(({ rowId }) => rowId),
                  event.target.value as PhoneAnswer,
                )
              }
            >
              <option value="" disabled>
                Choose for all of them
              </option>
              <Options />
            </SelectField>
          )}
          <ul className="phone-owners">
            {owners.map(({ rowId, phone, leadId, name, email, owner }) => (
              <li key={rowId}>
                <p>
                  <strong>{phone}</strong> of {rowName(rowId) || 'this row'} belongs to{' '}
                  <strong title={`Lead ${leadId}`}>{name || email || `lead ${leadId}`}</strong>
                </p>
                <p className="soft">
                  {[email || 'no email', owner ? `owner ${owner}` : 'owner not known'].join(' · ')}
                </p>
                <SelectField
                  label={`What to do with ${rowName(rowId) || phone}`}
                  value={answers.get(rowId) ?? 'skip'}
                  onChange={(event) => answerPhones([rowId], event.target.value as PhoneAnswer)}
                >
                  <Options />
                </SelectField>
              </li>
            ))}
          </ul>
          {more && <p className="soft">There are more of them; settle these first.</p>}
          <div className="callout-actions">
            <Button kind="primary" disabled={chosen === 0} onClick={reviewByPhone}>
              Review {countOf(chosen, 'row')} again
            </Button>
          </div>
        </>
      )}
    </PanelSection>
  )
}
