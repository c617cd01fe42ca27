import { SECONDARY, SOMEBODY_ELSE } from './qualifiers.ts'

/** What forms and exports put around a heading's words, told by its shape: none of it says which field is meant. */

/** What an aside in brackets begins with: how to fill in, not what. */
const BEGINS =
  /^(?:required|optional|mandatory|with|without|incl\w*|as |e\.?\s?g|please|only|if |in |max|min|utc|official|mit|ohne|inkl|bitte|falls|wenn|z\.?\s?b|pflicht|freiwillig|avec|sans|si |p\.?\s?ex|facultati|obligat|requis|con |sin |ej|opciona|requerid|com |sem |(?:for|für|pour|para) (?:official|contact|quer|question|rückfragen|kontakt|call|communication|verification|our |updates|vous |contact|questions|dudas|consultas)|approx|circa|ca\b|ungefähr|environ|aprox|agar |verplicht|wajib|zaroori|we (?:will|won|do|never)|(?:in|en|em) (?:block|capital|caps|druck|gro(?:ß|ss)|majuscules|lettres|may[uú]sculas|mai[uú]sculas|letras)|apenas|solo|seulement|nur |s[oó] )/i
const ENDS = /(?:\bonly|\brequired|\bif any|\boptional)$/i
/** `DD/MM/YYYY`, `JJ.MM.AAAA`, `TT-MM-JJJJ`. */
const DATE_FORM = /^[dtjgmya]{1,4}(?:[-./ ]{1,2}[dtjgmya]{1,4}){1,2}$/i
/** `10 digits`, `max. 200 characters`, `5-stellig`. */
const LENGTH =
  /^\d{1,4}[\s-]*(?:digits?|d[ií]gitos|chiffres|stellen|stellig|cifre|characters?|chars?|zeichen|caract)/i
const YES_OR_NO =
  /^(?:yes|y|ja|j|oui|o|s[ií]|sim|haan|tak|1)\s*(?:\/|or|oder|ou|o)\s*(?:no|n|nein|non|n[aã]o|nahi|nie|0)$/i

const BRACKETS = /[([]([^()[\]]{1,120})[)\]]/g
/** `Surname(s)`, `Teilnehmer(in)`, `employé(e)`. */
const ENDING = /(?<=\p{L})\((?:s|es|n|en|in|innen|e|a|o|as|os)\)/giu
const TRAILING =
  /[,;–-]\s*(?:if (?:any|applicable|available|known)|optional|please|falls (?:vorhanden|bekannt)|(?:le cas échéant|si (?:procede|aplica|tiene))|se houver|s'il vous plaît)\s*$/i
/** Pieces a form fills in, and the marks of a page: `{{field:abc}}`, `{name}`, `<b>`. */
const FILLED_IN = /\{\{?[^{}]{0,80}\}\}?|<\/?[a-z][^<>]{0,40}>/gi
/** `3.`, `12)`, `Q4:`, `a)`, `1.2.`, `Field 12:`, `Q7_`, `03 - ` before a heading. */
const NUMBERING =
  /^\s*(?:(?:q|question|frage|pregunta|pergunta|field|feld|champ|campo|col|column|spalte|item|step)?[\s_#.-]*\d{1,3}(?:\.\d{1,2})*\s*(?:[.):_]|[-–]\s)+\s*|(?:q|question|frage|pregunta|pergunta)\s?\d{1,3}\s+|(?![fl]\. *name)[a-z]\s*[.):]\s+)(?=\S)/i
/** A part of a record in a program's own words: `user.profile.firstName`. */
const PART_OF_A_RECORD =
  /(?<=^|\.)(?:profile|attributes|properties|fields|data|details|personal_?info|payload)\.(?=\p{L})/giu
/** What systems put before the name of a field somebody made, and after it. */
const MADE_HERE =
  /^\s*(?:cf|custom|custom[_ ]field|customfield|udf|x_studio|attr|hs|field)[_.]+(?=\p{L})|__c$|_(?:txt|str|val|fld|vc)$/giu

function addsNothing(content: string): boolean {
  const text = content.trim()
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  if (words.some((word) => SOMEBODY_ELSE.has(word) || SECONDARY.has(word))) {
    return DATE_FORM.test(text) || LENGTH.test(text)
  }
  return [BEGINS, ENDS, DATE_FORM, LENGTH, YES_OR_NO].some((pattern) => pattern.test(text))
}

/** A heading without its number, the asides in brackets or after it, and the signs of the system it was made in. */
export function withoutAsides(heading: string): string {
  return heading
    .replace(FILLED_IN, ' ')
    .replace(ENDING, '')
    .replace(BRACKETS, (whole: string, content: string) => (addsNothing(content) ? ' ' : whole))
    .replace(TRAILING, '')
    .replace(NUMBERING, '')
    .replace(MADE_HERE, '')
    .replace(PART_OF_A_RECORD, '')
}
