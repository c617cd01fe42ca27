import { z } from 'zod'
import type { WhoAmI } from '#electron/services/ports/lead-api.ts'
import { DataType, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SEPARATOR } from '#shared/domain/sheet/choices.ts'

/** `LeadsMetaData.Get` is loose: numbers and booleans arrive as text, keys are missing, types come by other names. */
const Field = z.object({
  SchemaName: z.string().min(1),
  DisplayName: z.string().nullish(),
  DataType: z.string().nullish(),
  RenderTypeTextValue: z.string().nullish(),
  IsMandatory: z.unknown().optional(),
  MaxLength: z.unknown().optional(),
  Options: z.unknown().optional(),
  IsReadOnly: z.unknown().optional(),
})

/** Types seen in field lists beside the nine documented ones; any other is treated as text. */
const OTHER_TYPES: Readonly<Record<string, DataType>> = {
  datetime: 'Date',
  dropdown: 'Select',
  searchabledropdown: 'Select',
  multiselect: 'Select',
  multiselectdropdown: 'Select',
  checkbox: 'Boolean',
  bool: 'Boolean',
  mobile: 'Phone',
  url: 'Website',
}

const TYPES = new Map(DataType.options.map((type) => [type.toLowerCase(), type]))

/** Null where it is no field list at all; single entries that cannot be read are left out. */
export function attributesOf(json: unknown): Attribute[] | null {
  if (!Array.isArray(json)) return null
  const attributes = json.flatMap((entry) => {
    const field = Field.safeParse(entry).data
    return field ? [attributeOf(field)] : []
  })
  return attributes.length > 0 ? attributes : null
}

function attributeOf(field: z.infer<typeof Field>): Attribute {
  const type = (field.DataType ?? 'Text').toLowerCase()
  const maxLength = Number(field.MaxLength ?? 0)
  const dataType =
    TYPES.get(type) ?? (Object.hasOwn(OTHER_TYPES, type) ? OTHER_TYPES[type] : undefined) ?? 'Text'
  const takesSeveral = dataType === 'Select' && (isMulti(type) || isMulti(field.RenderTypeTextValue ?? ''))
  return {
    schemaName: field.SchemaName,
    displayName: field.DisplayName?.trim() || field.SchemaName,
    dataType,
    ...(takesSeveral ? { several: DEFAULT_SEPARATOR } : {}),
    mandatory: isTrue(field.IsMandatory),
    maxLength: Number.isInteger(maxLength) && maxLength > 0 ? maxLength : null,
    options: optionsOf(field.Options),
    readOnly: isTrue(field.IsReadOnly),
  }
}

/** Not `AllowMultiple`, which plain drop-downs have too. */
function isMulti(kind: string): boolean {
  return /multi/i.test(kind)
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(true|1|yes)$/i.test(value))
}

function optionsOf(options: unknown): string[] {
  if (!Array.isArray(options)) return []
  return options.flatMap((option: unknown) => {
    if (typeof option === 'string') return [option]
    const value = typeof option === 'object' && option !== null && 'Value' in option ? option.Value : null
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
  })
}

/** Of `UserByAccessKey.Get` only what a person may see: the answer also holds fields called pass phrase and token. */
const User = z.object({
  Name: z.string().nullish(),
  FirstName: z.string().nullish(),
  LastName: z.string().nullish(),
  EmailAddress: z.string().nullish(),
  Role: z.string().nullish(),
  OrgDisplayName: z.string().nullish(),
})

/** Null where the answer tells of no user. */
export function userOf(json: unknown): WhoAmI | null {
  const user = User.safeParse(json).data
  if (!user) return null
  const name = user.Name ?? [user.FirstName, user.LastName].filter(Boolean).join(' ')
  if (name === '' && !user.EmailAddress && !user.Role) return null
  return {
    user: name,
    email: user.EmailAddress ?? '',
    role: user.Role ?? '',
    organisation: user.OrgDisplayName ?? '',
  }
}
