import { stamp, type GeneratedLeads } from './generated-leads.ts'
import type { PracticeLead } from './seed-leads.ts'

/** A lead as a condition looks at it and as an answer tells it: generated ones are not made for it. */
export interface Looked {
  readonly id: string
  readonly number: number
  value(attribute: string): string | null
  /** Milliseconds since 1970. */
  createdAt(): number
  touchedAt(): number
  /** `yyyy-MM-dd HH:mm:ss`, UTC. */
  createdOn(): string
  modifiedOn(): string
  /** Whose keys changed it last. */
  modifiedBy(): string | null
}

/** At a generated lead; `at` turns it to another one. */
export class GeneratedLook implements Looked {
  readonly #generated: GeneratedLeads
  number: number

  constructor(generated: GeneratedLeads, number: number) {
    this.#generated = generated
    this.number = number
  }
  at(number: number): this {
    this.number = number
    return this
  }
  get id(): string {
    return this.#generated.id(this.number)
  }
  value(attribute: string): string | null {
    return this.#generated.value(this.number, attribute)
  }
  createdAt(): number {
    return this.#generated.createdAt(this.number)
  }
  touchedAt(): number {
    return this.#generated.touchedAt(this.number)
  }
  createdOn(): string {
    return stamp(this.createdAt())
  }
  modifiedOn(): string {
    return this.createdOn()
  }
  modifiedBy(): null {
    return null
  }
}

/** At a lead that is kept as such. */
export function lookAt(lead: PracticeLead): Looked {
  return {
    id: lead.id,
    number: lead.number,
    value: (attribute) => lead.fields[attribute] ?? null,
    createdAt: () => millisecondsOf(lead.createdOn),
    touchedAt: () => lead.touchedAt ?? millisecondsOf(lead.modifiedOn),
    createdOn: () => lead.createdOn,
    modifiedOn: () => lead.modifiedOn,
    modifiedBy: () => lead.modifiedBy ?? null,
  }
}

/** Of `yyyy-MM-dd HH:mm:ss`, UTC. */
export function millisecondsOf(stamp: string): number {
  return Date.parse(`${stamp.slice(0, 19).replace(' ', 'T')}Z`)
}
