import { phoneCountryCodes } from './national-phones.ts'

/** Languages country columns come in. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'tr', 'hi']
/** What people write beside the names that a list of countries has. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ usa: 'US', us: 'US', america: 'US', unitedstatesofamerica: 'US', uk: 'GB', greatbritain: 'GB' },
  ...{ england: 'GB', scotland: 'GB', wales: 'GB', britain: 'GB', uae: 'AE', emirates: 'AE', bharat: 'IN' },
  ...{ ind: 'IN', gbr: 'GB', deu: 'DE', ger: 'DE', fra: 'FR', esp: 'ES', ita: 'IT', bra: 'BR', are: 'AE' },
  ...{
    ksa: 'SA',
    holland: 'NL',
    czechrepublic: 'CZ',
    korea: 'KR',
    southkorea: 'KR',
    russia: 'RU',
    can: 'CA',
  },
  ...{ aus: 'AU', sgp: 'SG', mys: 'MY', phl: 'PH', idn: 'ID', turkey: 'TR' },
}

let known: ReadonlyMap<string, string> | null = null

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '')
}

function names(): ReadonlyMap<string, string> {
  if (known) return known
  const found = new Map<string, string>()
  for (const language of LANGUAGES) {
    const named = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of phoneCountryCodes()) {
      const name = folded(named.of(code) ?? '')
      // What two languages call two countries says neither.
      if (name !== '') found.set(name, (found.get(name) ?? code) === code ? code : '')
    }
  }
  for (const code of phoneCountryCodes()) found.set(code.toLowerCase(), code)
  for (const [name, code] of Object.entries(OTHER_NAMES)) found.set(name, code)
  return (known = found)
}

/** The country (ISO 3166 alpha-2) a text names: India, Indien, IN, U.S.A.; null where it names none for certain. */
export function countryNamed(text: string): string | null {
  return text.length > 80 ? null : names().get(folded(text)) || null
}

/** A country's name in English. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code
}
