import { z } from 'zod'

/** LeadSquared's field types, as `LeadsMetaData.Get` names them (LeadSquared’s public API notes). */
export const DataType = z.enum([
  'Text',
  'Number',
  'Email',
  'Phone',
  'Website',
  'Date',
  'Time',
  'Select',
  'Boolean',
])
export type DataType = z.infer<typeof DataType>

/** One lead field a column can be sent to. `schemaName` travels on the wire, `displayName` is what people read. */
export const Attribute = z.object({
  schemaName: z.string(),
  displayName: z.string(),
  dataType: DataType,
  mandatory: z.boolean(),
  /** Characters; null where the field states no bound. */
  maxLength: z.number().int().positive().nullable(),
  /** The allowed values of a Select; empty where the field takes any. */
  options: z.array(z.string()),
  readOnly: z.boolean(),
  /** What parts the choices of a Select that takes several at once; left out: it takes one. */
  several: z.string().min(1).optional(),
  /** What values were said to stand for in this account before, in any sheet. */
  known: z.array(z.tuple([z.string(), z.string().nullable()])).optional(),
})
export type Attribute = z.infer<typeof Attribute>

/** The server's own numbering of leads. */
const LEAD_NUMBERS: readonly string[] = ['ProspectID', 'ProspectAutoId']

/**
 * True where no two leads have one value, as far as anybody can tell from the field: an email, a phone, the lead's own
 * number. A search by anything else (a first name, a city, a customer number) may find several leads, or somebody else's.
 */
export function tellsLeadsApart(attribute: Pick<Attribute, 'schemaName' | 'dataType'>): boolean {
  const { schemaName, dataType } = attribute
  if (LEAD_NUMBERS.includes(schemaName)) return true
  // The owner is an employee, whose address stands in hundreds of leads.
  return (dataType === 'Email' || dataType === 'Phone') && !schemaName.startsWith('Owner')
}

/** Where a list of attributes came from; the built-in one stands in while an account's own cannot be had. */
export const AttributeList = z.object({
  source: z.enum(['account', 'built-in']),
  attributes: z.array(Attribute),
})
export type AttributeList = z.infer<typeof AttributeList>

function standard(
  schemaName: string,
  displayName: string,
  dataType: DataType = 'Text',
  maxLength: number | null = null,
): Attribute {
  return { schemaName, displayName, dataType, mandatory: false, maxLength, options: [], readOnly: false }
}

/**
 * The attributes every LeadSquared account has, for when its own list cannot be fetched. Lengths are left open:
 * a bound we only guess would turn away rows the server takes.
 */
export const STANDARD_ATTRIBUTES: readonly Attribute[] = [
  standard('EmailAddress', 'Email Address', 'Email'),
  standard('FirstName', 'First Name'),
  standard('LastName', 'Last Name'),
  standard('Phone', 'Phone', 'Phone'),
  standard('Mobile', 'Mobile', 'Phone'),
  standard('Company', 'Company'),
  standard('JobTitle', 'Job Title'),
  standard('Website', 'Website', 'Website'),
  standard('Source', 'Lead Source'),
  standard('SourceMedium', 'Source Medium'),
  standard('SourceCampaign', 'Source Campaign'),
  standard('ProspectStage', 'Lead Stage'),
  standard('OwnerIdEmailAddress', 'Owner Email', 'Email'),
  standard('Score', 'Lead Score', 'Number'),
  standard('Notes', 'Notes'),
  standard('DoNotCall', 'Do Not Call', 'Boolean'),
  standard('DoNotEmail', 'Do Not Email', 'Boolean'),
  standard('mx_Street1', 'Address 1'),
  standard('mx_Street2', 'Address 2'),
  standard('mx_City', 'City'),
  standard('mx_State', 'State'),
  standard('mx_Country', 'Country'),
  standard('mx_Zip', 'Zip'),
  standard('mx_Date_of_Birth', 'Date of Birth', 'Date'),
]
