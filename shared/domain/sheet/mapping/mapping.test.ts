import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { isColumnLetters, normaliseHeading } from './heading.ts'
import { explainMapping, suggestMapping, type MappingQuestion } from './mapping.ts'

function attribute(schemaName: string, displayName: string, more: Partial<Attribute> = {}): Attribute {
  return {
    schemaName,
    displayName,
    dataType: 'Text',
    mandatory: false,
    maxLength: null,
    options: [],
    readOnly: false,
    ...more,
  }
}

function suggest(headers: string[], more: Partial<MappingQuestion> = {}): (string | null)[] {
  return suggestMapping({ headers, samples: [], attributes: STANDARD_ATTRIBUTES, remembered: [], ...more })
}

describe('normaliseHeading', () => {
  it.each([
    ['  E-Mail  ', 'e mail'],
    ['firstName', 'first name'],
    ['FIRST_NAME', 'first name'],
    ['URLAddress', 'url address'],
    ['Prénom', 'prenom'],
    ['Straße', 'strasse'],
    ['Mobile no.', 'mobile no'],
    ['फ़ोन', 'फ़ोन'.normalize('NFKD').normalize('NFC')],
    ['***', ''],
  ])('reads %j as %j', (heading, normal) => {
    expect(normaliseHeading(heading)).toBe(normal)
  })

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (heading) => {
        const once = normaliseHeading(heading)
        expect(normaliseHeading(once)).toBe(once)
      }),
    )
  })
})

describe('isColumnLetters', () => {
  it.each([
    ['A', 3, true],
    ['AB', 30, true],
    ['ID', 12, false],
    ['Ab', 30, false],
    ['', 3, false],
  ])('takes %j in a sheet of %i columns for letters: %s', (heading, columns, expected) => {
    expect(isColumnLetters(heading, columns)).toBe(expected)
  })
})

describe('suggestMapping', () => {
  it('reads the headings of an ordinary event list', () => {
    const headers = [
      'First Name',
      'Surname',
      'Work email',
      'Mobile no.',
      'Organisation',
      'Designation',
      'Town',
      'Postcode',
    ]
    expect(suggest(headers)).toEqual([
      'FirstName',
      'LastName',
      'EmailAddress',
      'Mobile',
      'Company',
      'JobTitle',
      'mx_City',
      'mx_Zip',
    ])
  })

  it.each([
    ['email', 'EmailAddress'],
    ['EMAIL_ADDRESS', 'EmailAddress'],
    ['E-mail', 'EmailAddress'],
    ['Contact Email', 'EmailAddress'],
    ['Given name', 'FirstName'],
    ['Cell', 'Mobile'],
    ['City/Town', 'mx_City'],
    ['mx_City', 'mx_City'],
    ['Téléphone', 'Phone'],
    ['Vorname', 'FirstName'],
    ['Apellidos', 'LastName'],
    ['PLZ', 'mx_Zip'],
    ['Società', 'Company'],
    ['DOB', 'mx_Date_of_Birth'],
    ['电话', 'Phone'],
  ])('sends %j to %s', (header, expected) => {
    expect(suggest([header])).toEqual([expected])
  })

  it('takes the account’s own fields by schema name and by display name', () => {
    const attributes = [
      ...STANDARD_ATTRIBUTES,
      attribute('mx_Booth', 'Booth Visited'),
      attribute('mx_Tier', 'Customer Tier'),
    ]
    expect(suggest(['booth-visited', 'MX_TIER', 'Tier'], { attributes })).toEqual([
      'mx_Booth',
      'mx_Tier',
      null,
    ])
  })

  it('reads a number sign as the word', () => {
    const attributes = [...STANDARD_ATTRIBUTES, attribute('mx_Customer_Number', 'Customer Number')]
    expect(suggest(['Customer no.', 'Phone Nr'], { attributes })).toEqual(['mx_Customer_Number', 'Phone'])
  })

  it('gives an attribute to the best of several columns and leaves the others out', () => {
    const answer = explainMapping({
      headers: ['Work email', 'EmailAddress', 'E-mail'],
      samples: [],
      attributes: STANDARD_ATTRIBUTES,
      remembered: [],
    })
    expect(answer).toEqual([
      { attribute: null, reason: 'taken', confidence: null },
      { attribute: 'EmailAddress', reason: 'name', confidence: 'sure' },
      { attribute: null, reason: 'taken', confidence: null },
    ])
  })

  it('puts a mobile number into the phone where the account has no mobile', () => {
    const attributes = STANDARD_ATTRIBUTES.filter(({ schemaName }) => schemaName !== 'Mobile')
    expect(suggest(['Mobile no.'], { attributes })).toEqual(['Phone'])
  })

  it('never sends a whole name as a first name', () => {
    expect(suggest(['Name', 'Full Name', 'Contact person'])).toEqual([null, null, null])
  })

  it('never sends the status, lead ID and message of a report back', () => {
    const attributes = [...STANDARD_ATTRIBUTES, attribute('mx_Status', 'Status')]
    const headers = ['Status', 'Lead ID', 'Message', 'Attempts', 'Call', 'Sent at']
    expect(suggest(headers, { attributes })).toEqual(headers.map(() => null))
  })

  it('leaves read-only attributes alone, even remembered ones', () => {
    const attributes = [attribute('ProspectAutoId', 'Lead Number', { readOnly: true })]
    const remembered = [['lead number', 'ProspectAutoId']] as const
    expect(suggest(['Lead Number'], { attributes, remembered })).toEqual([null])
  })

  it('does as was done last time, also where a column was left out', () => {
    const remembered = [
      ['e mail', null],
      ['town', 'mx_State'],
      ['status', 'ProspectStage'],
    ] as const
    expect(suggest(['E-Mail', 'Town', 'Status'], { remembered })).toEqual([null, 'mx_State', 'ProspectStage'])
  })

  it('forgets a choice whose attribute this account does not have', () => {
    expect(suggest(['Town'], { remembered: [['town', 'mx_Gone']] })).toEqual(['mx_City'])
  })

  it('offers unmistakable values where there is no heading, as a guess', () => {
    const samples = [
      ['ann@example.com', '+49 171 2345678', '10012'],
      ['', '+44 7700 900123', '10013'],
      ['bob@example.org', '(030) 123-4567', '10014'],
      ['not given', '+1 415 555 0100', '10015'],
      ['eve@example.net', '', '10016'],
    ]
    expect(suggest(['', '???', ''], { samples })).toEqual(['EmailAddress', 'Phone', null])
    expect(suggest(['A', 'B', 'C'], { samples })).toEqual(['EmailAddress', 'Phone', null])
    const [email] = explainMapping({
      headers: ['A'],
      samples,
      attributes: STANDARD_ATTRIBUTES,
      remembered: [],
    })
    expect(email).toEqual({ attribute: 'EmailAddress', reason: 'values', confidence: 'guess' })
  })

  it('never gives a column an attribute because of its values where the heading names something else', () => {
    const samples = [
      ['192.0.2.7', '12-345678', 'ann@example.com', '+49 171 2345678'],
      ['192.0.2.8', '12-345679', 'bob@example.com', '+44 7700 900123'],
      ['192.0.2.9', '12-345680', 'eve@example.com', '+1 415 555 0100'],
    ]
    expect(suggest(['Login from', 'Order reference', 'Kontaktdaten', 'Hotline'], { samples })).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(
      suggest(['', '', '', ''], { samples: samples.map(([ip, order]) => [ip!, order!, '', '']) }),
    ).toEqual([null, null, null, null])
  })

  it('lets values speak against a heading', () => {
    const samples = [
      ['yes', 'Tom Berg', '192.0.2.7', 'Ms.', '4711', 'tom@house.example'],
      ['no', 'Ann Lee', '192.0.2.8', 'Mr', '4712', 'ann@house.example'],
    ]
    const headers = ['Email', 'Lead Owner', 'Phone', 'Title', 'Company', 'Owner email']
    expect(suggest(headers, { samples })).toEqual([null, null, null, null, null, 'OwnerIdEmailAddress'])
    const reasons = explainMapping({ headers, samples, attributes: STANDARD_ATTRIBUTES, remembered: [] })
    expect(reasons.slice(0, 5).map(({ reason }) => reason)).toEqual(Array(5).fill('contradicted'))
  })

  it('sends people who own a lead nowhere unless they are addresses', () => {
    expect(suggest(['Lead Owner'])).toEqual([null])
    expect(suggest(['Lead Owner'], { samples: [['tom@house.example'], ['ann@house.example']] })).toEqual([
      'OwnerIdEmailAddress',
    ])
  })

  it('does not apply what was chosen for the letters of another file without headings', () => {
    const remembered = [
      ['a', 'Company'],
      ['b', 'mx_City'],
    ] as const
    expect(suggest(['A', 'B'], { samples: [['x', 'y']], remembered })).toEqual([null, null])
  })

  it.each([
    ['Person - Email - Work', 'EmailAddress'],
    ['E-mail 1 - Value', 'EmailAddress'],
    ['contact.email', 'EmailAddress'],
    ['3. E-mail address *', 'EmailAddress'],
    ['What is your email address?', 'EmailAddress'],
    ['First name\n(as on your ID)', 'FirstName'],
    ["Student's Mobile Number (WhatsApp)", 'Mobile'],
    ['Telefon geschäftlich', 'Phone'],
    ['Tél. portable', 'Mobile'],
    ['Mailing Zip/Postal Code', 'mx_Zip'],
    ['Pehla naam', 'FirstName'],
    ['Parent Email', null],
    ['E-mail 2 - Value', null],
    ['Secondary Email', null],
    ['Email Status', null],
    ['Email Domain', null],
    ['Phone Country Code', null],
    ['First contact', null],
    ['Last contacted', null],
    ['Emergency contact phone', null],
    ['Company Name for Emails', null],
    ['Business Fax', null],
    ['IP Address', null],
  ])('understands all of %j or none of it', (header, expected) => {
    expect(suggest([header])).toEqual([expected])
  })

  it('takes what a product calls a lead for a prefix where the email bears it and no other column is one', () => {
    expect(suggest(['Enrollee Email', 'Enrollee City', 'Enrollee Phone'])).toEqual([
      'EmailAddress',
      'mx_City',
      'Phone',
    ])
    expect(suggest(['Email', 'Hotel Email', 'Hotel City', 'Hotel Phone'])).toEqual([
      'EmailAddress',
      null,
      null,
      null,
    ])
  })

  it('makes a name beside its other half the missing one, where no value is a whole name', () => {
    const halves = [['Ines', 'Moreau']]
    expect(suggest(['Vorname', 'Name'], { samples: halves })).toEqual(['FirstName', 'LastName'])
    expect(suggest(['Name', 'Surname'], { samples: halves })).toEqual(['FirstName', 'LastName'])
    expect(suggest(['Vorname', 'Name'], { samples: [['Ines', 'Ines Moreau']] })).toEqual(['FirstName', null])
  })

  it('does not take dates for phone numbers', () => {
    for (const dates of [
      ['2026-04-19', '2026-04-13'],
      ['19.04.2026', '13.04.2026'],
      ['2026-04-19 10:30', '2026-04-13 09:00'],
    ]) {
      const [attribute] = suggestMapping({
        headers: ['Registered on'],
        samples: dates.map((date) => [date]),
        attributes: STANDARD_ATTRIBUTES,
        remembered: [],
      })
      expect(attribute).toBeNull()
    }
  })

  it('does not take the addresses of somebody else for the lead’s', () => {
    const samples = [['boss@example.com'], ['boss@example.org'], ['boss@example.net']]
    expect(suggest(['Account manager'], { samples })).toEqual([null])
    expect(suggest(['Invited by'], { samples })).toEqual([null])
  })

  it('keeps its promises for any sheet: known, writable attributes, each once', () => {
    const attributes = [...STANDARD_ATTRIBUTES, attribute('Locked', 'Locked', { readOnly: true })]
    const heading = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        'Email',
        'E-mail',
        'Mobile',
        'Cell',
        'Phone',
        'Name',
        'Locked',
        '__proto__',
        'constructor',
        '',
      ),
    )
    const choice = fc.tuple(
      heading.map(normaliseHeading),
      fc.constantFrom('EmailAddress', 'Locked', 'mx_Gone', null),
    )
    fc.assert(
      fc.property(fc.array(heading), fc.array(choice), (headers, remembered) => {
        const answer = suggest(headers, { attributes, remembered })
        expect(answer).toHaveLength(headers.length)
        const given = answer.filter((name) => name !== null)
        expect(new Set(given).size).toBe(given.length)
        const writable = attributes.filter(({ readOnly }) => !readOnly).map(({ schemaName }) => schemaName)
        expect(writable).toEqual(expect.arrayContaining(given))
      }),
    )
  })

  it('decides the same whatever other columns stand between', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['Email', 'Surname', 'Town', 'Cell', 'Zzz', 'Notes']), (headers) => {
        const alone = headers.map((header) => suggest([header])[0])
        expect(suggest(headers)).toEqual(alone)
      }),
    )
  })
})
