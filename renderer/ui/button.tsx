import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  kind?: 'plain' | 'primary' | 'live' | 'danger' | 'quiet'
  icon?: LucideIcon
  children: ReactNode
}

export function Button({ kind = 'plain', icon: Icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${kind} ${className}`} {...rest}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name, and the tooltip. */
  label: string
  icon: LucideIcon
  /** Shown in the tooltip, for example "Ctrl+Z". */
  shortcut?: string
  /** What else the tooltip says. */
  hint?: string
}

export function IconButton({ label, icon: Icon, shortcut, hint, className = '', ...rest }: IconButtonProps) {
  const tooltip = `${hint ?? label}${shortcut ? ` (${shortcut})` : ''}`
  return (
    <button type="button" aria-label={label} title={tooltip} className={`icon-button ${className}`} {...rest}>
      <Icon size={16} aria-hidden />
    </button>
  )
}
