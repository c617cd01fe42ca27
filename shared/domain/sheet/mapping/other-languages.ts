import { FORM_PATTERNS, FORM_WORDS, FORM_WORK, NAME_OF_A_THING } from './form-languages.ts'
import { normaliseHeading } from './heading.ts'

/**
 * Headings of languages whose words are made of others (e-postadress, mobiltelefonnummer) or are bent (numer telefonu): patterns over the
 * heading as `normaliseHeading` spells it, and what each says in the words the lists have. Swedish, Norwegian, Danish, Finnish, Dutch, Italian,
 * Polish, Czech, Turkish.
 */
const PATTERNS: readonly (readonly [pattern: string, meaning: string])[] = [
  ...FORM_PATTERNS,
  // Questions: “Vad heter du i efternamn?”, “Qual è la tua e-mail?”
  ['vad heter du(?: i)?|arbetar du pa|hva heter du(?: i)?|qual e|quale e', ''],
  // e-post, e-postadress, e-postadresse, e-posta adresi, epost
  ['e ?post(?:a|en|i|ou)?(?: ?(?:adress|adresse|adressen|adresi|adresa))?', 'email'],
  ['sahkoposti(?:osoite)?', 'email'],
  ['(?:adres|adresa|indirizzo) (?:di )?(?:e ?mail|e ?posta|poczty elektronicznej)', 'email'],
  ['e ?mail ?(?:adres|adresse|adresse[nr]|adress|adresi|adresa)', 'email'],
  [
    '(?:mobil|mobiel|mobiele|gsm)(?:nr|nummer|nummeret|telefoon|telefon|telefonu?)*(?: (?:nummer|telefoon|telefon|telefonu|telefonnummer|numarasi))*',
    'mobile number',
  ],
  // Alone it is a postal code of Brazil.
  ['cep (?:tel(?:efon)?(?:u)?(?: (?:numarasi|no))?|numarasi)', 'mobile number'],
  ['06 nummer|(?:numer |nr )?(?:telefonu? )?komork(?:a|owy|owego|i)', 'mobile number'],
  ['numero (?:di )?(?:cellulare|cell|telefono cellulare)|matkapuhelin(?:numero)?', 'mobile number'],
  ['recapito telefonico|(?:numer|nr|numero|cislo|number) (?:di )?(?:telefonu|telefono|tel)', 'phone number'],
  [
    '(?:tlf|tel|telefoon|telefon|telefonni|puhelin)(?:nr|nummer|nummeret|numero)?(?: (?:nummer|numarasi|cislo))?',
    'phone number',
  ],
  ['(?:fornavn|fornamn|tilltalsnamn|etunimi|voornaam|roepnaam|imie|jmeno)', 'first name'],
  [
    '(?:efternavn|etternavn|efternamn|slaktsnamn|sukunimi|achternaam|nazwisko|prijmeni|soyad|soyadi|soyisim)',
    'last name',
  ],
  [
    'nazwa (?:firmy|przedsiebiorstwa)|nazev (?:firmy|spolecnosti)|nome (?:dell ?)?azienda|naam (?:van (?:het |uw )?)?bedrijf|yritys|yrityksen nimi|spolecnost|sirket(?: ?adi)?',
    'company',
  ],
  [
    '(?:foretag|bedrift|virksomhed|virksomhet|selskab|selskap|firma|bedrijf)(?:et|ets|en|ens|s)?(?: ?(?:namn|navn|naam))?',
    'company',
  ],
  [
    '(?:post|bostads)?ort|poststed|postort|woonplaats|miasto|miejscowosc|mesto|sehir|kaupunki|postitoimipaikka|paikkakunta|kommune?|gemeente|gmina',
    'city',
  ],
  ['post(?:nummer|nr|kod|inumero)|kod pocztowy|psc|posta kodu', 'postal code'],
  ['kraj|panstwo|zeme|ulke|maa', 'country'],
  ['wojewodztwo|fylke', 'state'],
  [
    '(?:yrkes|arbets|jobb)titel|befattning|stilling(?:sbetegnelse)?|stanowisko(?: pracy)?|pozice|unvan|tehtavanimike|functietitel',
    'job title',
  ],
  [
    'fodelse(?:datum|dag)|fodsels(?:dato|dag)|syntyma(?:aika|paiva)|data urodzenia|datum narozeni|dogum tarihi',
    'date of birth',
  ],
  [
    'webb?(?:plats|sida|sted|stedet|sitesi)|hemsida|hjemmeside|nett(?:sted|side)|kotisivut?|strona (?:internetowa|www)|webove stranky',
    'website',
  ],
  [
    '(?:gatu|gate|vej|besoks|post)adress(?:e|en)?|katuosoite|ulica(?: i (?:nr|number|numer)(?: domu)?)?|ulice|straat(?:naam)?(?: en (?:huis)?(?:nummer|number))?',
    'street',
  ],
  [
    'uwagi|poznamk[ay]|anteckning(?:ar)?|merknad(?:er)?|bemaerkning(?:er)?|huomautukset|lisatiedot|notlar',
    'notes',
  ],
  NAME_OF_A_THING,
]

let compiled: readonly (readonly [RegExp, string])[] | null = null

/** Not before a heading asks for them: no start has to wait for some hundred expressions. */
function patterns(): readonly (readonly [RegExp, string])[] {
  return (compiled ??= PATTERNS.map(([pattern, meaning]) => [
    new RegExp(`(?<![\\p{L}\\p{N}_])(?:${pattern})(?![\\p{L}\\p{N}_])`, 'gu'),
    ` ${meaning.replaceAll(' ', '_')} `,
  ]))
}

/** Meant only where it is the whole heading: beside other words it is one of theirs (`by` is a town in Danish). */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ['by', 'city'],
  ['ad soyad', 'name'],
])

/** Words of questions and forms in these languages, which add nothing. */
const ADD_NOTHING = new Set(
  `din ditt dina deres uw uwe jouw je hva vad wat hvad mika ar er is jest jaki jaka twoj twoja twoje panstwa qual quale tua tuo sua suo il lo gli
  di del della dell van het een til till av kundens kundes kunde kund klant klienta klient zakaznika asiakkaan obligatorisk pakollinen verplicht
  vilket vilken heter arbetar jobbar hvor hvilken hvilket heet welk welke kontaktowy kontaktni
  wymagane obbligatorio zorunlu povinne lutfen vennligst vanligen ${FORM_WORDS}`
    .split(/\s+/)
    .filter(Boolean),
)
/** Small words of a sentence that mean something else in a label: `Company no.`, `Source on`. */
const IN_SENTENCES: ReadonlySet<string> = new Set(['no', 'on', 'me', 'am', 'use'])
const SHORTEST_SENTENCE = 4
const WORK = new Set(
  `arbete arbeid arbejde jobb werk zakelijk praca sluzbowy lavoro aziendale tyo ${FORM_WORK}`.split(' '),
)

/** Letters that are no others with a mark. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ı: 'i', ø: 'o', æ: 'ae', đ: 'd', å: 'a' }

/** A heading in the words of the lists; null where there is none of these languages' in it. */
export function inListedWords(heading: string): string | null {
  const plain = normaliseHeading(heading).replace(/[łıøæđå]/g, (letter) => PLAIN[letter] ?? letter)
  const whole = WHOLE.get(plain)
  if (whole !== undefined) return whole
  let said = plain
  for (const [pattern, meaning] of patterns()) said = said.replace(pattern, meaning)
  const all = said.split(' ').filter((word) => word !== '')
  const isSentence = plain.split(' ').length >= SHORTEST_SENTENCE
  const words = all.filter((word) => !ADD_NOTHING.has(word) || (!isSentence && IN_SENTENCES.has(word)))
  const listed = words.map((word) => (WORK.has(word) ? 'work' : word.replaceAll('_', ' '))).join(' ')
  return listed === plain ? null : listed
}
