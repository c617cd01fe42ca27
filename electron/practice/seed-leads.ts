import { seededRandom } from './seeded-random.ts'

/** A lead as the practice server keeps it; `fields` by schema name. */
export interface PracticeLead {
  id: string
  /** Counts up with creation; the oldest match wins a search. */
  number: number
  /** `yyyy-MM-dd HH:mm:ss`, UTC, as LeadSquared writes dates. */
  createdOn: string
  modifiedOn: string
  /** Whose keys changed it last. Left out: nobody's since it came with the tenant. */
  modifiedBy?: string
  fields: Record<string, string>
  /** Milliseconds since 1970: the clock of RecentlyModified, which activities move too. Left out: `modifiedOn`. */
  touchedAt?: number
}

interface Place {
  city: string
  state: string
  country: string
  /** A phone from a range set aside for fiction (Ofcom's drama numbers, 555-01xx, ACMA's), by the lead's number. */
  phone(number: number): string
}

const three = (number: number): string => String(number % 1000).padStart(3, '0')
const two = (number: number): string => String(number % 100).padStart(2, '0')
/** Landlines: the mobile range of the same kind is what people write into sheets of their own to try things with. */
const british = (number: number): string => `+44-2079460${three(number)}`
const american =
  (area: string) =>
  (number: number): string =>
    `+1-${area}55501${two(Math.floor(number / PLACES.length))}`

/** Each area code comes once, so that no two leads share a number. */
const PLACES: readonly Place[] = [
  { city: 'Leeds', state: 'West Yorkshire', country: 'United Kingdom', phone: british },
  { city: 'Bristol', state: 'Avon', country: 'United Kingdom', phone: british },
  { city: 'Edinburgh', state: 'Scotland', country: 'United Kingdom', phone: british },
  { city: 'Denver', state: 'Colorado', country: 'United States', phone: american('303') },
  { city: 'Austin', state: 'Texas', country: 'United States', phone: american('512') },
  { city: 'Chicago', state: 'Illinois', country: 'United States', phone: american('312') },
  { city: 'Manchester', state: 'Greater Manchester', country: 'United Kingdom', phone: british },
  { city: 'Dublin', state: 'Leinster', country: 'Ireland', phone: british },
]

export const FIRST_NAMES =
  'Asha Ben Carmen Dmitri Élodie Farah Gareth Hana Imran Jana Kofi Leïla Mateo Nadia Owen Priya Quentin Rosa Søren Tara Uma Viktor Wanjiru Xavier Yuki Zoë'.split(
    ' ',
  )
export const LAST_NAMES =
  'Adeyemi Brandt Castillo D’Souza Eriksen Fernandes Grady Hughes Iyer Jørgensen Kowalski Lindqvist Mehta Nakamura Okafor Petrov Quinn Rao Schäfer Tanaka Underwood Varga Whitlock Yilmaz Zieliński'.split(
    ' ',
  )
export const COMPANIES: readonly (readonly [name: string, domain: string])[] = [
  ['Alder & Finch', 'alderfinch.example'],
  ['Bluewater Logistics', 'bluewater-logistics.example'],
  ['Copperline Energy', 'copperline.example'],
  ['Dunmore Textiles', 'dunmore-textiles.example'],
  ['Eastgate Dental', 'eastgatedental.example'],
  ['Fernhill Foods', 'fernhillfoods.example'],
  ['Granite Peak Software', 'granitepeak.example'],
  ['Harbour Lane Hotels', 'harbourlane.example'],
  ['Ivy Street Schools', 'ivystreet.example'],
  ['Juniper Health', 'juniperhealth.example'],
  ['Kestrel Aviation', 'kestrelaviation.example'],
]
export const JOBS = [
  'HR Manager',
  'Operations Lead',
  'Sales Director',
  'Owner',
  'Analyst',
  'Learning Partner',
  'Buyer',
]
export const STAGES = ['Prospect', 'Contacted', 'Qualified', 'Proposal', 'Customer']
export const SOURCES = ['Event', 'Webinar', 'Website', 'Referral', 'Trade Fair']

export const SEED_LEAD_COUNT = 300

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item
}

/** Names without their accents: there are a few dozen, and of a million leads each has two. */
const plainNames = new Map<string, string>()

function plain(name: string): string {
  let letters = plainNames.get(name)
  if (letters === undefined) {
    letters = name
      .replace(/ø/gi, 'o')
      .replace(/ł/gi, 'l')
      .normalize('NFD')
      .replace(/[^a-z]/gi, '')
      .toLowerCase()
    plainNames.set(name, letters)
  }
  return letters
}

/** "Zoë D’Souza" → "zoe.dsouza". */
export function mailbox(first: string, last: string): string {
  return `${plain(first)}.${plain(last)}`
}

function idOf(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

/**
 * The leads the practice account comes with: invented people at reserved domains and numbers, the same every time. Every
 * one has an email address of its own; about four in five have a phone of their own. `resources/` reuses some of them,
 * so that pushing the sample updates leads as well as creating them.
 */
export function seedLeads(count = SEED_LEAD_COUNT): PracticeLead[] {
  const random = seededRandom(20_261_123)
  return Array.from({ length: Math.min(count, SEED_LEAD_COUNT) }, (_, index) => {
    // 26 and 25 have no common factor: every pair of names comes once before any repeats.
    const first = FIRST_NAMES[index % FIRST_NAMES.length] as string
    const last = LAST_NAMES[index % LAST_NAMES.length] as string
    const [company, domain] = COMPANIES[index % COMPANIES.length] as readonly [string, string]
    const place = PLACES[index % PLACES.length] as Place
    const day = new Date(Date.UTC(2026, 0, 5) + index * 86_400_000 * 0.9)
    const createdOn = day.toISOString().slice(0, 19).replace('T', ' ')
    const fields: Record<string, string> = {
      FirstName: first,
      LastName: last,
      EmailAddress: `${mailbox(first, last)}@${domain}`,
      Company: company,
      JobTitle: pick(JOBS, random),
      Source: pick(SOURCES, random),
      ProspectStage: pick(STAGES, random),
      Score: String(Math.floor(random() * 100)),
      mx_City: place.city,
      mx_State: place.state,
      mx_Country: place.country,
      mx_Customer_Number: `C${String(index + 1).padStart(6, '0')}`,
    }
    if (random() < 0.8) fields['Phone'] = place.phone(index)
    return { id: idOf(random), number: index + 1, createdOn, modifiedOn: createdOn, fields }
  })
}
