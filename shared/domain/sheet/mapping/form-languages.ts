/**
 * What the fields of a lead are called in German, French, Spanish, Portuguese and Hindi in Latin letters, as patterns over the heading as
 * `normaliseHeading` spells it, and in the words of the lists. More than one word first: `nombre de la empresa` is no first name.
 */
export const FORM_PATTERNS: readonly (readonly [pattern: string, meaning: string])[] = [
  // Where somebody works is said beside what they do there: “Funktion im Unternehmen”.
  [
    '(?<= )(?:im|in (?:ihrem|deinem|ihrer|der|dem|your|the|our)|at (?:the|your|your current|this)|(?:within|inside) (?:the|your|our)|binnen (?:het|uw|je|de)|nell?a?(?: sua| tua)?|dans (?:l|la|votre)|au sein de (?:l|la|votre)|en (?:la|su|tu)|na|no|em sua) (?:unternehmen|firma|betrieb|company|organi[sz]ation|entreprise|societe|empresa|bedrijf|organisatie|azienda)',
    '',
  ],
  [
    '(?:basic|general|personal|contact|person|lead|personliche|allgemeine) (?:information|informations|info|infos|details|data|daten|angaben)',
    '',
  ],
  ['(?:intake|registration|contact|inquiry|enquiry|application|booking|order|lead|signup|sign up) form', ''],
  // Not whom somebody joins.
  ['(?:joining|calling|writing|dialing|attending|registering|tuning in)(?: us)? from', 'from'],
  // What is taught is called so beside the wish to learn it.
  [
    '(?:programs?|programmes?|trainings?|class(?:es)?|workshops?)(?= .*(?:interest|appl(?:y|ied)|enrol|join|choos|chosen|select|opted|attend))|(?<=(?:interested|applied|chosen|selected|desired) (?:\\p{L}+ ){0,2})(?:program|programme|training)',
    'course',
  ],
  [
    'kontaktdaten|kontaktinformationen|coordonnees|datos (?:de contacto|personales)|dados (?:de contato|pessoais)',
    '',
  ],
  [
    '(?:fur|for|pour|para) (?:ruckfragen|queries|questions?|any queries|contact|official use|consultas|dudas|duvidas|nous contacter|vous contacter)',
    '',
  ],
  // German
  ['(?:hand[yi]|mobil(?:funk|telefon)?)(?:ruf)?(?:nummer|nr)', 'mobile number'],
  ['(?:telefon|ruf|festnetz|telefonfestnetz|kontakt)(?:nummer|nr)|durchwahl', 'phone number'],
  ['vorname(?:ns?)?', 'first name'],
  ['(?:nach|familien|zu)name(?:ns?)?', 'last name'],
  ['(?:firmen|unternehmens|betriebs|organisations|vereins)(?:name|namen|bezeichnung)', 'company'],
  [
    '(?:unternehmens|betriebs|firmen)grosse|mitarbeiter(?:zahl|anzahl)|anzahl (?:der )?mitarbeiter(?:innen)?',
    'company size',
  ],
  [
    '(?:berufs|job|stellen|positions|funktions)(?:bezeichnung|titel)|berufliche (?:position|stellung|funktion)|tatigkeit',
    'job title',
  ],
  ['unternehmens?|betrieb|arbeitgeber', 'company'],
  ['(?<!(?:^| )e )(?:post|haus|wohn|geschafts)(?:anschrift|adresse)', 'address'],
  ['(?:teilnehmende|anfragende|angemeldete|interessierte)[nrs]? person', ''],
  ['rolle', 'role'],
  ['strassen?|str', 'street'],
  ['haus(?:nummer|nr)|hnr', 'number'],
  ['geburts(?:datum|tag)|geb(?:urts)? (?:datum|tag)|geb(?:oren)? am', 'date of birth'],
  ['\\p{L}*(?:notiz|bemerkung|anmerkung|kommentar)(?:en|e)?|nachricht|mitteilung|wunsche', 'notes'],
  ['(?:internet|web)(?:seite|adresse|auftritt|site)', 'website'],
  ['(?:kunden|kd|debitoren) ?(?:nummer|nr|no|number)', 'customer number'],
  ['(?:lead|kontakt) ?(?:quelle|herkunft)|quelle (?:des|der) (?:leads?|kontakts?)', 'source'],
  ['lehrgang|kurs(?:wunsch)?|wunschkurs', 'course'],
  // French
  [
    '(?:(?:adresse|adres|adresa) )?(?:e ?mail|mail|courriel|mel)(?: electronique)?|adresse electronique',
    'email',
  ],
  ['(?:(?:numero|number|num|n) (?:de )?)?(?:telephone |tel )?(?:portable|mobile)', 'mobile number'],
  ['(?:numero|number|num|n) (?:de )?(?:telephone|tel)', 'phone number'],
  ['prenoms?', 'first name'],
  ['nom (?:de )?famille|nom (?:d )?usage', 'last name'],
  [
    'raison sociale|enseigne|denomination sociale|(?:nom (?:de )?(?:l |la |votre )?)?(?:societe|entreprise|organisme|organisation|etablissement|employeur)',
    'company',
  ],
  [
    '(?:nombre de (?:salaries|employes|collaborateurs)|taille (?:de )?(?:l )?entreprise|effectifs?)',
    'company size',
  ],
  [
    '(?:numero|number|num|no|n|code|codigo|ref|reference) (?:de |du |do |del )?clientes?(?![\\p{L}])|(?:numero|number|num|no|n|code|ref|reference) (?:de |du )?client(?![\\p{L}])',
    'customer number',
  ],
  // Where somebody lives, in India.
  ['(?<=(?:present|current) \\p{L}{1,12} )of stay', ''],
  [
    '(?:intitule|titre|libelle) (?:du |de la |de )?(?:poste|fonction|metier)|poste|fonction|metier',
    'job title',
  ],
  ['code postal', 'postal code'],
  ['ville|commune|localite', 'city'],
  ['region|departement|province ou etat|etat ou province', 'state'],
  ['date (?:de )?naissance', 'date of birth'],
  ['remarques?|commentaires?|observations|precisions', 'notes'],
  ['site (?:web|internet)', 'website'],
  ['formation', 'course'],
  // Spanish and Portuguese
  [
    '(?:(?:direccion|endereco) (?:de |do )?)?(?:correo|correio|e ?mail)(?: (?:electronico|eletronico))?',
    'email',
  ],
  [
    '(?:(?:numero|number|num|n|no) (?:de |do )?)?(?:telefono |telefone )?(?:celular|movil|telemovel|cel)',
    'mobile number',
  ],
  ['(?:numero|number|num|n|no) (?:de |do )?(?:telefono|telefone|contacto|contato)', 'phone number'],
  [
    '(?:nombre|nome) (?:de |da |del |do )?(?:la |su |sua |tu )?(?:empresa|compania|organizacion|organizacao|institucion)|razon social|razao social',
    'company',
  ],
  [
    '(?:tamano|tamanho|porte) (?:de |da )?(?:la |su )?empresa|(?:numero|number|n) de (?:empleados|funcionarios|colaboradores)',
    'company size',
  ],
  ['empresa|compania|organizacion|organizacao|institucion|instituicao', 'company'],
  ['primer nombre|nombre (?:de )?pila|nombres|primeiro nome|nome proprio', 'first name'],
  ['primer apellido|apellido paterno|apellidos?|(?:ultimo )?sobrenome|apelido|ultimo nome', 'last name'],
  ['cargo|puesto(?: de trabajo)?|ocupacion|profesion|profissao|funcao', 'job title'],
  ['codigo (?:de )?postal|cod postal', 'postal code'],
  ['ciudad|poblacion|localidad|municipio|cidade|localidade', 'city'],
  ['provincia|estado|uf', 'state'],
  ['pais', 'country'],
  ['calle|logradouro|rua', 'street'],
  ['(?:numero|number|num|no|n) (?:exterior|ext)', 'number'],
  ['domicilio|morada|direccion|endereco', 'address'],
  ['(?:fecha|data) (?:de )?(?:nacimiento|nac|nascimento|nasc)', 'date of birth'],
  ['observaciones|comentarios?|mensaje|observac(?:ao|oes)|obs|mensagem|duvidas', 'notes'],
  ['(?:pagina|sitio) (?:web|de internet)', 'website'],
  ['(?:origen|fuente|origem|fonte)(?: (?:do|del) (?:lead|contacto|contato))?', 'source'],
  ['courses', 'course'],
  ['curso|formac(?:ion|ao)(?= .*(?:inter|desead|desejad|elegid|escolhid))', 'course'],
  // Where somebody wants to take part, not where they want to be.
  [
    '(?:deseas?|deseja|quieres?|quer|gostaria de|[lt]e gustaria) (?:fazer|hacer|cursar|estudi?ar|tomar|realizar|seguir)|(?:mochten|mochtest|wollen|willst) (?:sie|du) (?:gerne? )?(?:besuchen|belegen|buchen|machen|absolvieren)|(?:souhaitez|voulez|aimeriez) vous (?:suivre|faire|integrer)|(?:mein |me )?(?:ruchi|dilchaspi)|pasand|(?:karna|lena|seekhna) chaht[ei]',
    'interest',
  ],
  [
    'interes|interesa|interesse|interessa|interessier(?:t|en|st)|chahiye|souhaitee?s?|choisie?s?|desead[oa]s?|desejad[oa]s?|elegid[oa]|escolhid[oa]',
    'interest',
  ],
  ['presupuesto anual|orcamento anual|budget annuel|jahresbudget', 'annual budget'],
  ['(?:tfno|tlfno|telf|tlf|tel|telefono|telefone|fono) (?:movil|celular|cel)', 'mobile number'],
  ['tfno|tlfno|telf|fono', 'phone number'],
  ['nee? le|nacid[oa] el|nascid[oa] em', 'date of birth'],
  ['(?:nombre|denominacion) (?:comercial|social)|nom commercial|nome fantasia', 'company'],
  [
    '(?:note|notes|notas|nota|commenti|commento|comentarios|commentaires|remarques|observaciones|observacoes) (?:aggiuntiv[ei]|adicionales|adicionais|supplementaires|complementaires|generales|gerais|generali)|notas|nota',
    'notes',
  ],
  // Hindi in Latin letters
  ['(?:pehla|pratham) naam|naam (?:pehla|first)', 'first name'],
  ['(?:antim|aakhri|akhri) naam|up ?naam|kul ?naam', 'last name'],
  ['(?:e ?mail|email) (?:id|pata)', 'email'],
  ['mob(?:ile|ail|il)? (?:number|nambar|sankhya|kramank)|mobail', 'mobile number'],
  ['(?:sampark|phone|fon) (?:number|nambar|sankhya|sutra|kramank)|doorbhash', 'phone number'],
  ['(?:shahar|sheher|shehar|shehr|sahar|nagar)(?: ka naam)?', 'city'],
  ['rajya(?: ka naam)?', 'state'],
  ['pin ?(?:code|kod)|dak (?:kramank|code|sankhya)', 'postal code'],
  ['jan(?:a)?m ?(?:ki |ka )?(?:tithi|tareekh|tarikh|tareek|dinank|din)', 'date of birth'],
  ['(?:company|kampani|kampni|dukaan|dukan|sanstha)(?: ka naam)?', 'company'],
  ['(?:ghar ka |pura |poora |sthayi |sthai |vartaman |nivas ka )?pata', 'street'],
  ['tippani|sandesh|vichar|anotac(?:ao|oes)|anotaciones|annotations', 'notes'],
  ['gaon|gram|kasba', 'city'],
  ['(?:job|naukri|kaam) kar(?:te|ti|ta)', ''],
  ['padnaam|pad naam|pesha|vyavsay', 'job title'],
]

/** What has a name is said by it: `Name Ihrer Firma`. Looked for last, in the words the others were put in. */
export const NAME_OF_A_THING: readonly [pattern: string, meaning: string] = [
  '(?:name|nom|nombre|nome|naam) (?:der|des|ihrer|ihres|deiner|deines|vom|von|de la|de l|de votre|de ta|du|del|de su|de tu|da|do|da sua|de sua|de|van het|van de) +(company|city|state|country)',
  '$1',
]

/**
 * The small words of questions and forms in these languages: articles, pronouns, prepositions, and the verbs a form asks with: to be, be
 * called, have, hold, live, work, give, reach. A verb of wishing or having been is none of them: where somebody wants to live is no city.
 */
export const FORM_WORDS = `
  der die das des dem den ein eine einer eines einem einen und oder sowie bzw wie was wer wo welche welcher welches welchem welchen
  sich ecrire envoyer schreiben schicken senden escribir escribirte enviar enviarte mandar
  ich du er sie es wir ihr mich mir dich dir uns ihnen euch mein meine meiner dein deine deiner deinem deinen ihre ihrer ihrem ihren ihres deines eures unseres euer eure
  unser vollstandiger eigener gultige gultiger interne interner private geschaftliche ubliche erreichbarkeit unter fur in im am an auf aus bei beim zum zur zu mit von vom uber als so noch auch dort hier denn bitte jeweils
  ist bist sind heissen heisst heiss lautet lauten hat habt haben hast geben gib nennen nenn nenne angeben angabe angaben eingeben eintragen
  arbeiten arbeitest arbeitet wohnen wohnst wohnt leben lebst lebt tatig beschaftigt uben ubst aus ausuben bekleiden bekleidest innehaben ausgeubte erreichen erreichst erreicht erreichbar kontaktieren
  konnen kann durfen darf uns tagsuber aktuell aktuelle aktueller aktuellen aktuelles derzeit derzeitige derzeitiger momentan beste besten
  bester genau genaue genauer vollstandig vollstandige eigene
  le la les l un une des du de d et ou quel quelle quels quelles lequel laquelle qui que quoi comment je tu il elle nous vous on me te se
  mon ma mes ton ta tes son sa ses notre nos votre vos leur dans pour en a au aux avec chez sur sous ce cette est es etes sont avez ai
  habitez habites habite habitation domicile vivez vis travaillez travailles exercez exerce occupez occupes occupe occupee residez s appelle appelez peut on
  pouvons pouvez joindre contacter appeler indiquer indiquez saisir saisissez renseigner actuel actuelle actuellement meilleur meilleure
  complet complete exact exacte valide usuel usuelle interne internes eventuel eventuels eventuelle eventuelles svp plait
  el la los las lo un una unos de del al y e o u que cual cuales quien como donde yo tu usted ustedes su sus tu tus mi mis nuestro nuestra
  me te le les se nos en por para con a sobre es eres esta estas son tiene tienes ocupa ocupas desempena desempenas trabaja trabajas labora
  vive vives reside resides llama llamas podemos puede contactar contactarte contactarle llamarte llamarle localizarte indique indica
  escribe escriba ingresa ingrese favor actual actualmente mejor completo completa algun alguna contacto tuyo interno interna internas internos valido habitual propio
  o a os as um uma do da dos das no na nos nas em por para com pra e ou que qual quais quem como onde eu voce voces seu sua seus suas meu
  minha te lhe se e esta estao tem ocupa exerce trabalha trabalham mora moram vive reside chama podemos pode falar contatar contato ligar
  informe digite escreva preencha favor atual atualmente melhor completo completa algum alguma ddd interno interna internas valido proprio
  kontakts kontaktes kundens interessents teilnehmers bewerbers besuchers jo
  aapko abhi
  aap aapka aapki aapke apka apki apke apna apni apne tum tumhara mera meri hum hume humein hamein kya hai hain ho kaun kaunsa kaunsi kaunse
  konsa konsi sa si se kis kiska kitna me mein pe ka ki ke ko aur ya kahan kaha rehte rahte rehti rahti karte karti kaam kam rehta
  batayein bataye batao bataiye kripya kripaya likhein likhe likho dijiye dein daalein dale daale bhare bharein yahan yaha sahi pura poora vidyarthi chhatra grahak grahakon
  besucher besucherin teilnehmer teilnehmerin bewerber bewerberin schuler schulerin interessentin
  visiteur visiteuse etudiant etudiante eleve candidat candidate inscrit inscrite clientele client cliente
  visitante participante asistente alumno alumna estudiante interesado interesada inscrito inscrita prospecto aluno aluna estudante`

/** Beside the field they say that it is the one at work. */
export const FORM_WORK =
  'geschaftl geschaftlich geschaftliche gesch dienstl dienstlich dienstliche berufl firmen beruflich berufliche professionnelle pro institucional corporativo corporativa empresarial laboral profesional'
