import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import './select.css'

/** The system's own list, which everyone knows how to use, in our dress. */
export function Select({ children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="select">
      <select className="box" {...rest}>
        {children}
      </select>
      <ChevronDown size={14} aria-hidden />
    </span>
  )
}
