import { DatabaseSync } from 'node:sqlite'
import { makePrivateFile } from '#electron/process/private-files.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { GeneratedLeads, MOST_LEADS } from './generated-leads.ts'
import { GeneratedLook, lookAt, type Looked } from './looked.ts'
import { SEED_LEAD_COUNT, seedLeads, type PracticeLead } from './seed-leads.ts'

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS leads (number INTEGER PRIMARY KEY, lead TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS tenant (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`

/** By what and how a search compares: case and outer space do not count, nor does a phone's punctuation. */
type Index = Map<string, PracticeLead[]>

/** The folder's tenant came with another number of leads than is asked for now. */
export class OtherTenant extends Error {
  override readonly name = 'OtherTenant'
  readonly leads: number
  constructor(leads: number) {
    super(`the tenant there came with ${leads} leads`)
    this.leads = leads
  }
}

/**
 * The practice tenant's leads: in memory, indexed for each attribute that was searched by, and on disk where a file was
 * given. One call's leads are one transaction, so a killed server has each call whole or not at all. Beyond the first 300,
 * leads it came with are made when they are looked at, and kept only once somebody changed them.
 */
export class LeadStore {
  readonly #leads = new Map<string, PracticeLead>()
  readonly #indexes = new Map<string, Index>()
  readonly #database: DatabaseSync | null
  readonly #seeds: number
  readonly #generated: GeneratedLeads
  /** Numbers of generated leads that were changed or deleted since. */
  readonly #replaced = new Set<number>()
  /** Of generated leads, by attribute and key: made for attributes that were searched by. */
  readonly #generatedIndexes = new Map<string, Map<string, number>>()
  #nextNumber = 1

  /**
   * @param leads how many it comes with, 1 to 1,000,000; what the file came with before, else 300, where it is left out
   * @throws {OtherTenant}; and where the file is in use by another process or is no database.
   */
  constructor(file: string | null, leads: number | null = null) {
    this.#database = file === null ? null : openDatabase(file)
    const kept = this.#read()
    const before = kept.length > 0 ? Number(this.#setting('leads') ?? SEED_LEAD_COUNT) : null
    if (before !== null && leads !== null && before !== leads) {
      this.#database?.close()
      throw new OtherTenant(before)
    }
    const count = Math.min(before ?? leads ?? SEED_LEAD_COUNT, MOST_LEADS)
    this.#seeds = Math.min(count, SEED_LEAD_COUNT)
    this.#generated = new GeneratedLeads(SEED_LEAD_COUNT + 1, count)
    this.#nextNumber = this.#generated.last + 1
    for (const number of JSON.parse(this.#setting('deleted') ?? '[]') as number[]) this.#replaced.add(number)
    if (kept.length > 0) for (const lead of kept) this.#add(lead)
    else this.empty()
  }

  get size(): number {
    return this.#leads.size + this.#generated.size - this.#replaced.size
  }

  get nextNumber(): number {
    return this.#nextNumber
  }

  get generated(): GeneratedLeads {
    return this.#generated
  }

  /** True where every generated lead is as it was made. */
  get isUntouched(): boolean {
    return this.#replaced.size === 0
  }

  /** True where the generated lead of this number is no longer what it was. */
  isReplaced(number: number): boolean {
    return this.#replaced.has(number)
  }

  /** The leads that are kept as such, in no order: all but the generated ones nobody changed. */
  kept(): Iterable<PracticeLead> {
    return this.#leads.values()
  }

  /** In order of creation. Makes every generated lead: for small tenants. */
  all(): PracticeLead[] {
    const leads = [...this.#leads.values()]
    const { first, last } = this.#generated
    for (let number = first; number <= last; number++) {
      if (!this.#replaced.has(number)) leads.push(this.#generated.at(number))
    }
    return leads.sort((one, other) => one.number - other.number)
  }

  get(id: string): PracticeLead | null {
    const kept = this.#leads.get(id)
    if (kept) return kept
    const number = this.#generatedNumber(id)
    return number === null ? null : this.#generated.at(number, id.toLowerCase())
  }

  /** The same without making a generated lead. */
  look(id: string): Looked | null {
    const kept = this.#leads.get(id)
    if (kept) return lookAt(kept)
    const number = this.#generatedNumber(id)
    return number === null ? null : new GeneratedLook(this.#generated, number)
  }

  /** The oldest lead with this value; null where there is none, or the value is empty. */
  find(attribute: string, value: string): PracticeLead | null {
    const key = normaliseKey(attribute, value)
    if (key === '') return null
    const found = this.#indexOf(attribute).get(key) ?? []
    const kept = found.reduce<PracticeLead | null>(
      (oldest, lead) => (oldest === null || lead.number < oldest.number ? lead : oldest),
      null,
    )
    const number = this.#findGenerated(attribute, value, key)
    return number === null || (kept !== null && kept.number < number) ? kept : this.#generated.at(number)
  }

  /** Adds or replaces, all or nothing. */
  put(written: readonly PracticeLead[]): void {
    if (written.length === 0) return
    const leads = written.map((lead) =>
      lead.touchedAt === undefined ? { ...lead, touchedAt: Date.now() } : lead,
    )
    this.#write(leads)
    for (const lead of leads) {
      const before = this.#leads.get(lead.id)
      if (before) this.#unindex(before)
      this.#add(lead)
    }
  }

  /** Takes leads away, as a person in the service's own window would. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const lead = this.get(id)
      if (!lead) continue
      if (this.#leads.has(id)) this.#unindex(lead)
      this.#leads.delete(id)
      this.#database?.prepare('DELETE FROM leads WHERE number = ?').run(lead.number)
      if (this.#generated.has(lead.number)) this.#replaced.add(lead.number)
    }
    const deleted = [...this.#replaced].filter((number) => !this.#leads.has(this.#generated.id(number)))
    this.#set('deleted', JSON.stringify(deleted))
  }

  /** Back to the leads it came with. */
  empty(): void {
    const seed = seedLeads(this.#seeds)
    this.#database?.exec('DELETE FROM leads')
    this.#set('leads', String(this.#seeds + this.#generated.size))
    this.#set('deleted', '[]')
    this.#write(seed)
    this.#leads.clear()
    this.#indexes.clear()
    this.#replaced.clear()
    this.#nextNumber = Math.max(1, this.#generated.size > 0 ? this.#generated.last + 1 : 1)
    for (const lead of seed) this.#add(lead)
  }

  close(): void {
    this.#database?.close()
  }

  #generatedNumber(id: string): number | null {
    const number = this.#generated.numberOf('ProspectID', id)
    return number === null || this.#replaced.has(number) ? null : number
  }

  #findGenerated(attribute: string, value: string, key: string): number | null {
    if (this.#generated.size === 0) return null
    let number: number | null
    if (attribute === 'EmailAddress' || attribute === 'Phone' || attribute === 'ProspectID') {
      number = this.#generated.numberOf(attribute, value)
    } else number = this.#generatedIndexOf(attribute).get(key) ?? null
    return number === null || this.#replaced.has(number) ? null : number
  }

  /** The oldest of each key: practice leads that share a key with one that was changed are not looked for further. */
  #generatedIndexOf(attribute: string): Map<string, number> {
    const known = this.#generatedIndexes.get(attribute)
    if (known) return known
    const index = new Map<string, number>()
    const { first, last } = this.#generated
    for (let number = first; number <= last; number++) {
      const key = normaliseKey(attribute, this.#generated.value(number, attribute) ?? '')
      if (key !== '' && !index.has(key)) index.set(key, number)
    }
    this.#generatedIndexes.set(attribute, index)
    return index
  }

  #setting(key: string): string | null {
    const found = this.#database?.prepare('SELECT value FROM tenant WHERE key = ?').get(key)
    return found ? String(found['value']) : null
  }

  #set(key: string, value: string): void {
    this.#database?.prepare('INSERT OR REPLACE INTO tenant (key, value) VALUES (?, ?)').run(key, value)
  }

  #read(): PracticeLead[] {
    if (!this.#database) return []
    return this.#database
      .prepare('SELECT lead FROM leads ORDER BY number')
      .all()
      .map((row) => JSON.parse(String(row['lead'])) as PracticeLead)
  }

  #write(leads: readonly PracticeLead[]): void {
    const database = this.#database
    if (!database) return
    const insert = database.prepare('INSERT OR REPLACE INTO leads (number, lead) VALUES (?, ?)')
    database.exec('BEGIN')
    try {
      for (const lead of leads) insert.run(lead.number, JSON.stringify(lead))
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }

  #add(lead: PracticeLead): void {
    this.#leads.set(lead.id, lead)
    if (this.#generated.has(lead.number)) this.#replaced.add(lead.number)
    this.#nextNumber = Math.max(this.#nextNumber, lead.number + 1)
    for (const [attribute, index] of this.#indexes) addTo(index, attribute, lead)
  }

  #unindex(lead: PracticeLead): void {
    for (const [attribute, index] of this.#indexes) {
      const key = normaliseKey(attribute, valueIn(lead, attribute))
      const rest = (index.get(key) ?? []).filter((other) => other.id !== lead.id)
      if (rest.length > 0) index.set(key, rest)
      else index.delete(key)
    }
  }

  #indexOf(attribute: string): Index {
    const known = this.#indexes.get(attribute)
    if (known) return known
    const index: Index = new Map()
    for (const lead of this.#leads.values()) addTo(index, attribute, lead)
    this.#indexes.set(attribute, index)
    return index
  }
}

function valueIn(lead: PracticeLead, attribute: string): string {
  return attribute === 'ProspectID' ? lead.id : (lead.fields[attribute] ?? '')
}

function addTo(index: Index, attribute: string, lead: PracticeLead): void {
  const key = normaliseKey(attribute, valueIn(lead, attribute))
  if (key === '') return
  const same = index.get(key)
  if (same) same.push(lead)
  else index.set(key, [lead])
}

function openDatabase(file: string): DatabaseSync {
  makePrivateFile(file)
  const database = new DatabaseSync(file)
  try {
    // Two servers on one file would each keep their own idea of it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    database.exec(SCHEMA)
    database.exec('BEGIN IMMEDIATE; COMMIT')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
