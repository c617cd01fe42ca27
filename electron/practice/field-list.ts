import type { DataType } from '#shared/domain/sheet/attributes.ts'

/** A lead field of the practice tenant, as its server keeps it. */
export interface PracticeField {
  schemaName: string
  displayName: string
  dataType: DataType
  mandatory: boolean
  maxLength: number | null
  options: string[]
  readOnly: boolean
  /** What parts them, where it takes several of its options. */
  several?: string
}

type Extra = Partial<Omit<PracticeField, 'schemaName' | 'displayName' | 'dataType'>>

function field(
  schemaName: string,
  displayName: string,
  dataType: DataType,
  extra: Extra = {},
): PracticeField {
  const base = { mandatory: false, maxLength: dataType === 'Text' ? 200 : null, options: [], readOnly: false }
  return { schemaName, displayName, dataType, ...base, ...extra }
}

/** What a training provider that sells to companies might have set up: standard fields and its own `mx_` ones. */
export const PRACTICE_FIELDS: readonly PracticeField[] = [
  field('ProspectID', 'Lead ID', 'Text', { readOnly: true, maxLength: 36 }),
  field('ProspectAutoId', 'Lead Number', 'Number', { readOnly: true }),
  field('FirstName', 'First Name', 'Text', { mandatory: true, maxLength: 100 }),
  field('LastName', 'Last Name', 'Text', { maxLength: 100 }),
  field('EmailAddress', 'Email Address', 'Email', { maxLength: 200 }),
  field('Phone', 'Phone Number', 'Phone', { maxLength: 50 }),
  field('Mobile', 'Mobile Number', 'Phone', { maxLength: 50 }),
  field('Company', 'Company', 'Text', { maxLength: 200 }),
  field('JobTitle', 'Job Title', 'Text'),
  field('Website', 'Website', 'Website', { maxLength: 250 }),
  field('Source', 'Lead Source', 'Select', {
    options: [
      'Event',
      'Trade Fair',
      'Webinar',
      'Website',
      'Referral',
      'Partner',
      'Inbound Call',
      'Social Media',
    ],
  }),
  field('SourceMedium', 'Source Medium', 'Text'),
  field('SourceCampaign', 'Source Campaign', 'Text'),
  field('SourceContent', 'Source Content', 'Text'),
  field('ProspectStage', 'Lead Stage', 'Select', {
    options: ['Prospect', 'Contacted', 'Qualified', 'Proposal', 'Customer', 'Disqualified'],
  }),
  field('OwnerIdEmailAddress', 'Owner Email', 'Email'),
  field('Score', 'Lead Score', 'Number'),
  field('Notes', 'Notes', 'Text', { maxLength: 4000 }),
  field('DoNotCall', 'Do Not Call', 'Boolean'),
  field('DoNotEmail', 'Do Not Email', 'Boolean'),
  field('DoNotSMS', 'Do Not SMS', 'Boolean'),
  field('TimeZone', 'Time Zone', 'Text', { maxLength: 60 }),
  field('FacebookId', 'Facebook', 'Website'),
  field('LinkedInId', 'LinkedIn', 'Website'),
  field('CreatedOn', 'Created On', 'Date', { readOnly: true }),
  field('ModifiedOn', 'Modified On', 'Date', { readOnly: true }),
  field('ModifiedByName', 'Modified By', 'Text', { readOnly: true }),
  field('mx_Street1', 'Address 1', 'Text'),
  field('mx_Street2', 'Address 2', 'Text'),
  field('mx_City', 'City', 'Text', { maxLength: 100 }),
  field('mx_State', 'State', 'Text', { maxLength: 100 }),
  field('mx_Country', 'Country', 'Text', { maxLength: 100 }),
  field('mx_Zip', 'Zip', 'Text', { maxLength: 20 }),
  field('mx_Date_of_Birth', 'Date of Birth', 'Date'),
  field('mx_Event_Name', 'Event Name', 'Text'),
  field('mx_Event_Date', 'Event Date', 'Date'),
  field('mx_Course_Interest', 'Course Interest', 'Select', {
    options: ['Data Analytics', 'Project Management', 'Sales Leadership', 'Negotiation', 'Cyber Security'],
  }),
  field('mx_Company_Size', 'Company Size', 'Select', {
    options: ['1-10', '11-50', '51-200', '201-1000', '1000+'],
  }),
  field('mx_Annual_Budget', 'Annual Budget', 'Number'),
  field('mx_Customer_Number', 'Customer Number', 'Text', { maxLength: 30 }),
  field('mx_Preferred_Time', 'Preferred Time', 'Time'),
  field('mx_Newsletter', 'Newsletter', 'Boolean'),
  field('mx_Badge_ID', 'Badge ID', 'Text', { maxLength: 40 }),
  field('mx_Sessions_Attended', 'Sessions Attended', 'Select', {
    several: ';',
    options: ['Opening Keynote', 'Data Workshop', 'Sales Clinic', 'Round Table', 'Networking Evening'],
  }),
]

/**
 * The answer to `LeadsMetaData.Get`. As reported of the real service, numbers and booleans are sometimes strings and
 * keys without a value are sometimes missing; which, goes by the field's place in the list.
 */
export function fieldListBody(fields: readonly PracticeField[]): Record<string, unknown>[] {
  return fields.map((entry, index) => {
    const asText = index % 3 === 1
    const body: Record<string, unknown> = {
      SchemaName: entry.schemaName,
      DisplayName: entry.displayName,
      DataType: entry.dataType,
      ...(entry.several === undefined ? {} : { RenderTypeTextValue: 'MultiSelect' }),
      IsMandatory: asText ? String(entry.mandatory) : entry.mandatory,
      IsReadOnly: asText ? (entry.readOnly ? '1' : '0') : entry.readOnly,
    }
    if (entry.maxLength !== null) body['MaxLength'] = asText ? String(entry.maxLength) : entry.maxLength
    else if (index % 2 === 0) body['MaxLength'] = null
    if (entry.options.length > 0) body['Options'] = entry.options.map((value) => ({ Value: value }))
    else if (index % 4 === 0) body['Options'] = null
    if (!entry.mandatory && index % 5 === 2) delete body['IsMandatory']
    if (!entry.readOnly && index % 5 === 3) delete body['IsReadOnly']
    return body
  })
}
