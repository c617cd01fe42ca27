/**
 * Makes `sample-leads.xlsx`, the same every time: the attendees of an invented event, with the dirt such lists have. Run `node
 * resources/make-sample-leads.ts` after changing it. A good part of the people are among the practice account's leads, so
 * that pushing the sample updates leads as well as creating them. All of them, and their domains and numbers, are invented.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as XLSX from 'xlsx'
import { seededRandom } from '#electron/practice/seeded-random.ts'
import { seedLeads } from '#electron/practice/seed-leads.ts'

interface Attendee {
  first: string
  last: string
  email: string
  phone: string
  company: string
  job: string
  city: string
  country: string
  followUp: string
}

export const SAMPLE_HEADINGS = [
  'First name',
  'Surname',
  'E-mail',
  'Phone',
  'Company',
  'Job title',
  'City',
  'Country',
  'Badge no.',
  'Registered on',
  'Follow up',
] as const

export const SAMPLE_ROWS = 250
const KNOWN = 104
const TWICE = 12

const FIRST_NAMES =
  'Aoife Bjørn Chloë Đorđe Esra François Guðrún Hüseyin Ioana Joaquín Katarzyna Linnéa Małgorzata Niamh Oğuz Pippa Renée Siobhán Tomáš Ulrike Valérie Wiebke Žofia Åsa'.split(
    ' ',
  )
const LAST_NAMES = [
  'Ní Bhriain',
  'Håkonsen',
  'Van den Berg',
  'Petrović',
  'Yıldız',
  'Lefèvre',
  'Jónsdóttir',
  'Çelik',
  'Țurcanu',
  'Muñoz',
  'Wójcik',
  'Åkesson',
  'Dąbrowska',
  'O’Sullivan',
  'Şahin',
  'Hartley-Moss',
  'Dubois-Martin',
  'Kelly',
  'Dvořák',
  'Groß',
  'Côté',
  'Thornbury',
  'Horváthová',
]

/** Names in other scripts, with the mailbox their owner chose. */
const OTHER_SCRIPTS: readonly (readonly [first: string, last: string, mailbox: string])[] = [
  ['娜', '李', 'na.li'],
  ['प्रिया', 'शर्मा', 'priya.sharma'],
  ['יעל', 'כהן', 'yael.cohen'],
  ['太郎', '山田', 'yamada'],
  ['Ольга', 'Соколова', 'o.sokolova'],
  ['ليلى', 'حداد', 'layla.haddad'],
]

const PLACES: readonly (readonly [city: string, country: string])[] = [
  ['Leeds', 'United Kingdom'],
  ['London', 'United Kingdom'],
  ['Köln', 'Germany'],
  ['São Paulo', 'Brazil'],
  ['Bengaluru', 'India'],
  ['Dublin', 'Ireland'],
  ['Malmö', 'Sweden'],
]

const COMPANIES: readonly (readonly [name: string, domain: string])[] = [
  ['Larkspur Learning', 'larkspur-learning.example'],
  ['Müller & Söhne GmbH', 'mueller-soehne.example'],
  ['Northbank Credit Union', 'northbank-cu.example'],
  ['Orchard Veterinary Group', 'orchardvets.example'],
  ['Pico Robotics', 'picorobotics.example'],
  ['Quayside Catering', 'quayside-catering.example'],
]

const JOBS = ['Head of HR', 'L&D Partner', 'Office Manager', 'Team Lead, Support', 'Owner', 'Trainer', 'CFO']
const FOLLOW_UPS = [
  '',
  '',
  '',
  'call after 15 May',
  'send brochure',
  'wants prices for 20+ seats',
  'met at stand 4',
]

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item
}

/** People the practice account has already, a few of them with a new job. */
function knownPeople(random: () => number): Attendee[] {
  const leads = seedLeads()
  const step = Math.floor(leads.length / KNOWN)
  return Array.from({ length: KNOWN }, (_, index) => {
    const { fields } = leads[index * step]!
    return {
      first: fields['FirstName'] ?? '',
      last: fields['LastName'] ?? '',
      email: fields['EmailAddress'] ?? '',
      phone: fields['Phone'] ?? '',
      company: fields['Company'] ?? '',
      job: random() < 0.25 ? pick(JOBS, random) : (fields['JobTitle'] ?? ''),
      city: fields['mx_City'] ?? '',
      country: fields['mx_Country'] ?? '',
      followUp: pick(FOLLOW_UPS, random),
    }
  })
}

/** "Guðrún Ní Bhriain" → "gudrun.nibhriain". */
function mailbox(first: string, last: string): string {
  const letters: Record<string, string> = { ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', ß: 'ss' }
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[øđðłıß]/g, (letter) => letters[letter] ?? '')
      .normalize('NFD')
      .replace(/[^a-z]/g, '')
  return `${plain(first)}.${plain(last)}`
}

function newPerson(index: number, random: () => number): Attendee {
  const other = index % 21 === 20 ? OTHER_SCRIPTS[Math.floor(index / 21)] : undefined
  // 24 and 23 have no common factor: no pair of names comes twice.
  const first = other?.[0] ?? FIRST_NAMES[index % FIRST_NAMES.length]!
  const last = other?.[1] ?? LAST_NAMES[index % LAST_NAMES.length]!
  const [company, domain] = pick(COMPANIES, random)
  const [city, country] = pick(PLACES, random)
  return {
    first,
    last,
    email: `${other?.[2] ?? mailbox(first, last)}@${domain}`,
    // Ofcom keeps 07700 900000 to 900999 for fiction; the practice leads have the first few hundred.
    phone: `07700 900${String(500 + index).padStart(3, '0')}`,
    company,
    job: pick(JOBS, random),
    city,
    country,
    followUp: pick(FOLLOW_UPS, random),
  }
}

type Dirt = (attendee: Attendee) => Partial<Attendee>

/** What hands and web forms do to a list; each falls on every so many-th row. */
const DIRT: readonly (readonly [every: number, dirt: Dirt])[] = [
  [9, ({ email }) => ({ email: ` ${email}` })],
  [11, ({ first }) => ({ first: `${first} ` })],
  [13, ({ last }) => ({ last: last.toUpperCase() })],
  [17, ({ first, last }) => ({ first: first.toLowerCase(), last: last.toLowerCase() })],
  [19, ({ email }) => ({ email: email.toUpperCase() })],
  [23, ({ company }) => ({ company: company.replace(' ', '  ') })],
  [29, ({ city }) => ({ city: ` ${city}` })],
  [31, () => ({ phone: '' })],
  [37, ({ job }) => ({ job: job.toLowerCase() })],
  [41, ({ email }) => ({ email: email.replace('@', '.at.') })],
  [61, ({ email }) => ({ email: email.replace('.example', ',example') })],
  [83, () => ({ email: '' })],
  [97, ({ email }) => ({ email: email.replace('@', '@@') })],
]

function soil(attendee: Attendee, index: number): Attendee {
  return DIRT.reduce(
    (soiled, [every, dirt]) => (index % every === every - 1 ? { ...soiled, ...dirt(soiled) } : soiled),
    attendee,
  )
}

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[items[index], items[other]] = [items[other]!, items[index]!]
  }
  return items
}

function attendees(): Attendee[] {
  const random = seededRandom(250)
  const known = knownPeople(random)
  const unknown = Array.from({ length: SAMPLE_ROWS - KNOWN - TWICE }, (_, index) => newPerson(index, random))
  // Registered twice, as people do: once at the desk with the address typed in another way.
  const twice = [...known.slice(0, TWICE / 2), ...unknown.slice(0, TWICE / 2)].map((attendee) => ({
    ...attendee,
    email: attendee.email.replace(/^./, (letter) => letter.toUpperCase()),
    followUp: 'registered twice',
  }))
  return shuffle([...known, ...unknown, ...twice], random).map(soil)
}

const FIRST_DAY = 46_113 // 1 April 2026 in the serial numbers of Excel
const DAYS = 40

/** The sheet as cells: text as text, badges and dates as the numbers Excel keeps, shown by their formats. */
export function sampleSheet(): XLSX.WorkSheet {
  const random = seededRandom(2026)
  const rows: XLSX.CellObject[][] = attendees().map((attendee, index) => {
    const texts = [
      attendee.first,
      attendee.last,
      attendee.email,
      attendee.phone,
      attendee.company,
      attendee.job,
      attendee.city,
      attendee.country,
    ].map((text): XLSX.CellObject => ({ t: 's', v: text }))
    // Typed into a cell that was not formatted as text: the zero in front is gone.
    if (index % 43 === 42 && /^07/.test(attendee.phone)) {
      texts[3] = { t: 'n', v: Number(attendee.phone.replaceAll(' ', '')) }
    }
    return [
      ...texts,
      { t: 'n', v: 17 + index * 3, z: '00000' },
      { t: 'n', v: FIRST_DAY + Math.floor(random() * DAYS), z: 'yyyy\\-mm\\-dd' },
      { t: 's', v: attendee.followUp },
    ]
  })
  const headings = SAMPLE_HEADINGS.map((heading): XLSX.CellObject => ({ t: 's', v: heading }))
  const filled = [headings, ...rows].map((cells) => cells.map((cell) => (cell.v === '' ? null : cell)))
  const sheet = XLSX.utils.aoa_to_sheet(filled)
  sheet['!cols'] = [14, 18, 38, 18, 26, 22, 16, 18, 10, 14, 26].map((wch) => ({ wch }))
  return sheet
}

export function sampleWorkbook(): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sampleSheet(), 'Attendees')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer
}

if (import.meta.main) {
  writeFileSync(fileURLToPath(new URL('sample-leads.xlsx', import.meta.url)), sampleWorkbook())
}
