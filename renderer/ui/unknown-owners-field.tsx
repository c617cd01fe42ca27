import { KEEP_ROWS, LEAVE_OUT, userInWords } from '#shared/domain/sheet/people.ts'
import type { AccountUser } from '#shared/domain/sheet/account-user.ts'
import { SelectField } from '#renderer/ui/field.tsx'

interface UnknownOwnersFieldProps {
  label: string
  users: readonly AccountUser[]
  /** As `ReadAs.unknownOwners` has it; undefined: nobody said. */
  value: string | undefined
  /** Null: nobody says. */
  onChange: (choice: string | null) => void
}

/** What becomes of people who are no active user of the account: one user takes them, their cells are left out, or their rows stay. */
export function UnknownOwnersField({ label, users, value, onChange }: UnknownOwnersFieldProps) {
  const isKnown = users.some(({ email }) => email === value)
  return (
    <SelectField
      label={label}
      hint="This is for those of whom nothing else was said."
      value={value === KEEP_ROWS ? '' : (value ?? '')}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">Keep their rows here</option>
      <option value={LEAVE_OUT}>Leave their cells out</option>
      {value !== undefined && value !== LEAVE_OUT && value !== KEEP_ROWS && !isKnown && (
        <option value={value}>{value}</option>
      )}
      {users.map((user) => (
        <option key={user.id} value={user.email}>
          All are {userInWords(user)}’s
        </option>
      ))}
    </SelectField>
  )
}
