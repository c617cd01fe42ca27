import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { withoutAsides } from './asides.ts'
import { normaliseHeading } from './heading.ts'
import { namePeople } from './value-shapes.ts'

/** The user a lead belongs to, by number; `OwnerIdEmailAddress` says the same by email. */
export const OWNER_FIELD = 'OwnerId'
const ALSO_OWNER = 'OwnerIdEmailAddress'

/** What the lead is called in exports, and words between: `Lead Owner`, `Propriétaire du contact`, `Person - Owner`. */
const AROUND = words(
  `lead leads contact contacts record person prospect enquiry inquiry deal opportunity account crm current sales name names
   the of to by is der des fur le la du de do da el del una un au aux a an til av od id
   klienta zakaznika kontakt kontakts kontakte kontakta kontaktu kunde kunden kundens client clients klant cliente clientes contato contacto contatto contattato
   interessent interessenten piste leadu leada lida potencjalny nom nome nombre imie navn namn naam adi ka ki ke`,
)

/** Who that is, as `normaliseHeading` spells it, without the words of `AROUND`. */
const OWNERS = words(
  `owner ownername assignee assigned_user assigned_owner assigned_rep assigned_agent assigned allocated allocated_user handled handled_user
   agent agent_assigned rep representative executive salesperson salesman seller telecaller caller counsellor counselor
   counsellor_assigned counselor_assigned advisor adviser relationship_manager relation_manager rm manager_assigned manager bdm bde
   responsible responsible_user working_on owned assigned_telecaller assigned_counsellor assigned_counselor
   besitzer eigentumer zustandig zustandiger zustandige bearbeiter betreuer kundenbetreuer verantwortlich verantwortlicher verantwortliche
   vertriebsmitarbeiter verkaufer zugewiesen zugewiesen_an zugeordnet zugeordnet_an leadbesitzer leadinhaber leadeigentumer sachbearbeiter
   kontaktinhaber kontaktbesitzer vertriebler
   proprietaire proprietaires responsable commercial attribue assigne affecte charge_clientele conseiller conseillere
   charge_affaires vendeur gestionnaire commercial_e_en_charge commercial_en_charge
   propietario propietaria asignado asignada asignado_usuario vendedor vendedora comercial asesor asesora ejecutivo ejecutiva agente
   ejecutivo_ventas ejecutivo_cuenta ejecutivo_cuentas asesor_comercial encargado encargada
   proprietario proprietaria responsavel atribuido atribuida vendedor_responsavel corretor consultor consultora dono
   proprietario_responsabile responsabile assegnato venditore commerciale consulente
   zimmedar zimmedaar saunpa_gaya kisko_saunpa_gaya kisko_saunpa saunpa kisko_diya_gaya
   eigenaar toegewezen_aan toegewezen verkoper accountmanager agare ansvarig saljare ansvarig_saljare ansvarlig_selger ansvarlig_saelger tilldelad eier ejer ansvarlig selger saelger sælger tildelt
   opiekun własciciel wlasciciel handlowiec przypisany przypisany_do vlastnik obchodnik prirazeno sorumlu atanan temsilci sahibi omistaja
   vastuuhenkilo myyja`,
)

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).map((word) => word.replaceAll('_', ' ')))
}

/**
 * Whether a heading says whose lead it is. It proves nothing: the names may be another system's, so the column is proposed and never
 * mapped by itself. A word that is neither part of it nor around it (`Home owner`, `Previous owner`, `Owner phone`) makes it another's.
 */
export function meansOwner(heading: string): boolean {
  const plain = withoutAsides(heading).replace(/^\s*\d{1,3}\s*[.):-]?\s+/, '')
  const spelled = normaliseHeading(plain).split(' ')
  const left = spelled.filter((word) => !AROUND.has(word)).join(' ')
  return OWNERS.has(left) || OWNERS.has(spelled.join(' '))
}

/** Columns that are not sent and seem to say whose lead it is; none where the account has no such field, or a column goes there. */
export function ownerProposals(
  columns: readonly Column[],
  attributes: readonly Attribute[],
  /** The first values of a column. */
  samplesOf: (column: Column) => readonly string[],
): Column[] {
  const field = attributes.find(({ schemaName }) => schemaName === OWNER_FIELD)
  if (!field || field.readOnly || field.dataType !== 'User') return []
  if (columns.some(({ attribute }) => attribute === OWNER_FIELD || attribute === ALSO_OWNER)) return []
  return columns.filter(
    (column) =>
      column.attribute === null &&
      column.constant === null &&
      meansOwner(column.header) &&
      namePeople(samplesOf(column)),
  )
}
