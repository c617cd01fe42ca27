import { DatabaseSync } from 'node:sqlite'
import { makePrivateFile } from '#electron/process/private-files.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { seedLeads, type PracticeLead } from './seed-leads.ts'

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS leads (number INTEGER PRIMARY KEY, lead TEXT NOT NULL) STRICT;
`

/** By what and how a search compares: case and outer space do not count, nor does a phone's punctuation. */
type Index = Map<string, PracticeLead[]>

/**
 * The practice tenant's leads: in memory, indexed for each attribute that was searched by, and on disk where a file was
 * given. One call's leads are one transaction, so a killed server has each call whole or not at all.
 */
export class LeadStore {
  readonly #leads = new Map<string, PracticeLead>()
  readonly #indexes = new Map<string, Index>()
  readonly #database: DatabaseSync | null
  #nextNumber = 1

  /** @throws where the file is in use by another process or is no database. */
  constructor(file: string | null) {
    this.#database = file === null ? null : openDatabase(file)
    const kept = this.#read()
    if (kept.length > 0) for (const lead of kept) this.#add(lead)
    else this.empty()
  }

  get size(): number {
    return this.#leads.size
  }

  get nextNumber(): number {
    return this.#nextNumber
  }

  /** In order of creation. */
  all(): PracticeLead[] {
    return [...this.#leads.values()].sort((one, other) => one.number - other.number)
  }

  get(id: string): PracticeLead | null {
    return this.#leads.get(id) ?? null
  }

  /** The oldest lead with this value; null where there is none, or the value is empty. */
  find(attribute: string, value: string): PracticeLead | null {
    const key = normaliseKey(attribute, value)
    if (key === '') return null
    const found = this.#indexOf(attribute).get(key) ?? []
    return found.reduce<PracticeLead | null>(
      (oldest, lead) => (oldest === null || lead.number < oldest.number ? lead : oldest),
      null,
    )
  }

  /** Adds or replaces, all or nothing. */
  put(leads: readonly PracticeLead[]): void {
    if (leads.length === 0) return
    this.#write(leads)
    for (const lead of leads) {
      const before = this.#leads.get(lead.id)
      if (before) this.#unindex(before)
      this.#add(lead)
    }
  }

  /** Back to the leads it came with. */
  empty(): void {
    const seed = seedLeads()
    this.#database?.exec('DELETE FROM leads')
    this.#write(seed)
    this.#leads.clear()
    this.#indexes.clear()
    this.#nextNumber = 1
    for (const lead of seed) this.#add(lead)
  }

  close(): void {
    this.#database?.close()
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
    this.#nextNumber = Math.max(this.#nextNumber, lead.number + 1)
    for (const [attribute, index] of this.#indexes) addTo(index, attribute, lead)
  }

  #unindex(lead: PracticeLead): void {
    for (const [attribute, index] of this.#indexes) {
      const key = normaliseKey(attribute, lead.fields[attribute] ?? '')
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

function addTo(index: Index, attribute: string, lead: PracticeLead): void {
  const key = normaliseKey(attribute, lead.fields[attribute] ?? '')
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
