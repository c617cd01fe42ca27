/** Elements that begin and end a line of their own. */
export const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'blockquote',
])
/** Elements whose text is not shown. */
export const UNSHOWN = new Set(['script', 'style', 'title', 'head', 'template', 'select', 'textarea'])

const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all/i

/** Whether an element says of itself that it is not shown. `hidden` and `style`: its attributes, null or left out where it has none. */
export function isHiddenBy(hidden: string | null | undefined, style: string | null | undefined): boolean {
  return (hidden !== null && hidden !== undefined) || HIDING_STYLE.test(style ?? '')
}

/** Text as a page shows it: white space counts as one blank, `<br>` and blocks break the line. */
export class ShownText {
  #text = ''
  add(text: string): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ')
    this.#text += /(^|[ \n])$/.test(this.#text) ? collapsed.replace(/^ /, '') : collapsed
  }
  lineBreak(): void {
    this.#text = `${this.#text.replace(/ $/, '')}\n`
  }
  /** A break only where a line has begun. */
  block(): void {
    if (this.#text !== '' && !this.#text.endsWith('\n')) this.lineBreak()
  }
  get value(): string {
    return this.#text.replace(/^[ \n]+|[ \n]+$/g, '')
  }
}
