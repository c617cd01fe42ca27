import { expect, it } from 'vitest'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { meansOwner, ownerProposals } from './owner-heading.ts'

const OWNERS = [
  'Owner',
  'Lead Owner',
  'Contact owner',
  'Record Owner',
  'Person - Owner',
  'Account Owner',
  '7. Lead Owner (required)',
  'lead_owner',
  'LeadOwner',
  'Owner Name',
  'Assigned To',
  'Assigned user',
  'Assignee',
  'Sales Rep',
  'Sales Executive',
  'Salesperson',
  'Relationship Manager',
  'Counsellor',
  'Lead assigned to',
  'Handled by',
  'Kontaktinhaber',
  'Zuständig',
  'Bearbeiter',
  'Verantwortlicher',
  'Zugewiesen an',
  'Propriétaire du contact',
  'Responsable',
  'Attribué à',
  'Commercial en charge',
  'Propietario',
  'Asignado a',
  'Asesor comercial',
  'Proprietário do contato',
  'Responsável',
  'Atribuído a',
  'Corretor',
  'Zimmedar',
  'Kisko saunpa gaya',
  'Eigenaar',
  'Ansvarig säljare',
  'Opiekun klienta',
]

const OTHERS = [
  'Home owner',
  'Property Owner',
  'Business owner',
  'Previous owner',
  '2nd owner',
  'Owner phone',
  'Owner’s age',
  'Owner since',
  'Ownership',
  'Inhaber',
  'Ansprechpartner',
  'Manager email',
  'Reporting manager',
  'Hiring manager',
  'Insurance agent phone',
  'Name',
  'Lead',
  'Contact',
  'Contact name',
  'Lead source',
  'User agent',
  'Date assigned',
  'Commercial property',
  'Sales',
  '',
]

it('a heading that means whose lead it is is known in many words and languages', () => {
  expect(OWNERS.filter((heading) => !meansOwner(heading))).toEqual([])
})

it('what is somebody else’s, or more than the owner, is no owner', () => {
  expect(OTHERS.filter((heading) => meansOwner(heading))).toEqual([])
})

const column = (id: number, header: string, more: Partial<Column> = {}): Column => ({
  ...{ id, header, attribute: null, constant: null, hidden: false, width: null },
  ...more,
})
const OWNER_ID: Attribute = {
  ...{ schemaName: 'OwnerId', displayName: 'Owner', dataType: 'User', options: [] },
  ...{ readOnly: false, mandatory: false, unique: false },
} as unknown as Attribute

it('a column of people that is not sent is proposed, and none where the owner is sent already', () => {
  const owner = column(2, 'Lead Owner')
  const people = () => ['Meera Salunke', '', 'Tom Harker']
  const asked = (columns: Column[], values = people, attributes = [OWNER_ID]) =>
    ownerProposals(columns, attributes, values).map(({ id }) => id)
  expect(asked([column(1, 'City'), owner])).toEqual([2])
  expect(asked([owner, column(3, 'Assigned to')])).toEqual([2, 3])
  expect(asked([owner, column(3, 'Mail', { attribute: 'OwnerIdEmailAddress' })])).toEqual([])
  expect(asked([column(2, 'Lead Owner', { attribute: 'OwnerId' }), column(3, 'Owner')])).toEqual([])
  expect(asked([column(2, 'Lead Owner', { constant: 'Tom' })])).toEqual([])
  expect(asked([owner], () => ['12', '40'])).toEqual([])
  expect(asked([owner], () => ['Yes', 'No'])).toEqual([])
  expect(asked([owner], () => [''])).toEqual([])
  expect(asked([owner], people, [{ ...OWNER_ID, readOnly: true }])).toEqual([])
  expect(asked([owner], people, [])).toEqual([])
})
