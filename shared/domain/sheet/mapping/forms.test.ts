import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { explainMapping, suggestMapping } from './mapping.ts'

const COURSE: Attribute = {
  schemaName: 'mx_Course_Interest',
  displayName: 'Course Interest',
  dataType: 'Text',
  mandatory: false,
  maxLength: null,
  options: [],
  readOnly: false,
}
const ATTRIBUTES = [...STANDARD_ATTRIBUTES, COURSE]

function goTo(columns: readonly (readonly [heading: string, value: string])[]): (string | null)[] {
  return suggestMapping({
    headers: columns.map(([heading]) => heading),
    samples: [columns.map(([, value]) => value)],
    attributes: ATTRIBUTES,
    remembered: [],
  })
}

describe('headings of forms and databases', () => {
  it.each([
    ['03 - Company name [required]', 'Acme', 'Company'],
    ['Q7_city', 'Bonn', 'mx_City'],
    ['Field 12: Postcode', '53111', 'mx_Zip'],
    ['custom.Lead Source', 'Event', 'Source'],
    ['Surname(s)', 'Falk', 'LastName'],
    ['Date de naissance (JJ/MM/AAAA)', '03/02/1990', 'mx_Date_of_Birth'],
    ['Remarks, if any', 'none of them', 'Notes'],
    ['Nice to meet you, {{field:abc}}. Surname?', 'Falk', 'LastName'],
    ['CUST_FNAME', 'Ana', 'FirstName'],
    ['DT_OF_BIRTH', '1990-02-03', 'mx_Date_of_Birth'],
    ['Mail Street', 'Ring 1', 'mx_Street1'],
    ['Phone #', '+49 30 123456', 'Phone'],
    ['Web-site (URL)', 'https://falk.example', 'Website'],
    ['Name (First)', 'Ana', 'FirstName'],
    ['Full Name - Last Name', 'Falk', 'LastName'],
    ['F. Name', 'Ana', 'FirstName'],
    ['Q1 Family name', 'Falk', 'LastName'],
    ['user.profile.firstName', 'Ana', 'FirstName'],
    ['JOB_TITLE_TXT', 'Buyer', 'JobTitle'],
    ['Address - Street Address Line 2', 'Flat 1', 'mx_Street2'],
    ['Default Address Company', 'Falk Ltd', 'Company'],
    ['Default Address City', 'Bonn', 'mx_City'],
    ['Registration form: Company', 'Falk Ltd', 'Company'],
    ['Postanschrift: Ort', 'Bonn', 'mx_City'],
    ['Vorname des Kontakts', 'Ana', 'FirstName'],
    ['Lead source name', 'Event', 'Source'],
  ])('reads %j by what stands around its words', (heading, value, attribute) => {
    expect(goTo([[heading, value]])).toEqual([attribute])
  })

  it.each([
    ['How did you first hear of our school?', 'Event', 'Source'],
    ['Which program would you like to enrol in?', 'Negotiation', 'mx_Course_Interest'],
    ['Welchen Kurs möchten Sie besuchen?', 'Vertrieb', 'mx_Course_Interest'],
    ['Qual curso deseja fazer?', 'Vendas', 'mx_Course_Interest'],
    ['Qual é o CEP da sua residência?', '01000-000', 'mx_Zip'],
    ['Which country are you joining from?', 'Chile', 'mx_Country'],
    ['Wie sind Sie auf uns aufmerksam geworden?', 'Messe', 'Source'],
    ['Comment avez-vous connu notre école ?', 'Salon', 'Source'],
    ['¿Cómo nos conoció?', 'Feria', 'Source'],
    ['Como ficou sabendo do curso?', 'Amigo', 'Source'],
    ['Aapko hamare baare mein kaise pata chala?', 'Dost', 'Source'],
    ['When were you born?', '1990-02-03', 'mx_Date_of_Birth'],
    ['What number can we call you on?', '+44 7700 900001', 'Phone'],
    ['Is there anything else we should know?', 'Call after six', 'Notes'],
    ['5. Für welches Unternehmen arbeiten Sie?', 'Kern GmbH', 'Company'],
    ['Name Ihrer Firma', 'Kern GmbH', 'Company'],
    ['Nombre de tu empresa', 'Gil SA', 'Company'],
    ['Funktion im Unternehmen', 'Einkauf', 'JobTitle'],
    ['Dans quelle ville habitez-vous ?', 'Lyon', 'mx_City'],
    ['¿Cuál es tu puesto actual?', 'Gerente', 'JobTitle'],
    ['Em qual empresa você trabalha?', 'Melo', 'Company'],
    ['Aap kis company mein kaam karte hain?', 'Jain', 'Company'],
    ['Kaun sa course chahiye?', 'Negotiation', 'mx_Course_Interest'],
  ])('reads the question %j', (heading, value, attribute) => {
    expect(goTo([[heading, value]])).toEqual([attribute])
  })

  it.each([
    ['Which city would you like to work in?', 'Pune'],
    ['Which city were you born in?', 'Pune'],
    ['Preferred city', 'Pune'],
    ['Cidade de interesse', 'Lisboa'],
    ['What does your company do?', 'Law'],
    ['How did you find the trainer?', 'Good'],
    ['Where did you find your current supplier?', 'Fair'],
    ['Company registration number', 'HRB1'],
    ['Phone valid', '+91 98000 00001'],
    ['Registered office address', 'Ring 1'],
    ['Which company are you joining?', 'Acme'],
    ['Aapko kaunsa shahar pasand hai?', 'Pune'],
    ['role', 'customer'],
    ['Number of notes', 'three'],
    ['num_emails', '3'],
    ['Company No.', 'A-1'],
    ['No company', 'A'],
    ['Company Type Name', 'GmbH'],
    ['Source / Medium', 'google / cpc'],
    ['Street number', '12'],
    ['City / Airport', 'Pune'],
    ['PLZ/Ort', '50667 Köln'],
    ['Vorname/Name', 'Ana Falk'],
    ['Email (for invoices)', 'x@y.example'],
    ['Par. Mob.', '9876500021'],
    ['Téléphone du conjoint', '01 23 45 67 89'],
    ['Empresa anterior', 'Gil SA'],
    ['Do you have a company car?', 'Yes'],
  ])('leaves %j to the person', (heading, value) => {
    expect(goTo([[heading, value]])).toEqual([null])
  })

  it('takes the part of a form that has the email address for the lead’s', () => {
    expect(
      goTo([
        ['Basic facts: First name', 'Lina'],
        ['Basic facts: Emails', 'lina@berg.example'],
        ['Basic facts: Mobile', '+46 70 123 45 67'],
      ]),
    ).toEqual(['FirstName', 'EmailAddress', 'Mobile'])
    expect(
      goTo([
        ['Email', 'lina@berg.example'],
        ['Hotel data: Email', 'desk@ritz.example'],
        ['Hotel data: City', 'Leeds'],
        ['Hotel data: Phone', '+44 7700 900003'],
      ]),
    ).toEqual(['EmailAddress', null, null, null])
  })

  it('takes buyers for the leads where nobody else is in the sheet, and never parents', () => {
    const of = (who: string) =>
      [
        [`${who} Name`, 'Ann Bell'],
        [`${who} Email`, 'ann@bell.example'],
        [`${who} Mobile`, '+44 7700 900003'],
      ] as const
    expect(goTo(of('Buyer'))).toEqual([null, 'EmailAddress', 'Mobile'])
    expect(goTo([...of('Vendor'), ['First name', 'Eve'], ['Phone', '+44 7700 900004']])).toEqual([
      null,
      null,
      null,
      'FirstName',
      'Phone',
    ])
    expect(goTo(of('Parent'))).toEqual([null, null, null])
  })

  it('takes a college for the employer only where nobody is said to study', () => {
    expect(goTo([['College Name', 'Fergusson College']])).toEqual(['Company'])
    expect(
      goTo([
        ['Candidate Email', 'ana@falk.example'],
        ['College Name', 'Fergusson College'],
        ['Company', 'Falk Ltd'],
      ]),
    ).toEqual(['EmailAddress', null, 'Company'])
  })

  it('takes the title of a lead for a job’s only where no person stands beside it', () => {
    expect(goTo([['Lead Title', 'Head of Training']])).toEqual(['JobTitle'])
    expect(
      goTo([
        ['Lead - Title', 'Spring order'],
        ['Person - Email', 'ana@falk.example'],
      ]),
    ).toEqual([null, 'EmailAddress'])
  })

  it('takes a name beside a first and a whole one for the last', () => {
    expect(
      goTo([
        ['Nom complet', 'Luc Petit'],
        ['Prénom', 'Luc'],
        ['Nom', 'Petit'],
      ]),
    ).toEqual([null, 'FirstName', 'LastName'])
  })

  it('guesses at a sentence it does not wholly understand only where the values are of the kind it names', () => {
    const heading = 'Great! What email address shall the results of the quiz go to?'
    const suggest = (value: string) =>
      explainMapping({ headers: [heading], samples: [[value]], attributes: ATTRIBUTES, remembered: [] })
    expect(suggest('zoe@fox.example')).toEqual([
      { attribute: 'EmailAddress', reason: 'words', confidence: 'guess' },
    ])
    expect(suggest('mine')).toEqual([{ attribute: null, reason: 'no-match', confidence: null }])
    expect(goTo([['Hotel email', 'desk@ritz.example']])).toEqual([null])
    // Of a page of text nothing is guessed.
    expect(goTo([[`${heading} ${'By all means. '.repeat(30)}`, 'zoe@fox.example']])).toEqual([null])
  })
})
