"""How notes tell of meetings: that were, that were to be, and that were none."""

from __future__ import annotations

from domain.reading.marks import ACCOUNT, PERSON, ROLE, TIME
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.things import MEETING, OURS
from domain.reading.verbs import DONE, PLAIN

NOBODY = phrases(
    r"voice ?mails?|vm|left (?:(?:a|her a|him a|them a|another) )?(?:message|msg)|(?:lämnade|talade in"
    r"|lämnat) (?:ett )?(?:meddelande|medd)"
    r"|svarare\w*|telefonsvarare\w*|röstbrevlåda\w*|mobilsvar\w*|no answer|no reply|no response|no luck"
    r"|didn'?t (?:answer|pick up|reply|respond)"
    r"|did not (?:answer|pick up)|does not answer|not answering|(?:couldn'?t|could not|can'?t|cannot"
    r"|unable to) (?:reach|get hold of)"
    r"|inget svar|ingen svarade|no ?one (?:answered|picked up)|nobody (?:answered|picked up)|svara(?:de|r)? (?:inte"
    r"|ej|aldrig)|fick (?:inte|ej|inget|aldrig) (?:tag|svar)|får inte tag|inte fått tag|nådde (?:inte|ej)|når inte"
    r"|kom inte fram|gick inte att nå|utan framgång|tried (?:to (?:call|reach|phone)|calling|reaching)|försökt(?:e"
    r"|) (?:ringa|nå)|sökte|sökt"
    r"|missed (?:a )?call|missat samtal|upptaget"
)

NO_SHOW = phrases(
    rf"(?:ingen|no) {PERSON}+(?=[ .!]*$)|"
    r"(?:ej|inte) (?:på plats|där|inne|hemma) när (?:jag|vi) kom|(?:wasn'?t|not) (?:there|in|around) when (?:i|we)"
    r" (?:came|arrived|got there|showed up)|"
    r"no[- ]?show(?:s|ed)?|(?:did not|didn'?t|never) (?:show|turn up|join|come|appear|attend)(?: up)?|never showed"
    r"|nobody (?:came|showed|joined)|no one (?:came|showed|joined)"
    r"|stood (?:me|us) up|ghosted(?: us| me)?|failed to show|(?:dök|kom|kommer|dyker|anslöt)(?: \S+)? (?:inte|ej"
    r"|aldrig|ingen)(?: upp| fram)?|uteblev|uteblivit"
    r"|ingen (?:kom|dök upp|anslöt|var där)|missade (?:mötet|demon|samtalet|lunchen)|missed (?:the|our|his|her"
    r"|their) (?:meeting|demo|call|lunch)"
    r"|(?:glömt|missat)(?: bort)?(?: av)? (?:mötet|demon|samtalet|lunchen)|forgotten (?:about )?(?:the"
    r"|our) (?:meeting|demo|call|lunch)"
    r"|glömde (?:bort )?(?:mötet|demon|samtalet|av mötet)|forgot (?:about )?(?:the|our) (?:meeting|demo|call)"
)

CANCELLED = phrases(
    rf"(?:can'?t|cannot|can not|couldn'?t|kan inte|kan ej|kunde inte|hinner inte)(?: (?:do|ha|ta|köra))"
    rf"(?: (?:the|our|vår|vårt|det|den|{ACCOUNT}+|{TIME}+(?:'?s)?)){{0,2}} {MEETING}(?: (?:on|at|på|den))?(?= {TIME}"
    rf"|$)|"
    rf"{TIME}+(?:'s)? (?:is|was|got|är|blev) (?:off|struken|struket)(?=[ .,!]*$)|"
    r"cancel(?:l?ed|s|l?ing)?|cancell?ation|called (?:it )?off|calls off|avbok(?:ade|ad|at|ar|ades)|bok(?:ade|ar|at"
    r"|a) av(?! (?:oss|mig)\b)"
    r"|ställde(?:s)? \S* ?in|ställer in|ställt in"
    r"|inställ(?:t|d|da|es|ts)|blev inte av|blir inte av|fick ställa in|cancell?ad(?:e|es)?|cancl?ade|scrapped"
    rf"|pulled out of|avlyst|(?:blev|blir|blev det|det blev) (?:inget|ingenting|inte) av(?= (?:\S+ ){{0,3}}?(?:{TIME}"
    rf"|{MEETING}))"
    rf"|{MEETING} (?:is |was |are |now |got |är |blir |blev |nu )*(?:off|utgår|struken|struket|ströks)(?! to)"
    rf"|{MEETING}(?: \S+){{0,4}}? (?:blev|blir) (?:inget|ingenting) av"
)

SUPPOSED = phrases(
    r"(?:was|were) (?:supposed|meant|due) to (?:see|meet|call|visit|have|demo)|skulle (?:ha )?(?:träffa\w*|ses"
    r"|setts|besöka)"
)
SICK = phrases(
    r"sick|ill|flu|covid|sjuk\w*|förkyld|vabba\w*|vab|had to (?:cancel|go|leave)|got stuck|fick förhinder|förhinder"
)
"""Why what was to be was not."""

OTHER_THING = phrases(
    r"contract|tenders?|rfp|rfq|upphandling\w*|budget\w*|subscription|order|agreement|licen[cs]e|project"
    r"|avtal(?!\w*möte)\w*"
    r"|abonnemang\w*|ordern?|kontrakt\w*"
    r"|prenumeration\w*|projekt\w*"
)

UNREAL = phrases(
    r"if|might|may|would|could|unless|hope(?:fully)?|maybe|perhaps|(?:should|will|'ll|going to|want(?:s)? to|need to"
    r"|have to|try to) (?:cancel|meet)"
    r"|om|kanske|skulle|ifall|hoppas|förhoppningsvis|(?:ska|vill|måste|kommer att|kommer) (?:ställa|avboka|träffa)"
)

DENIED = phrases(
    r"not|never|can'?t|cannot|won'?t|couldn'?t|isn'?t|wasn'?t|n't|haven'?t|hasn'?t|didn'?t|don'?t|inte|ej|aldrig|yet to"
    r"|ännu inte|utan att"
)

QUALITY = (
    r"(?:very|really|mycket|väldigt|super|jätte)? ?(?:well|good|great|ok|okay|fine|bad|badly|so so|so-so|tough"
    r"|positive|fantastic|excellent|productive"
    r"|awesome|smooth\w*|short|long|rough|quick|brief|snabb|snabbt|bra|kanon|toppen|fint|lovande|sådär|dåligt|lyckat"
    r"|lyckad|givande|kort|trögt"
    r"|strålande|utmärkt|över förväntan"
    r"|superbra|jättebra|så där|nice|interesting|intressant|useful|promising|a success)"
)

_AFTER = rf"(?:after|efter) (?:the |our )?{TIME}+(?:'?s)? {MEETING}(?= (?:with|w/?|med|m|hos) )"
AFTER = phrases(_AFTER)
"""What follows on a meeting that was."""

TALKED = phrases(
    rf"{_AFTER}|"
    rf"(?:åkte|körde|gick|svängde|stack|drove|went|stopped|swung|dropped|popped|called) (?:by|förbi|in på)"
    rf"(?= (?:the )?{ACCOUNT})|"
    rf"(?:käkade|åt) (?:lunch|middag)|(?:got|fick) {PERSON}+ (?:on the (?:phone|line)|på (?:tråden|luren|telefon))|"
    rf"met(?: up)?|meet w|visited|träffade?s?|träffat|mötte|mött|besökte|besökt|sågs|lunchade|fikade"
    rf"|(?:spoke|spoken|talked|chatted|pratade|pratat|snackade|snackat|talade|talat|satt|åt lunch|käkade lunch|käkade"
    rf"|fikat|sat down|caught up|stämde av|avstämt|synced|synkade)"
    rf"(?: \S+){{0,2}} (?:with|w/?|to|med|m)"
    r"|(?:told|said|confirmed|mentioned|sa|sade|berättade|nämnde|bekräftade)(?: \S+){0,5}? (?:on|over|per|via|på|i)"
    r" (?:the )?(?:phone|telefon(?:en)?)"
    rf"|{DONE}(?: \S+){{0,6}}? (?:after|efter|following) (?:the |our )?{TIME}+(?:'?s)? {MEETING}"
    rf"|saw(?= (?:[{PERSON}{ROLE}]|her\b|him\b|them\b))"
    rf"|(?:went|drove|åkte|stack|gick) (?:over |out |up |down |ut |ner |upp |förbi )?(?:to (?:see|visit|meet)|and saw"
    rf"|till|to|för att träffa"
    rf"|och träffade|hos)(?= [{PERSON}{ROLE}{ACCOUNT}])"
    rf"|(?:had|spent|hade|fick)(?: \S+){{0,4}}? (?:hours?|minutes|mins?|time|while|timm?ar|timme|minuter"
    rf"|stund) (?:with|w/?|with|med|m|hos|at)"
    rf"(?= (?:[{PERSON}{ROLE}{ACCOUNT}]|them\b|her\b|him\b|henne\b|honom\b|dem\b))"
    rf"|\d+ ?(?:min|mins|minutes|minuter|h|hours?|timm?ar|timme) (?:with|w/?|med|m|hos"
    rf"|at)(?= [{PERSON}{ROLE}{ACCOUNT}])"
    rf"|{PERSON}+(?: and [{PERSON}{ROLE}]+| och [{PERSON}{ROLE}]+)* (?:joined|attended|deltog|var med"
    rf"|närvarade)(?! (?:the company|us in|på bolaget))"
    rf"|ran into|bumped into|stötte (?:på|ihop)|sprang på|got hold of|fick tag (?:på|i)|nådde(?= [{PERSON}{ROLE}])"
    rf"|reached(?= [{PERSON}{ROLE}])"
    rf"|demo(?:ed|'d|de|ade|at)|presented(?: to)?|pitched|presenterade|walked (?:\S+ ){{0,3}}through|gick igenom"
    rf"|reviewed(?: \S+){{0,3}} with"
    rf"|(?:showed|visade)(?= (?:them|her|him|dem|henne|honom|[{PERSON}{ROLE}]|the |upp |vår|demo|our ))"
    rf"|(?:was|were|been|been over|var|varit|satt)(?: \S+)? (?:at|to|over at|hos|på|ute hos|ute på)(?= (?:{ACCOUNT}"
    rf"|them\b|dem\b|the customer|kunden|besök|lunch|möte|{PERSON}))"
    rf"|(?:(?:came|come|comes|coming|back|left|home|kom|kommer|tillbaka|hemma) (?:straight |precis |just |direkt "
    rf"|nyss )?(?:from|från)|just left|just got off)"
    rf"(?= (?:\S+ ){{0,3}}(?:{ACCOUNT}|them\b|dem\b|{MEETING}\b|the phone|{PERSON}))"
    rf"|(?:had|have had|did|ran|gave|held|hade|haft|höll|körde|kört|gjorde|genomförde|avslutade"
    rf"|finished)(?: \S+){{0,5}}? {MEETING}"
    rf"|(?:on|over|by|during|in|at|i|på|under|över|per|via) (?:the |a |today'?s |dagens )?(?:phone|telefon(?:en)?|tfn"
    rf"|call|meeting|mötet|samtalet|demon)(?= )"
    rf"|{MEETING} (?:just )?(?:went|was|gick|var|blev|done|held|avklara\w+|klar|genomför\w*|hölls|körd"
    rf"|gjord)(?! (?:booked|bokad|bokat|set|scheduled|cancelled))"
    rf"|{QUALITY} {MEETING}|face to face|in person|öga mot öga"
)

MOVED = phrases(
    rf"(?:move|moved|moves|push|pushed|postpone|postponed|reschedule|rescheduled|bump|bumped|flytta|flyttar|flyttade"
    rf"|flyttat|sköt|skjuta|skjuter|skjutit|bokade om|boka om|ändrade|changed)(?: \S+){{0,3}}? {MEETING}"
    rf"|{MEETING}(?: \S+){{0,6}}? (?:moved|pushed|postponed|rescheduled|bumped|\w*flytta\w*|\w*skjut\w*|ombokad"
    rf"|ombokat)"
)
"""A meeting that got another day has not been."""

SPOKEN_FORM = phrases(
    rf"(?:jag |vi |va |o )*(?:träffa|prata|snacka|luncha|fika|stämma av|mötte upp"
    rf"|besöka)(?= (?:\w+ )?[{PERSON}{ROLE}{ACCOUNT}])"
)

POINTS_ON = Pattern(
    rf"\b(?:to|till|by|senast|before|innan|until|tills|fram till)(?: (?:the|den|on|på))? $"
    rf"|\b(?:about|om|re|regarding|ang|angående|kring) (?:\S+ ){{0,2}}(?:{MEETING}|{OURS}) (?:(?:on|på) )?$"
    rf"|{phrases(rf'(?:who|som|wants?|vill|will|ska|skall|needs?|behöver|inför|ahead of|(?:to|att) {PLAIN})').pattern}"
)
"""What leads from a meeting that was to a day to come: "met Anna to plan Friday's demo"."""

RANG = phrases(
    r"(?:called|phoned|rang|ringde|ringt)(?! (?:off|in sick|it|about a|out))|phone call (?:with|from)|talade i telefon"
)

NOMINAL = phrases(rf"{MEETING}")

WENT = phrases(rf"(?:went|gick|var|was|blev) {QUALITY}|{QUALITY}|done|held|klart?|avklara\w+")

BOOKING = phrases(
    r"book(?:ed|ing)?|bok(?:a|ar|ad|at|ade)|inbok\w+|schedul\w+|set|set up|planned|planera\w*|arrang\w+|agreed"
    r"|bestäm\w*|next|nästa|nytt|ny|new|another|upcoming"
    r"|kommande|will|'ll|ska|skall|want\w*|vill|would|need\w*|behöver|ask\w*|invite\w*|inbjud\w*|kallelse\w*"
    r"|föresl\w+|suggest\w*|propos\w*|to|att|send\w*|skicka\w*"
    r"|prep\w*|förbered\w*|confirm\w*|bekräft\w*|moved|flytta\w*|resched\w*|väntar|waiting|no|inget|ingen|inga"
    r"|request\w*|accept\w*|tackade|okayed|ok'd|godkän\w+"
)

INTERNAL = phrases(
    r"internal(?:ly)?|internt?|intern(?:a|möte)|(?:team|sales|pipeline|staff|forecast) (?:meeting|sync|standup|call)"
    r"|stand-?up|veckomöte\w*|säljmöte\w*|avdelningsmöte\w*"
    r"|teammöte\w*|(?:with|w/?|med|to) (?:my|our|min|mitt|vår|vårt|the) (?:boss|manager|chef|team|colleagues?"
    r"|kollegor?|kollega|säljteam|presales|cfo|ceo|vd)"
    r"|among ourselves|oss emellan|mellan oss|dry run|rehears\w+|genrep|med teamet|with the team"
)

OUTSIDER = (
    r"(?:an? |the |en |ett |någon |deras |their |our |vår )?(?:old |former |gammal |tidigare )?"
    r"(?:consultants?|konsult\w*|partners?|partnern|suppliers?|leverantör\w*|distribut\w+|återförsäljar\w*|friends?"
    r"|kompis\w*|bekant\w*|referens\w*|reference"
    r"|analyst|journalist|competitors?|konkurrent\w*|colleagues?|kolleg\w*|recruiter|ex-employee|industry contact"
    r"|branschkollega)"
)

TO_OUTSIDER = phrases(rf"(?:with|w/?|to|med|m|met|träffade|mötte|called|ringde|into|på) {OUTSIDER}")

JUST = phrases(
    r"just now|this am|nyss|precis nu|alldeles nyss|nu nyss|just nu|right now|just (?:met|spoke|talked|had|got off"
    r"|left|finished|came|called|saw|visited|presented)"
    r"|precis (?:träffat|haft|pratat|kommit|varit|lagt på|ringt|klara?|avslutat|mött)|(?:kommer|kom|var"
    r"|pratade|träffade|ringde) (?:just|precis)|har just|har precis"
)
