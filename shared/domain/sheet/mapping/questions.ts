/**
 * Questions of forms that ask for a field without naming it: patterns over the heading as `normaliseHeading` spells it, and the field in
 * the words of the lists. A pattern is the frame of the question in its language; what it is asked about (`our school`) may be anything.
 */
const FRAMES: readonly (readonly [RegExp, string])[] = [
  // Not the federal state.
  [
    /^(?:estado|etat|situacao|status) (?:del |do |du |da |de |des )?(?:leads?|contacto|contato|cliente|client|prospecto?|oportunidad)$/u,
    'lead status',
  ],
  // Not “Quelle adresse”.
  [/^quelle (?:der|des) /u, 'lead source'],
  // How did you hear about us?
  [
    /(?:^| )(?:how|where|from where|through (?:which|what|whom)(?: \p{L}+)?)(?: else)? (?:did|do|have|had) (?:you|u)(?: first| originally| initially)? (?:(?:hear|heard|learn|learned|learnt|know|read|find out|found out)(?: \p{L}+)? (?:about|of|from)|(?:find|found|discover|discovered) (?:us|our|about us|this)|(?:come|came) (?:to know|across|to hear)|(?:become|became) aware|get to know)(?: |$)/u,
    'lead source',
  ],
  [
    /(?:^| )(?:wie|woher|wodurch|wo|uber welchen (?:weg|kanal)) (?:sind|haben|hast|bist|kennen|kennst|wurden) (?:sie|du) .*(?:aufmerksam|erfahren|gefunden|gehort|kennen|gekommen|gestossen|gelangt)/u,
    'lead source',
  ],
  [/^(?:woher|wie) kenn(?:en|st) (?:sie|du) (?:uns|unser)/u, 'lead source'],
  [
    /(?:^| )(?:comment|ou|d ou|par quel \p{L}+|grace a quoi|par qui) (?:nous )?(?:avez|as|aviez) (?:vous|tu) .*(?:connu|connus|connue|entendu|decouvert|trouve|trouves)/u,
    'lead source',
  ],
  [
    /(?:^| )(?:como|donde|de donde|por donde|a traves de que|por que (?:medio|canal|via))(?: \p{L}+)? (?:nos )?(?:ha |has )?(?:conocio|conociste|conocido|supo|supiste|se entero|te enteraste|entero|enterado|encontro|encontraste|encontrado|llego|llegaste|oyo)(?: |$)/u,
    'lead source',
  ],
  [
    /(?:^| )(?:como|onde|por onde)(?: \p{L}+)? (?:nos )?(?:conheceu|conheceste|soube|ficou sabendo|chegou|descobriu|encontrou|ouviu)(?: |$)/u,
    'lead source',
  ],
  [
    /(?:^| )come (?:ci|hai|ha|avete|sei|e) .*(?:conosciuto|conosciuti|saputo|trovato|trovati)/u,
    'lead source',
  ],
  [
    /(?:^| )(?:kaise|kahan se|kaha se|kidhar se|kis se) .*(?:pata (?:chala|laga|chali)|suna|jaana|jana|maloom|mila|mili)(?: |$)/u,
    'lead source',
  ],
  // When were you born?
  [
    /^(?:when were you born|wann (?:sind sie|bist du|wurden sie|wurdest du) geboren|quand etes vous nee?|cuando nacio|cuando naciste|quando (?:voce )?nasceu|quando sei nato)$/u,
    'date of birth',
  ],
  // Is there anything else we should know?
  [
    /(?:^| )(?:anything|something) (?:else )?(?:(?:that )?(?:you|we) |to |(?:you )?would |that (?:will|would|may|might|could|can) help ).*(?:know|add|tell|share|say|mention|ask|prepare|help|us)(?: |$)/u,
    'notes',
  ],
  [
    /^(?:any|special|do you have any|do you have|have you any|your|other|further|additional|more|open)(?: other| further| additional| more| specific)? (?:questions?|comments?|remarks?|notes?|messages?|requests?|wishes|thoughts)(?: (?:and|or|for|to|us|our|the|team|comments?|remarks?|questions?|requests?|notes?|wishes|special|other|further|additional|you|may|have|here))*$/u,
    'notes',
  ],
  [
    /^(?:vos |votre |avez vous des |autres |sus |tus |suas |seus |tienes? |tem |algun |alguna |algum |alguma )*(?:remarques?|questions?|commentaires?|precisions|comentarios?|dudas?|preguntas?|observaciones|observacoes|duvidas?|perguntas?)(?: (?:ou|et|o|y|e|remarques?|questions?|commentaires?|comentarios?|dudas?|preguntas?|sugerencias?|sugestoes|duvidas?|perguntas?|suggestions?|eventuel(?:le)?s?|adicionales|adicionais|supplementaires?|complementaires?))*$/u,
    'notes',
  ],
  [
    /(?:mochten|mochtest|wollen|willst) (?:sie|du) (?:uns )?noch (?:etwas )?.*(?:mitteilen|sagen|erganzen|wissen)|(?:souhaitez|voulez) vous .*(?:ajouter|preciser)|(?:algo mas|algo que (?:quieras|quiera)).*(?:anadir|agregar|decir|contar)|(?:mais alguma coisa|gostaria de (?:acrescentar|dizer))|kuch aur (?:batana|kehna|puchna)/u,
    'notes',
  ],
  [
    /^(?:questions?|comments?|remarks?|notes?|message|feedback) (?:and |or )?(?:special |other |further |additional )?(?:questions?|comments?|remarks?|notes?|requests?|wishes|feedback)$/u,
    'notes',
  ],
  [
    /^(?:message|nachricht|mitteilung|mensaje|mensagem|messaggio|notes?|comments?|remarks?) (?:from|of|by|von|vom|der|de|del|du|do|da) (?:the )?(?:lead|customer|client|buyer|prospect|sender|visitor|user|kunden|kunde|cliente|contact)$/u,
    'notes',
  ],
  [
    /^(?:haben sie |hast du |ihre |deine )?(?:noch )?(?:weitere |sonstige |offene |besondere )?(?:fragen|anmerkungen|wunsche|hinweise|bemerkungen)(?: (?:oder|und|an|uns|wunsche|anregungen|anmerkungen|fragen|hinweise|fur|das|team))*$/u,
    'notes',
  ],
  // What number can we call you on?
  [
    /(?:^| )(?:number|phone|telephone) .*(?:reach|call|ring|contact|text|phone) (?:you|u|me|us)(?: |$)/u,
    'phone number',
  ],
  [
    /(?:^| )(?:nummer|telefonnummer|numero|telefono|telefone)(?: \p{L}+){0,5} (?:erreichen|erreichbar|anrufen|joindre|appeler|contacter|contactar(?:te|le|lo|la)?|llamar(?:te|le|lo|la)?|localizar(?:te|le)?|contatar|ligar|falar)(?: |$)/u,
    'phone number',
  ],
  // How many people work at your company?
  [
    /^how (?:many (?:people|employees|staff|colleagues|persons) .*(?:work|have|employ|company|organi[sz]ation|there)|(?:big|large) is (?:your|the) (?:company|organi[sz]ation|firm|business))/u,
    'company size',
  ],
  [
    /^(?:wie viele (?:mitarbeiter|mitarbeitende|beschaftigte|personen)|wie gross ist (?:ihr|das|ihre) (?:unternehmen|firma)|combien (?:de |d )(?:salaries|employes|personnes|collaborateurs)|cuantos empleados|quantos funcionarios|quantos colaboradores)/u,
    'company size',
  ],
]

/** Questions whose answer is no field's value though one is named: what a company does, where somebody was born. */
const ASKS_ELSE =
  /(?:^| )(?:what (?:do|does|did) .* do|where (?:were|was) .* born|wo (?:sind|wurden) .* geboren|what .* (?:stand|stands) for|why|warum|pourquoi|por que)(?: |$)/u

/** Asked for a yes or a no, whatever else is in it. */
const YES_OR_NO =
  /^(?:do|does|did|is|are|was(?! ist| sind)|were|has|have|had|can|may|will|would|should|could|shall|haben|hast|sind|ist|darf|durfen|mochten|mochtest|wollen|avez|etes|souhaitez|acceptez|voulez|tiene|quiere|desea|deseas|quieres|acepta|deseja|voce (?:tem|quer|deseja|aceita)|aceita|quer|kya) /u
/** Asked politely all the same: may we have your number? */
const POLITE =
  /^(?:can|could|may|might|would|will) (?:you|we|i|u) .*(?:have|give|share|tell|get|provide|leave|enter|know|take|reach|contact)(?: |$)/u

/** The field a question asks for, in the words of the lists; null where it names it, if any. `plain`: as `normaliseHeading` spells it. */
export function fieldAskedFor(plain: string): string | null {
  return FRAMES.find(([frame]) => frame.test(plain))?.[1] ?? null
}

/** What may be an answer: anything, a yes or a no, or nothing that a field of that name holds. */
export function answerTo(plain: string): 'anything' | 'yes-or-no' | 'something-else' {
  if (ASKS_ELSE.test(plain)) return 'something-else'
  return YES_OR_NO.test(plain) && !POLITE.test(plain) ? 'yes-or-no' : 'anything'
}
