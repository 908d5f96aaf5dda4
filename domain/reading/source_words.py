"""How notes tell where a statement comes from: who says it, an outsider, a document, what was seen, or a guess."""

from __future__ import annotations

from domain.reading.marks import ACCOUNT, COLLEAGUE, MONEY, PERSON, ROLE, THEY, WE
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases

SAYS = (
    r"(?:(?<!final )(?<!last )says?|said|saying|tells?|told|mention(?:s|ed)|confirm(?:s|ed)|state[sd]|explain(?:s|ed)"
    r"|claim(?:s|ed)|wrote|writes|mail(?:s|ed)|e-?mail(?:s|ed)|text(?:s|ed)|repli(?:es|ed)|answer(?:s|ed)|admit(?:s"
    r"|ted)|note[sd]|insist(?:s|ed)"
    r"|reveal(?:s|ed)|share[sd]|indicate[sd]|point(?:s|ed) out|thinks?|thought|believe[sd]?|reckons?|guesse[sd]"
    r"|guesses|assume[sd]|estimate[sd]|hopes?|säger|sa|sade|sagt|berätta(?:de|r|t)|nämnde|nämner|nämnt|bekräfta(?:de"
    r"|r|t)|förklara(?:de|r|t)"
    r"|påstå(?:r|tt)|påstod|skrev|skriver|mail(?:ade|ar|at)|mejl(?:ade|ar|at)|sms(?:ade|ar|:ade)|svara(?:de|r|t)"
    r"|menade?|menar|uppgav|uppger|meddela(?:de|r|t)|informera(?:de|r|t)|tror|trodde|tycker|tyckte|gissa(?:de|r)"
    r"|erkände|antydde|antyder|flaggade för|räknar med)"
)
ADVERB = (
    r"(?: (?:also|just|now|then|has|have|had|clearly|today|actually|already|really|even|later|yesterday|still|then"
    r"|again|openly|reluctantly|har|hade|också|även|nu|precis|redan|tydligt|sedan|sen|idag|igår|dock|själv|på telefon"
    r"|in the meeting|på mötet)){0,2}?"
)
THEY_SAY = phrases(
    rf"{THEY}(?: (?:and|och|&) {THEY})?(?:'s|'d| has| had| har| hade)?{ADVERB} {SAYS}|(?:{SAYS}) {THEY}"
    rf"|(?:according to|enl(?:igt|\.)?|as per|per|acc(?:\.|ording)? to|quote|via|källa:?|source:?|direct from"
    rf"|straight from) (?:{THEY}|her|him|them|henne|honom|dem)"
    rf"|(?:heard|learn(?:ed|t)|got|info|information|hörde|fick (?:veta|höra|reda på)|fått veta|found out|understood"
    rf"|förstod)(?: (?:it|this|that|det|detta))? (?:from|by|av|från|via) (?:{THEY}|her|him|them|henne|honom|dem)"
    rf"|(?:asked|frågade)(?: \S+){{0,2}}? [{PERSON}{ROLE}]+|from {PERSON}+:|från {PERSON}+:"
    rf"|(?:[{PERSON}{ROLE}]+|she|he|hon|han)(?: really| also| också| verkligen| gärna)? (?:wants?|would like|demands"
    rf"|prefers|vill|önskar|kräver|föredrar)|/ ?{PERSON}+\\W*$"
    rf"|(?:confirmed|said|given|bekräfta\w*|sagt)(?: \S+){{0,3}}? (?:by|av) {THEY}"
)
THEY_SAY_ALONE = phrases(
    r"(?:also |och |and |men |but |även )?(?:said|says|sa|säger|sade|mentioned|nämnde|berättade|menade|uppgav|told me"
    r"|told us)(?: also| även| också)?(?: that| att|:)?"
)
ONLY_SOURCE = Pattern(
    rf"(?:(?:{SAYS}|enl(?:igt|\.)?|according to|per|acc to|via|source:?|källa:?|from|från|by|av|said by|confirmed by"
    rf"|hon|han|she|he|they|de|dom|her|him|henne|honom|dem|i mailet|in (?:the|her|his) mail|på telefon"
    rf"|[{PERSON}{ROLE}{ACCOUNT}{MONEY}]|the|kunden|customer|that|att|/|:|today|idag|\.)\s*)+$"
)
LIST_SOURCE = Pattern(r":\s*$")
SEEN = phrases(
    rf"(?:{WE} )?(?:saw|noticed|spotted|såg|märkte)(?= (?:it|that|this|det|their|the|a|an|her|his|hennes|hans|deras"
    rf"|en|ett)\b)"
)
"""The writer's own eyes, behind what they saw."""
SPEAKER = Pattern(rf"[\s*-]*[{PERSON}{ROLE}](?:[{PERSON}{ROLE}{ACCOUNT} (),/]|at|from|of|på|hos|från)*:")
"""A name and a colon: what follows is said by whoever has it."""
SPEAKS_OF_HEAD = phrases(
    rf"(?:the |our |vår |en |a |an |ny |new )?(?:decision\w*|decides?|bestäm\w+|beslut\w*|fattar|final|signs?"
    rf"|champion\w*"
    rf"|sponsor\w*|is|are|är|has|have|har|holds?|owns?|äger|sitter|will|ska|can|kan|{ROLE}+)"
)
"""What is told of somebody behind their name and a colon: "Johan: decides"."""
OUTSIDER = phrases(
    rf"{COLLEAGUE}+(?:'s)?(?: \w+)? {SAYS}|{SAYS} {COLLEAGUE}+|(?:according to|enl(?:igt|\.)?|per|heard from"
    rf"|hörde av|hörde från|från|from|via) (?:my |our |min |vår |a |an |en |ett |någon |deras |their |an old "
    rf"|en gammal )?(?:{COLLEAGUE}+|consultant\w*|konsult\w*|partner\w*|supplier|leverantör\w*|distribut\w+"
    rf"|återförsäljar\w*|friend|kompis\w*|bekant\w*|competitor\w*|konkurrent\w*|boss|chef|kollega|colleague\w*"
    rf"|someone|någon|industry|branschen|marknaden|the market|rumou?rs?)"
    r"|(?:a|an|en|ett|någon|our|vår|the|deras|their) (?:\w+ )?(?:consultant|konsult\w*|partner\w*|supplier"
    r"|leverantör\w*|distribut\w+|återförsäljar\w*|friend|kompis\w*|bekant\w*|competitor|konkurrent\w*|journalist"
    r"|kollega|colleague)(?: \w+){0,4}? "
    rf"{SAYS}|rumou?r(?:s|ed)?|rykt(?:et|en|as|e)|word on the street|det sägs|people say|folk säger|hearsay"
    rf"|little bird|en liten fågel|skvaller|gossip|hört (?:på|via) omvägar"
)
GUESS = phrases(
    rf"(?:{WE}(?: |(?=')))?(?:skulle |would |'d )(?:nog |just )?(?:tro|gissa|säga|chansa|say|think|guess|bet)(?: att"
    rf"| that| på)"
    rf"|(?:{WE} )?(?:just |still |mostly |bara )?(?:think|guess|believe|reckon|suspect|assume|suppose|imagine|bet|tror"
    rf"|gissar|antar|misstänker|förmodar|bedömer|utgår från|gissningsvis|chansar)(?: på)?"
    r"|my (?:guess|feeling|hunch|gut|take|bet)|gut feeling|feels like|feel like|sounds like|seems?(?: to be| like)?"
    r"|looks? like|appears?|min (?:gissning|känsla|magkänsla|bedömning)|magkänsla\w*|känns som|låter som|verkar"
    r"|ser ut som|would guess|i'd (?:guess|say)"
)
GUESS_FIRST = phrases(
    r"(?:men |och |but |and |so |så )?(?:tror|gissar|antar|misstänker|förmodar|think|guess|reckon|suspect"
    r"|assume)(?: att| that| på)?(?= )"
)
"""A guess with no subject is the writer's, also where a name follows: "tror han bestämmer"."""
HEDGE = phrases(
    r"probably|prob|prolly|likely|maybe|perhaps|possibly|presumably|might(?: be)?|may be|could be|should be|nog"
    r"|antagligen|troligen|troligtvis|förmodligen|sannolikt|kanske|möjligen|eventuellt|ev|borde|lär|torde|i guess"
    r"|guess"
)
DOCUMENT = phrases(
    r"(?:in|per|from|on|via|according to|i|på|enligt|enl|ur|av|från)(?: the| their| its| her| his| a| deras| hennes"
    r"| hans| en| ett)? ?(?:\w+ )?(?:rfp|rfi|rfq|tender\w*|spec(?:ification|ifikation\w*|en)?|brief|annual report"
    r"|report|website|web ?site|site|homepage|press release|contract|agreement|document\w*|deck|slides|presentation"
    r"|org(?:anisation)? ?chart|linkedin|job ad|news(?:letter)?|minutes|procurement portal"
    r"|upphandling\w*|förfrågningsunderlag\w*|anbudsunderlag\w*|kravspec\w*|årsredovisning\w*|rapport\w*|hemsida\w*"
    r"|webb\w*|pressmeddelande\w*|avtal\w*|kontrakt\w*|dokument\w*|organisationsschema\w*|org[.-]?schema\w*"
    r"|jobbannons\w*|annons\w*|nyhetsbrev\w*|protokoll\w*|bokslut\w*|strategi\w*|underlag\w*|pdf:?\w*"
    r"|budgetdokument\w*|budget document|intranät\w*)"
    r"|(?:the |their |deras )?(?:rfp|rfi|rfq|tender|annual report|website|press release|contract|org chart"
    r"|spec(?:ification)?|document|job ad|upphandlingen|förfrågningsunderlaget|kravspecen|kravspecifikationen"
    r"|årsredovisningen|hemsidan|pressmeddelandet|avtalet|dokumentet|organisationsschemat|protokollet|jobbannonsen"
    r"|annual accounts)(?: they sent| hon skickade| de skickade)? (?:says?|said|states?|shows?|lists?|specif\w+|säger"
    r"|anger|visar|listar|nämner|kräver|requires?)"
    rf"|{THEY}(?: \S+)? (?:sent|shared|skickade|delade)(?: me| us| mig| oss| over| över)*(?: the| a| their| her| his"
    rf"| sin| sitt| en| ett)?"
    r" (?:annual report|report|årsredovisning\w*|rapport\w*|tender\w*|minutes|protokoll\w*|deck|presentation\w*)"
    r"|(?:they|she|he|de|hon|han|dom) published|publicerat|published|står i|står det i|framgår av|(?:sent|skickade"
    r"|shared|delade)(?: me| us| mig| oss| over| över)*(?: the| a| their| sin| sitt| en| ett)? (?:\w+ )?(?:document"
    r"|rfp|spec\w*|kravspec\w*|budget document|org chart|org[.-]?schema\w*|organisationsschema|dokument\w*"
    r"|underlag\w*|pdf)"
)
OBSERVED = phrases(
    rf"(?:{WE} )?(?:also |even |själv |själva )?(?:saw|could see|noticed|spotted|observed|witnessed|såg|kunde se"
    rf"|la märke till|lade märke till|märkte|noterade|observerade|sett)(?! (?:a )?[{PERSON}{ROLE}]+(?: |$|,))"
    r"|on (?:the|their|her|his) (?:wall|whiteboard|desk|screen)|på (?:väggen|tavlan|whiteboarden|skrivbordet|skärmen"
    r"|hennes skrivbord|deras tavla)|with my own eyes|med egna ögon"
)
