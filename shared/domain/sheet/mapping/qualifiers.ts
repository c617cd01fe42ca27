/**
 * What the words around a field's name say. A heading is understood only where every word of it is: the name of a field,
 * and words of these lists. One that no list has may change the meaning, so the column is left to the person.
 */

/** Words that add nothing: articles, the words of questions and forms, and what a lead is called. */
export const NEUTRAL: ReadonlySet<string> = setOf(`
  an a the your my our their his her and or is are what whats which who please enter provide give kindly in here do does you live
  work with for of at on as to 1 value field number legal required optional
  lead contact person people customer client prospect student sender attendee participant delegate registrant respondent
  subscriber visitor guest applicant candidate user member patient learner inquirer enquirer enquiry inquiry query individual
  pupil admission registration dd mm yyyy
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
  ...penalty(1, 'primary main default preferred hauptsachlich principal principale'),
  ...penalty(
    2,
    'work business office official professional geschaftlich dienstlich buro travail professionnel trabajo profissional associated',
  ),
  ...penalty(
    3,
    'direct personal current actual mailing postal present fixe fixed fijo fixo festnetz landline',
  ),
  ...penalty(9, 'billing permanent residential registered'),
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

/** Words that say the address or number belongs to somebody other than the lead: its values prove nothing. */
export const SOMEBODY_ELSE: ReadonlySet<string> = setOf(`
  owner manager assistant agent rep representative referrer referral referred referee sales salesperson salesman seller cc bcc
  by creator emergency parent parents father mother guardian husband wife spouse partner sibling child kin friend boss
  supervisor counsellor counselor advisor adviser consultant recruiter buyer payer organizer organiser host speaker teacher
  school vendor supplier fax telefax creditor reseller distributor doctor nominee pita mata vater mutter ansprechpartner
  betreuer berater commercial responsable responsavel vendedor comercial`)

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''))
}

function penalty(points: number, words: string): [string, number][] {
  return words.split(' ').map((word) => [word, points])
}
