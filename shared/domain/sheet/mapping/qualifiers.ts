/**
 * What the words around a field's name say. A heading is understood only where every word of it is: the name of a field,
 * and words of these lists. One that no list has may change the meaning, so the column is left to the person.
 */

/** What a lead is called. */
export const PERSONS: ReadonlySet<string> = setOf(`
  lead contact person people customer client prospect student sender attendee participant delegate registrant respondent
  subscriber visitor guest applicant candidate user member patient learner inquirer enquirer individual pupil kontakt interessent contacto
  cliente contato persona`)

/** Words that add nothing: articles, the words of questions and forms, and what a lead is called. */
export const NEUTRAL: ReadonlySet<string> = setOf(`
  an a the your my our their his her and or is are what whats which who please enter provide give kindly in here do does you live
  work with for of at on as to 1 value field number legal required optional
  lead contact person people customer client prospect student sender attendee participant delegate registrant respondent
  subscriber visitor guest applicant candidate user member patient learner inquirer enquirer enquiry inquiry query individual
  pupil admission registration dd mm yyyy full complete valid exact internal own usual daytime evening approx correct actual below
  following above write specify mention indicate confirm fill so
  wie lautet lauten pflichtfeld pflichtangabe quel quelle quels est cual es cuales residencia onde mora com ddd
  der die das ihr ihre dein deine bitte und kunde kunden kontakt interessent
  votre le la les de du des d l et
  su tu el los las del y cliente contacto persona
  seu sua o os da do dos e contato
  ka ki ke aapka apka aapki
  residence currently based located belong from`)

/**
 * Which of several of one kind is the one: the number is taken off the score. A work address before the one at home, an
 * unqualified one before both.
 */
export const PREFERRED: ReadonlyMap<string, number> = new Map([
  ...penalty(1, 'primary main default preferred original general hauptsachlich principal principale'),
  ...penalty(
    2,
    'work business office official professional geschaftlich dienstlich buro bureau oficina escritorio trabalho travail professionnel trabajo profissional associated',
  ),
  ...penalty(
    3,
    'direct personal current actual mailing postal present fixe fixed fijo fixo festnetz landline',
  ),
  ...penalty(9, 'billing permanent residential residencial residenziale residentielle registered'),
  ...penalty(11, 'home privat private prive particular casa'),
])

/** The employer's own: taken where nothing of the lead's goes there. */
export const EMPLOYER: ReadonlySet<string> = setOf(
  'company corporate organization organisation account firm hq headquarters firma empresa societe',
)

/** One more of a kind: an attribute has room for one, and the first is it. */
export const SECONDARY: ReadonlySet<string> = setOf(`
  2 3 4 5 6 7 8 9 secondary second third other others alternate alternative alt additional another backup old previous
  former shipping delivery temporary sonstige weitere zweite autre otro otra outro outra`)

const NEVER_THE_LEAD = setOf(`
  owner manager assistant agent rep representative referrer referral referred referee sales salesperson salesman seller cc bcc
  by creator emergency parent parents father mother guardian husband wife spouse sibling child kin friend boss
  supervisor counsellor counselor advisor adviser consultant recruiter organizer organiser host
  school fax telefax creditor nominee pita mata vater mutter
  betreuer berater commercial responsable responsavel vendedor comercial
  invited inviter inviting recommended introducer nominated broker notfall pere mere padre madre pai mae conjoint esposo esposa pati patni
  emergencies emergencia emergencias urgence urgences notfalle invoice invoices rechnung factura
  beta beti abhibhavak mitarbeiterin colleague colleagues kollege friends amigo ami freund tutor tuteur eltern`)

/**
 * Parts that a lead or somebody else may play. A sheet that says all of it of one of them, and of nobody else, means the lead: `Buyer Name`,
 * `Buyer Email`, `Buyer Mobile`.
 */
export const PARTS: ReadonlySet<string> = setOf(
  'buyer payer vendor supplier teacher doctor distributor reseller dealer speaker partner ansprechpartner ansprechpartnerin kontaktperson',
)

/** Words that say the address or number belongs to somebody other than the lead: its values prove nothing. */
export const SOMEBODY_ELSE: ReadonlySet<string> = new Set([...NEVER_THE_LEAD, ...PARTS])

/** Words of questions beside those of `NEUTRAL`: they add nothing where the heading is a sentence. */
export const ASKING: ReadonlySet<string> = setOf(`
  there now tell share write specify mention indicate confirm fill choose select
  affiliated associated describe describes best reach us we can call should could use me my i it that this these so if any and today one most usually great hi hello hey nice meet
  good thanks thank have has hold full complete exact valid talking based reside working employed represent representing`)

/** Words of questions whose answer is yes or no, or a course: what somebody wants is no place they live in. */
export const WISHES: ReadonlySet<string> = setOf(
  `would like want wish receive get subscribe subscribed join know send sign signed up by with updates news agree consent may
  enrol enroll attend apply take study pursue book`,
)

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''))
}

function penalty(points: number, words: string): [string, number][] {
  return words.split(' ').map((word) => [word, points])
}
