import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import type { ZippedParts } from '#electron/workbook/formats/zipped-parts.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

/**
 * Makes an Open XML package that lacks a part readable as far as it goes, and tells what that costs. The parser gives up on a
 * part that is listed and not there, though nothing may depend on it.
 */

const CONTENT_TYPES = '[Content_Types].xml'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const TYPES_BY_NAME: readonly (readonly [name: RegExp, type: string])[] = [
  [/(^|\/)workbook\d*\.xml$/i, `${TYPE}.sheet.main+xml`],
  [/(^|\/)worksheets\/[^/]+\.xml$/i, `${TYPE}.worksheet+xml`],
  [/(^|\/)sharedStrings\.xml$/i, `${TYPE}.sharedStrings+xml`],
  [/(^|\/)styles\.xml$/i, `${TYPE}.styles+xml`],
]

export function workbookPart(parts: Pick<ZippedParts, 'names'>, ending: 'xml' | 'bin' = 'xml'): string {
  const found = parts.names.find(
    (name) => /(^|\/)workbook\d*\.(?:xml|bin)$/i.test(name) && name.endsWith(ending),
  )
  return found ?? `xl/workbook.${ending}`
}

function contentTypesOf(names: readonly string[]): string {
  const overrides = names.flatMap((name) => {
    const type = TYPES_BY_NAME.find(([pattern]) => pattern.test(name))?.[1]
    return type === undefined ? [] : [`<Override PartName="/${name}" ContentType="${type}"/>`]
  })
  return `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${overrides.join('')}</Types>`
}

/** Without what is listed but not there; a sheet stays listed, so that its loss is told. */
function withoutAbsent(xml: string, has: (name: string) => boolean): string {
  return xml.replace(/<(?:\w+:)?Override\s[^>]*>(?:<\/(?:\w+:)?Override>)?/g, (tag) => {
    const name = (/\sPartName=["']\/?([^"']*)["']/.exec(tag)?.[1] ?? '').replaceAll('\\', '/')
    return has(name) || /worksheet\+xml|sheet\.main|main\+xml/.test(tag) ? tag : ''
  })
}

function usesStyles(parts: ZippedParts): boolean {
  return parts.names.some(
    (name) =>
      /(^|\/)worksheets\/[^/]+\.xml$/i.test(name) && /<(?:\w+:)?c\s[^>]*\ss=["'][1-9]/.test(parts.text(name)),
  )
}

function usesSharedStrings(parts: ZippedParts): boolean {
  return parts.names.some(
    (name) =>
      /(^|\/)worksheets\/[^/]+\.xml$/i.test(name) && /<(?:\w+:)?c\s[^>]*\st=["']s["']/.test(parts.text(name)),
  )
}

const hasNamed = (parts: Pick<ZippedParts, 'names'>, pattern: RegExp): boolean =>
  parts.names.some((name) => pattern.test(name))

/** @throws {Unreadable} where the texts of the cells are not in the file. */
export function completePackage(parts: ZippedParts): LoadNote[] {
  const notes: LoadNote[] = []
  const listed = parts.text(CONTENT_TYPES)
  const types = listed === '' ? contentTypesOf(parts.names) : withoutAbsent(listed, (name) => parts.has(name))
  if (types !== listed) parts.replace(CONTENT_TYPES, types)
  if (!hasNamed(parts, /(^|\/)sharedStrings\.xml$/i) && usesSharedStrings(parts)) {
    throw new Unreadable(
      'texts-missing',
      'The part of this workbook that holds the texts of its cells is missing, so only its numbers are left. Download or copy it again, ' +
        'or open it in Excel and see what it can recover.',
    )
  }
  if (!hasNamed(parts, /(^|\/)styles\.xml$/i) && usesStyles(parts)) {
    notes.push({
      code: 'not-read',
      text:
        'The part of this workbook that holds its formats is missing. Dates and amounts stand as plain numbers, and zeros that a format put in ' +
        'front are gone: check such columns.',
    })
  }
  const slash = workbookPart(parts).lastIndexOf('/') + 1
  const relations = `${workbookPart(parts).slice(0, slash)}_rels/${workbookPart(parts).slice(slash)}.rels`
  if (
    !parts.has(relations) &&
    parts.names.filter((name) => /(^|\/)worksheets\/[^/]+\.xml$/i.test(name)).length > 1
  ) {
    notes.push({
      code: 'not-read',
      text: 'The part of this workbook that says which name belongs to which sheet is missing. They were taken in order: check that the sheet is the one you mean.',
    })
  }
  return notes
}
