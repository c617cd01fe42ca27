import { useId, type ComponentProps, type ReactNode } from 'react'
import './field.css'
import { Select } from './select.tsx'

interface Words {
  label: string
  /** One line under the box. */
  hint?: ReactNode
  /** What is wrong with what was entered; '' where nothing is. */
  problem?: string
}

function describedBy(id: string, { hint, problem }: Words): { 'aria-describedby'?: string } {
  return hint || problem ? { 'aria-describedby': `${id}-words` } : {}
}

function Around({ id, words, children }: { id: string; words: Words; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{words.label}</label>
      {children}
      {(words.problem || words.hint) && (
        <p id={`${id}-words`} className={words.problem ? 'field-problem' : 'field-hint'}>
          {words.problem || words.hint}
        </p>
      )}
    </div>
  )
}

export function TextField({ label, hint, problem, ...rest }: Words & ComponentProps<'input'>) {
  const id = useId()
  const words = { label, hint, ...(problem === undefined ? {} : { problem }) }
  return (
    <Around id={id} words={words}>
      <input
        id={id}
        className="box"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem ? true : undefined}
        {...describedBy(id, words)}
        {...rest}
      />
    </Around>
  )
}

export function SelectField({ label, hint, problem, children, ...rest }: Words & ComponentProps<'select'>) {
  const id = useId()
  const words = { label, hint, ...(problem === undefined ? {} : { problem }) }
  return (
    <Around id={id} words={words}>
      <Select id={id} {...describedBy(id, words)} {...rest}>
        {children}
      </Select>
    </Around>
  )
}

interface CheckFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  hint?: ReactNode
}

export function CheckField({ label, hint, ...rest }: CheckFieldProps) {
  const id = useId()
  return (
    <div className="check-field">
      <input id={id} type="checkbox" {...(hint ? { 'aria-describedby': `${id}-words` } : {})} {...rest} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-words`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}

interface ChoiceFieldProps<Value extends string> {
  legend: string
  value: Value
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode; disabled?: boolean }[]
  onChange: (value: Value) => void
}

/** A handful of choices with a line of explanation each. */
export function ChoiceField<Value extends string>({
  legend,
  value,
  options,
  onChange,
}: ChoiceFieldProps<Value>) {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {options.map((option) => (
        <div className="check-field" key={option.value}>
          <input
            id={`${name}-${option.value}`}
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            {...(option.hint ? { 'aria-describedby': `${name}-${option.value}-words` } : {})}
          />
          <label htmlFor={`${name}-${option.value}`}>{option.label}</label>
          {option.hint && (
            <p id={`${name}-${option.value}-words`} className="field-hint">
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  )
}
