import type { STATUS_LABELS } from '#shared/domain/push/status.ts'

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Fill and letters of a status, readable on each other (contrast over 4.5); the word says it too. */
export const STATUS_COLOURS: readonly { state: keyof typeof STATUS_LABELS; fill: string; ink: string }[] = [
  { state: 'created', fill: 'FFD9F2E3', ink: 'FF0B5132' },
  { state: 'updated', fill: 'FFDCE9FB', ink: 'FF123F7A' },
  { state: 'failed', fill: 'FFFBDCDC', ink: 'FF8A1515' },
  { state: 'unknown', fill: 'FFFCE8C8', ink: 'FF6B4200' },
  { state: 'skipped', fill: 'FFE8E8EC', ink: 'FF44444C' },
  { state: 'cancelled', fill: 'FFE8E8EC', ink: 'FF44444C' },
]

/** A cell's format. `numFmt` 49 is "@", so that editing a text keeps zeros and signs; 1 is "0". */
interface CellStyle {
  numFmt: 0 | 1 | 49
  font?: 'bold' | 'faint'
  fill?: 'heading' | 'outcome'
  /** `fill` keeps a long text from running over its neighbours. */
  horizontal?: 'fill' | 'right'
  indent?: number
  wrap?: boolean
}

/** By index in `cellXfs`. All stand at the top: of a cell with several lines the first is the one to see. */
const CELL_STYLES = {
  plain: { numFmt: 0 },
  text: { numFmt: 49 },
  heading: { numFmt: 49, font: 'bold', fill: 'heading' },
  outcomeHeading: { numFmt: 49, font: 'bold', fill: 'outcome' },
  /** Kept off the text to the right of it. */
  number: { numFmt: 1, horizontal: 'right', indent: 1 },
  /** For messages, which are read whole. */
  wrapped: { numFmt: 49, wrap: true },
  label: { numFmt: 49, font: 'bold' },
  machine: { numFmt: 49, font: 'faint', horizontal: 'fill' },
  remark: { numFmt: 49, font: 'faint' },
} as const satisfies Record<string, CellStyle>

type StyleName = keyof typeof CELL_STYLES
const NAMES = Object.keys(CELL_STYLES) as StyleName[]

export const STYLE = Object.fromEntries(NAMES.map((name, index) => [name, index])) as Record<
  StyleName,
  number
>

const FONTS = { bold: 1, faint: 2 } as const
const FILLS = { heading: 2, outcome: 3 } as const

function formatXml({ numFmt, font, fill, horizontal, indent, wrap }: CellStyle): string {
  const fontId = font === undefined ? 0 : FONTS[font]
  const fillId = fill === undefined ? 0 : FILLS[fill]
  const across = horizontal === undefined ? '' : ` horizontal="${horizontal}"`
  return (
    `<xf numFmtId="${numFmt}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" ` +
    `applyFill="1" applyAlignment="1"><alignment${across} vertical="top"${indent === undefined ? '' : ` indent="${indent}"`}${wrap === true ? ' wrapText="1"' : ''}/></xf>`
  )
}

const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`

export function stylesXml(): string {
  const rules = STATUS_COLOURS.map(
    ({ fill, ink }) =>
      `<dxf><font><color rgb="${ink}"/></font><fill><patternFill><bgColor rgb="${fill}"/></patternFill></fill></dxf>`,
  ).join('')
  const family = '<sz val="11"/><name val="Calibri"/>'
  const faint = '<sz val="11"/><color rgb="FF767680"/><name val="Calibri"/>'
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}">` +
    `<fonts count="3"><font>${family}</font><font><b/>${family}</font><font>${faint}</font></fonts>` +
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    `${solid('FFEDEFF2')}${solid('FFDCE3EC')}</fills>` +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${NAMES.length}">${NAMES.map((name) => formatXml(CELL_STYLES[name])).join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
    `<dxfs count="${STATUS_COLOURS.length}">${rules}</dxfs></styleSheet>`
  )
}
