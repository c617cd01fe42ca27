/**
 * Country, calling code, and how many digits a mobile number has there without either (the example numbers of libphonenumber 1.12):
 * what of a number tells whether the calling code is part of it.
 */
const COUNTRIES =
  'AC247:5 AD376:6 AE971:9 AF93:9 AG1:10 AI1:10 AL355:9 AM374:8 AO244:9 AR54:11 AS1:10 AT43:9 AU61:9 ' +
  'AW297:7 AX358:9 AZ994:9 BA387:8 BB1:10 BD880:10 BE32:9 BF226:8 BG359:8 BH973:8 BI257:8 BJ229:10 ' +
  'BL590:9 BM1:10 BN673:7 BO591:8 BQ599:7 BR55:11 BS1:10 BT975:8 BW267:8 BY375:9 BZ501:7 CA1:10 CC61:9 ' +
  'CD243:9 CF236:8 CG242:9 CH41:9 CI225:10 CK682:5 CL56:9 CM237:9 CN86:11 CO57:10 CR506:8 CU53:8 ' +
  'CV238:7 CW599:8 CX61:9 CY357:8 CZ420:9 DE49:11 DJ253:8 DK45:8 DM1:10 DO1:10 DZ213:9 EC593:9 EE372:8 ' +
  'EG20:10 EH212:9 ER291:7 ES34:9 ET251:9 FI358:9 FJ679:7 FK500:5 FM691:7 FO298:6 FR33:9 GA241:8 ' +
  'GB44:10 GD1:10 GE995:9 GF594:9 GG44:10 GH233:9 GI350:8 GL299:6 GM220:7 GN224:9 GP590:9 GQ240:9 ' +
  'GR30:10 GT502:8 GU1:10 GW245:9 GY592:7 HK852:8 HN504:8 HR385:9 HT509:8 HU36:9 ID62:9 IE353:9 IL972:9 ' +
  'IM44:10 IN91:10 IO246:7 IQ964:10 IR98:10 IS354:7 IT39:10 JE44:10 JM1:10 JO962:9 JP81:10 KE254:9 ' +
  'KG996:9 KH855:8 KI686:8 KM269:7 KN1:10 KP850:10 KR82:10 KW965:8 KY1:10 KZ7:10 LA856:10 LB961:8 ' +
  'LC1:10 LI423:9 LK94:9 LR231:9 LS266:8 LT370:8 LU352:9 LV371:8 LY218:9 MA212:9 MC377:9 MD373:8 ' +
  'ME382:8 MF590:9 MG261:9 MH692:7 MK389:8 ML223:8 MM95:8 MN976:8 MO853:8 MP1:10 MQ596:9 MR222:8 MS1:10 ' +
  'MT356:8 MU230:8 MV960:7 MW265:9 MX52:10 MY60:9 MZ258:9 NA264:9 NC687:6 NE227:8 NF672:6 NG234:10 ' +
  'NI505:8 NL31:9 NO47:8 NP977:10 NR674:7 NU683:7 NZ64:9 OM968:8 PA507:8 PE51:9 PF689:8 PG675:8 PH63:10 ' +
  'PK92:10 PL48:9 PM508:6 PR1:10 PS970:9 PT351:9 PW680:7 PY595:9 QA974:8 RE262:9 RO40:9 RS381:9 RU7:10 ' +
  'RW250:9 SA966:9 SB677:7 SC248:7 SD249:9 SE46:9 SG65:8 SH290:5 SI386:8 SJ47:8 SK421:9 SL232:8 SM378:8 ' +
  'SN221:9 SO252:8 SR597:7 SS211:9 ST239:7 SV503:8 SX1:10 SY963:9 SZ268:8 TA290:4 TC1:10 TD235:8 ' +
  'TG228:8 TH66:9 TJ992:9 TK690:4 TL670:8 TM993:8 TN216:8 TO676:7 TR90:10 TT1:10 TV688:6 TW886:9 ' +
  'TZ255:9 UA380:9 UG256:9 US1:10 UY598:8 UZ998:9 VA39:10 VC1:10 VE58:10 VG1:10 VI1:10 VN84:9 VU678:7 ' +
  'WF681:6 WS685:7 XK383:8 YE967:9 YT262:9 ZA27:9 ZM260:9 ZW263:9 '

/** Of countries that share a calling code the one whose it mainly is. */
const MAIN: Readonly<Record<string, string>> = {
  ...{ 1: 'US', 7: 'RU', 39: 'IT', 44: 'GB', 47: 'NO', 61: 'AU', 64: 'NZ', 212: 'MA', 262: 'RE', 290: 'SH' },
  ...{ 358: 'FI', 590: 'GP', 599: 'CW' },
}

interface Country {
  callingCode: string
  digits: number
}

let known: ReadonlyMap<string, Country> | null = null

function countries(): ReadonlyMap<string, Country> {
  known ??= new Map(
    [...COUNTRIES.matchAll(/([A-Z]{2})(\d+):(\d+)/g)].map(([, code = '', callingCode = '', digits]) => [
      code,
      { callingCode, digits: Number(digits) },
    ]),
  )
  return known
}

/** ISO 3166 alpha-2 of all countries whose numbers can be told apart. */
export function phoneCountryCodes(): string[] {
  return [...countries().keys()]
}

/** A country's calling code, `91`; '' for what is none. */
export function callingCodeIn(country: string): string {
  return countries().get(country)?.callingCode ?? ''
}

/** The country, mainly, whose code a number is written with, +91 or 0091; null where it is written without, or with none there is. */
export function countryWritten(phone: string): string | null {
  const text = phone.normalize('NFKC').trim()
  const digits = text.replace(/\D/g, '')
  const abroad = text.startsWith('+') ? digits : /^00[1-9]/.test(digits) ? digits.slice(2) : ''
  const code = callingCodeOf(abroad)
  if (code === null || abroad.length < FEWEST) return null
  return MAIN[code] ?? [...countries()].find(([, { callingCode }]) => callingCode === code)?.[0] ?? null
}

/** True for the countries (ISO 3166 alpha-2) whose numbers can be told apart. */
export function isPhoneCountry(code: string): boolean {
  return countries().has(code)
}

/** What is dialled before a national number: nearly everywhere 0, in Hungary 06, in Russia and Kazakhstan 8. */
function withoutTrunk(national: string, { callingCode, digits }: Country): string {
  if (callingCode === '36' && national.length > digits) return national.replace(/^06/, '')
  if (callingCode === '7' && national.length > digits) return national.replace(/^8/, '')
  return national.replace(/^0+/, '')
}

/**
 * A phone's digits with its country's code in front and no 0 after it, for comparing and for nothing else: two spellings of one number are
 * one text. `digits`: without anything else; `international`: it was written with + or 00, which are not among them.
 */
export function phoneDigitsIn(country: string, digits: string, international: boolean): string {
  const here = countries().get(country)
  if (!here) return digits
  const { callingCode } = here
  const hasCode =
    digits.startsWith(callingCode) && (international || digits.length > Math.max(here.digits, 6))
  if (hasCode) return callingCode + withoutTrunk(digits.slice(callingCode.length), here)
  return international ? digits : callingCode + withoutTrunk(digits, here)
}

/** Countries whose numbers begin with a 0 that is dialled from abroad too: Italy, San Marino, and some of western Africa. */
const ZERO_BELONGS: ReadonlySet<string> = new Set(['39', '378', '225', '229', '241', '242'])
/** Digits and what people group them with; nothing that could be an extension or a second number. */
const LIKE_A_NUMBER = /^[+＋]?[\d０-９\s()./\-\u2010-\u2015]+$/u
/** A number has so many digits, its country's code included. */
const FEWEST = 8
const MOST = 15

let callingCodes: ReadonlySet<string> | null = null

/** The country's code a number begins with; none begins with another. */
function callingCodeOf(digits: string): string | null {
  callingCodes ??= new Set([...countries().values()].map(({ callingCode }) => callingCode))
  for (const length of [1, 2, 3]) {
    const code = digits.slice(0, length)
    if (callingCodes.has(code)) return code
  }
  return null
}

/**
 * A number in the form LeadSquared has them in, `+91-9876543210`. `country` (ISO 3166 alpha-2): of numbers without their country's code. Null
 * where it is not certain what belongs to the number: other signs around it, a 0 that may be dialled or not, more or fewer digits
 * than numbers have there. Those go as they are written.
 */
export function phoneInForm(typed: string, country: string): string | null {
  const here = countries().get(country)
  if (!here || !LIKE_A_NUMBER.test(typed)) return null
  const text = typed.normalize('NFKC').trim()
  const digits = text.replace(/^(\+|00)([\d\s-]{1,6})\(0\)/, '$1$2').replace(/\D/g, '')
  const isAbroad = text.startsWith('+') || /^00[1-9]/.test(digits)
  if (isAbroad) return abroad(text.startsWith('+') ? digits : digits.slice(2))
  const { callingCode } = here
  if (digits.startsWith(callingCode) && digits.length === callingCode.length + here.digits) {
    return inForm(callingCode, digits.slice(callingCode.length))
  }
  if (digits.length === here.digits && (!digits.startsWith('0') || ZERO_BELONGS.has(callingCode))) {
    return inForm(callingCode, digits)
  }
  const national = withoutTrunk(digits, here)
  return national.length === here.digits && national.length < digits.length && !ZERO_BELONGS.has(callingCode)
    ? inForm(callingCode, national)
    : null
}

/** Where all numbers, those of landlines too, have as many digits. */
const ONE_LENGTH: ReadonlySet<string> = new Set(['1', '91'])

/** Whether a number without a country's code is as long as numbers of the country are, a landline's among them. */
export function mayBeOf(country: string, typed: string): boolean {
  if (phoneInForm(typed, country) !== null) return true
  const here = countries().get(country)
  if (!here || ONE_LENGTH.has(here.callingCode) || !LIKE_A_NUMBER.test(typed)) return false
  const { length } = withoutTrunk(typed.normalize('NFKC').replace(/\D/g, ''), here)
  return length >= Math.max(6, here.digits - 3) && length <= here.digits + 1
}

function abroad(digits: string): string | null {
  const code = callingCodeOf(digits)
  if (code === null || digits.length < FEWEST || digits.length > MOST) return null
  const national = digits.slice(code.length)
  return national.startsWith('0') && !ZERO_BELONGS.has(code) ? null : inForm(code, national)
}

function inForm(callingCode: string, national: string): string {
  return `+${callingCode}-${national}`
}
