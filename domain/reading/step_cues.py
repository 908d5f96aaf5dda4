"""What in a clause tells of a next step, and what tells that it is none."""

from __future__ import annotations

from domain.reading.marks import ACCOUNT, MONEY, PERSON, ROLE, THEY, TIME, WE
from domain.reading.pattern import Pattern
from domain.reading.phrases import listed, phrases
from domain.reading.things import MEETING, OURS

REMINDER = (
    r"(?:remind me(?: to| about)?|påminn mig(?: om)?(?: att)?|reminder:?|påminnelse:?|remember to|kom ihåg att"
    r"|(?:i |we |jag |vi )?(?:must not|mustn'?t|don'?t|do not|får inte|ska inte|inte) (?:forget|glömma)(?: to| att)?"
    r"|glöm inte(?: att)?)"
)
LABEL = phrases(
    r"(?:(?:our |the |vårt |my |mitt )?(?:next steps?|nästa steg|ns|todo|to do|to-do|att göra|action(?: points?"
    r"| items?)?|actions|plan(?:en)? (?:is|är)|plan|next|nästa|follow[- ]?up|uppföljning|härnäst|åtgärd)(?: (?:is|are"
    r"|är|blir|to|att))? ?(?:[:=–-]|->)?"
    rf"|{REMINDER})"
)

BARE_LABEL = listed("next nästa follow-up follow up followup uppföljning plan ns")

FILLER = Pattern(
    r"(?:(?:till slut|till sist|slutligen|finally|in the end|eventually|anyway|i alla fall|btw|fyi|obs)[ ,:]+"
    r"|(?:ok|okay|so|så|then|sen|sedan|and|och|also|även|but|men|därefter|after that|where|där|så att|fast|dock|now"
    r"|nu|tydligen)[ ,:]+|[-*•–—>=\s,:]|\d[.)] )+"
)

NO_STEP = phrases(
    rf"(?:lägger|betalar|pays?|spends?|kostar|costs?)(?: \S+){{0,3}}? ?{MONEY}|"
    r"(?:\w+'d like|would like|wants?|hopes?|hoping|plans?|vill|tänker|hoppas|siktar på)(?: to| att)?"
    r" (?:start|begin|go live|be live|börja|starta|komma igång|köra igång)|"
    r"(?:tar|ta|har|går på|taking|take|takes|have|has|is on|on|på) (?:\w+ )?(?:semester|vacation|holiday|leave"
    r"|föräldraledighet)|"
    r"(?:no|inget|inga|ingen|without|utan|not any|nothing)(?: \S+){0,3}? (?:next steps?|nästa steg|follow[- ]?ups?"
    r"|uppföljning|meeting|möte|step|date|datum|time|tid|plan)|next steps? (?:unclear|unknown|tbd|missing|not|open"
    r"|oklart|none)|nästa steg (?:oklart|saknas|inte|ej|tbd|öppet|är inte|är oklart)"
    r"|(?:nothing|not|n't|inget|inte|ej|ingenting)(?: \S+){0,2}? (?:booked|scheduled|agreed|planned|set|decided|bokat"
    r"|bokad|inbokat|bestämt|planerat|överenskommet|bestämde|bokade)|(?:didn'?t|did not|won'?t|will not|shan'?t"
    r"|not going to|couldn'?t|can'?t|cannot|don'?t need to|no need to|inte|ej|behöver inte|ska inte|kommer inte"
    r"|hann inte|kunde inte) (?:book|set|schedule|agree|send|call|meet|go|do|boka|bestämma|skicka|ringa|träffa|gå"
    r"|komma|kommer|ska|follow)"
    r"|(?:ska|kommer|kan|skickar|ringer|bokar|vill|ville|wants?)(?: (?:att|hon|han|de|vi|jag))? (?:inte|ej)"
    r"|(?:can'?t|cannot|won'?t|couldn'?t|kan inte|kan ej|vill inte|får inte) (?:\S+ ){0,3}?(?:before|until|till"
    r"|förrän|innan)"
    r"|(?:wants?|needs?|would like|vill|ville|önskar)(?! (?:us|me|you|oss|mig|att vi|att jag)\b)(?: \S+){1,4}? (?:to"
    r"|att|ska|skall)"
    r" (?:start|begin|run|apply|börja|starta|gälla|löpa)"
    r"|signs? (?:anything|everything|contracts|whatever)|bok\w+ av|(?:skriver på|signerar|attesterar) (?:allt|själv)"
    r"|(?:tar|ta|takes?|taking|tagit|lämnar|lämna|hands?|handing) (?:över|over)"
    r"|(?:said no|sa nej|tackade nej|declined|refused|nobbade|avböjde|turned down|vägrade)(?! .{0,30}\b(?:men|but"
    r"|instead|i stället|istället)\b)"
)

UNREAL = phrases(
    r"if|unless|in case|ifall|om(?= (?:de|hon|han|vi|det|jag|budget\w*|styrelsen|alla|dom|kunden|[ΠΡΑ]+|inte))"
    r"|when(?= (?:she|he|they|we|the)\b)|once|should (?:they|she|he)|would have|skulle (?:ha|vi|de|hon)|could have"
    r"|hade (?:vi|de)|wish|önskar att vi"
)

EVENT_PAST = phrases(
    rf"(?:(?:{THEY}|i|we|jag|vi|har|have|has|just|precis|redan|already|also|även) )*(?:sent|emailed|mailed|called"
    rf"|phoned|received|got|shared|delivered|visited|presented|showed|discussed|talked|spoke|asked about|reviewed"
    rf"|tested|left|texted|wrote|skickade|skickat|mailade|mailat|mejlade|mejlat|ringde|ringt|fick|fått|lämnade|visade"
    rf"|presenterade|diskuterade|pratade|gick igenom|testade|skrev|levererade|berättade|frågade om|smsade|stämde av"
    rf"|synkade|synced)(?!:| (?:that|att|and|och|a calendar|kallelse|inbjudan|(?:a |an |the |en )?invit\w*|for a"
    rf"|om ett|om att))"
)

INVITING = phrases(
    rf"(?:(?:{THEY}|i|we|jag|vi|har|have|just|precis) )*(?:sent|skickade|skickat|mailed|mailade|mejlade|la|lade|put"
    rf"|got|fick|received)(?: (?:out|over|ut|in|over|över|me|us|mig|oss|her|him|them|henne|honom|dem|{PERSON}+|a|an"
    rf"|the|en|ett|calendar|kalender|in))* (?:calendar |kalender|mötes)? ?(?:invit\w*|inbjud\w*|kallelse\w*"
    rf"|kalenderbokning\w*|hold)(?: (?:for|to|till|om|på|med|a|an|the|en|ett))*"
    rf"|(?:(?:i|we|jag|vi) )?(?:asked|frågade)(?: (?:her|him|them|henne|honom|dem|{PERSON}+))? (?:if|whether|om)"
    r" (?:she|he|they|hon|han|de)(?:'d| would| could| can| kan| kunde| skulle kunna| ville| vill)?(?: (?:take|do|make"
    r"|have|ta|ha|be up for))?"
    rf"|(?:(?:{THEY}|i|we|jag|vi) )?(?:invited|bjöd in|bjudit in|proposed|suggested|offered|föreslog|föreslagit"
    rf"|erbjöd|asked for|asked (?:her|him|them|{PERSON}+) for|bad om)(?: (?:her|him|them|henne|honom|dem|{PERSON}+"
    rf"|{ROLE}+|for|to|till|på|om|a|an|the|en|ett))*"
)

THEY_ASK = phrases(rf"{THEY} (?:has |have |har )?(?:also |även )?(?:asked|bad|bett)")

CONFIRMATION = phrases(
    r"(?:(?:a|her|his|their|the|en|ett|hennes|hans|deras) )*(?:(?:(?:waiting )?to )?hear(?: back)?|confirmation"
    r"|bekräftelse|ok|okay|go-ahead|klartecken"
    r"|svar|answer|reply|response|besked)(?: (?:from|från|av|på|of|on)(?: .*)?)?"
)

ACTS = phrases(
    r"demo\w*|meet\w*|mtg|call|ring\w*|möte\w*|lunch|send\w*|skicka\w*|mail\w*|mejl\w*|book\w*|boka\w*|present\w*"
    r"|visit\w*|besök\w*|ses|hörs|träffa\w*|follow\w*|återkom\w*|follow up|quote|offert\w*|prep\w*|förbered\w*|ask"
    r"|fråga\w*"
    r"|discuss|diskutera\w*|check\w*|kolla\w*|talk|prata\w*|review\w*|get back|workshop|avstämning|genomgång|skriver"
    r"|write|tar|ta|decides?|beslutar|confirm|bekräftar|comes? back"
)

AHEAD_OF = phrases(
    rf"(?:inför|ahead of|before|to prepare|prep for|prepping for|about"
    rf"|om)(?= (?:\S+ ){{0,2}}{MEETING}(?: \S+){{0,4}}? {TIME})"
)

TO_SOMEBODY = Pattern(rf"(?:(?:för|to|till|with|med|for|at|on|på|{PERSON}|{ROLE})\s*)*")

WAS = phrases(
    rf"(?:(?:{THEY}|{WE}) )?(?:just |precis )?(?:had|met|was|were|did|spent|went|hade|träffade|var|gjorde|gick|blev"
    rf"|fick|it was"
    rf"|det var)"
)
"""What was, is no day to come, however well it went."""

DUE = phrases(
    rf"(?:due|deadline|needed|klart?|ska vara klart?|senast|by)(?: (?:by|on|is|är|till|senast|den|på))*"
    rf" ?:? ?{TIME}+[.! ]*$"
)
"""A sentence that only tells when what stands before it is due."""

GONE_OUT = phrases(
    rf"(?<!send )(?<!skicka )(?<!skickar )(?<!sending )(?<!get )(?<!få )(?<!få ut )(?:{OURS}|quote|offert)"
    rf"(?: (?:to|till|for|för|på|at|of|{PERSON}+|{ROLE}+|{ACCOUNT}+|{MONEY}+))*"
    r" (?:(?:is|was|went|är|gick|has been|har) )?(?:out|sent|emailed|mailed|iväg|ute|skickad|skickat|mejlad|mailad)"
    r"(?! (?:by|before|senast|innan|on|på) )"
)
"""What is out of the house by today is done: "quote out today", "offert skickad"."""
