"""How the common questions are answered in notes. `v` is the answer; a pattern without `v` is an answer as a whole."""

from __future__ import annotations

from domain.reading.marks import MONEY, PERSON, ROLE, TIME
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases

_IS = (
    r"(?: ?[:=] ?| (?:is|are|was|were|has been|är|var|blir|ligger på|lies at|sits at|of|på|om|at|about|around"
    r"|runt|ca|–|-) )"
)
_BE = r"(?: ?[:=] ?| (?:is|are|was|were|är|var|blir) )"
_V = r"(?P<v>.+)"

_BUDGET = (
    rf"budget\w*[^{MONEY}]*?(?P<v>{MONEY}+(?: ?[-–] ?{MONEY}+)?)",
    rf"(?P<v>{MONEY}+)(?: \S+){{0,4}}? budget\w*",
    (
        rf"(?:has|have|had|got|har|hade|set aside|earmarked|allocated|avsatt|satt av|budgeted(?: for)?|budgeterat"
        rf"|spend|lägga|spendera|invest|afford)(?: \S+){{0,3}}? (?P<v>{MONEY}+)(?: (?:to spend|set aside|earmarked"
        rf"|avsatt|att röra sig med|att lägga|for this|för det här|för detta|on this|in their budget|i budget))?"
    ),
    (
        r"(?P<v>(?:there (?:is|'s) )?(?:no|zero|not any|inget|ingen|saknar|without|utan|finns ingen|har ingen"
        r"|inte någon|don'?t have(?: a| any)?|doesn'?t have(?: a| any)?|har inte(?: någon)?"
        r"|har inget)(?: \S+){0,2}? budget\w*.*)"
    ),
    r"(?P<v>budget\w* (?:saknas|missing|is missing|är slut|is gone)\b.*)",
    rf"budget\w*(?: (?:for|för) \S+(?: \S+)?)?{_IS}{_V}",
    (
        r"budget\w*?(?:'s)? (?P<v>(?:(?:isn'?t|is not|not|hasn'?t been|är inte|är ej|inte|ej) (?:yet |ännu |än "
        r"|fully )?)?(?:ok|okay|klar\w*|approved|godkänd|godkändes|finns\w*|secured|set|fixed|klubbad|satt"
        r"|in place|på plats|tight|snäv|begränsad|cut|frozen|fryst|gone|slut|confirmed|bekräftad|exists?|available"
        r"|allocated)\b.*)"
    ),
    r"(?P<v>(?:has|have|there is|there's|got|finns|det finns|har) (?:a |the |en )?budget\b.*)",
)
_DECIDES = (
    r"(?:decides?|will decide|makes the (?:final )?(?:decision|call)|takes the decision|has the (?:final|last) (?:say"
    r"|word)|has final say|calls the shots|owns the decision|signs? (?:off|anything|everything)|is the one deciding"
    r"|holds the (?:budget|pen)"
    r"|bestämmer(?! (?:oss|sig|er|mig|dig)\b)|beslutar(?! (?:oss|sig)\b)|tar (?:det slutgiltiga |det slutliga |alla "
    r"|de här )?(?:beslut\w*|slutbeslut\w*)"
    r"|fattar beslut\w*|har sista ordet|avgör|äger beslutet|sitter på beslutet|har mandat\w*|är den som bestämmer"
    r"|håller i pengarna|godkänner köpet)"
)
_DECISION_MAKER = (
    rf"(?:är|is) (?P<v>(?:{PERSON}+|{ROLE}+)) (?:the |our |deras )?(?:decision[- ]?maker|beslutsfattare\w*)",
    rf"(?:decision[- ]?makers?|beslutsfattare\w*|dm)(?: \S+)?{_BE}(?P<v>.+)",
    (
        r"(?P<v>.+?) (?:is|are|är|verkar vara|verkar|seems to be|appears to be|lär vara|lär) (?:the |our |their "
        r"|deras |den |also )?(?:(?:real|actual|sole|final|main|riktiga?"
        r"|egentliga?) )?(?:decision[- ]?makers?|beslutsfattare\w*|dm|one who decides|economic buyer"
        r"|den som bestämmer)"
    ),
    (
        rf"(?:decision|beslutet|beslut|the call|final say)(?: \S+)? (?:is made by|is taken by|sits with|lies with"
        rf"|rests with|is with|is up to|ligger hos|tas av|fattas av|är|är upp till|sitter hos) {_V}"
    ),
    (
        rf"(?P<v>(?:the |both |it'?s |det är |only |bara )?[^,]+?) (?:(?:alone|själv|ensam|together|tillsammans|also"
        rf"|också|in the end|till slut|ultimately|actually) )?(?:who |that |som )?{_DECIDES}"
    ),
    rf"(?:who |som )?{_DECIDES}",
    rf"(?:up to|upp till) (?P<v>[{PERSON}{ROLE}]+)",
)
_PAIN = (
    (
        rf"(?:pain(?: ?points?)?|(?:main |big(?:gest)? |stora |största )?(?:problem(?:et|s|en)?|challenges?|issues?"
        rf"|headaches?|utmaning\w*|bekymmer|bekymret|smärta\w*))(?: \S+){{0,3}}?(?: ?[:=] ?| (?:is|are|är|was|blir"
        rf"|with|med) ){_V}"
    ),
    (
        rf"(?:struggl\w+ (?:with|to)|frustrated (?:with|by|about)|tired of|fed up with|unhappy with|dissatisfied with"
        rf"|suffer\w* from|complain\w* about|annoyed (?:by|with|about)|kämpar med|missnöj\w+ med|trött\w* på|lider av"
        rf"|klagar på|klagade på|irriterad\w* (?:på|över)|(?:has|have|had|har|hade)(?: \S+)? problem\w*(?: with"
        rf"| med)?) {_V}"
    ),
    (
        r"(?P<v>(?:losing|loses?|wast(?:e|es|ing)|spends? too much|tappar|förlorar|slösar"
        r"|lägger för mycket)(?! (?:against|mot|to us|the deal|affären)) .+)"
    ),
    rf"(?:(?:biggest|main|största|den stora) )?(?:pain|problem|smärta\w*|utmaning\w*) {_V}",
)
_TIMELINE = (
    (
        rf"(?:time ?lines?|time ?frame|tids?plan\w*|deadline\w*|go[- ]?live(?: date)?|driftstart\w*|startdatum"
        rf"|start date|delivery date|leveransdatum)(?: \S+){{0,3}}?(?: ?[:=] ?| (?:is|are|är|was|blir|by|in|i|on|for"
        rf"|senast|to|till|satt till|before|innan) ){_V}"
    ),
    rf"(?:timeline|tids?plan\w*|deadline\w*|go[- ]?live|driftstart\w*) (?P<v>{TIME}+.*)",
    (
        rf"(?P<v>(?:go(?:ing|es)?[- ]live|be live|live|up and running|running|in place|in production|igång|i drift"
        rf"|i gång|driftsätt\w*|på plats|roll(?:ed)? out|rulla ut|implement\w*|migrat\w*|gå live"
        rf"|live)(?: \S+){{0,4}}? ?{TIME}+.*)"
    ),
    (
        rf"(?:need|needs|want|wants|must have|vill ha|behöver(?: ha)?|måste ha)(?: \S+)? (?:it|this|everything"
        rf"|the (?:system|solution|trucks|vehicles|machines|service)|det|den|allt|lösningen|systemet|bilarna|fordonen"
        rf"|maskinerna|tjänsten)(?: \S+){{0,4}}? (?P<v>{TIME}+.*)"
    ),
    (
        rf"(?:wants?|needs?|have|has|plans?|aims?|hope[sd]?|vill|måste|ska|behöver|planerar|tänker"
        rf"|siktar på)(?: (?:to|att))? (?P<v>(?:start|begin|switch|launch|starta|börja|byta|komma igång|köra igång"
        rf"|lansera)(?: \S+){{0,4}}? ?{TIME}+.*)"
    ),
    (
        rf"(?P<v>(?:leverans\w*|delivery|installation|start|starten) (?:ska|skall|must|should|måste|has to|need to"
        rf"|behöver|före|innan|senast|before|by)(?: \S+){{0,4}}? ?{TIME}+.*)"
    ),
    (
        r"(?P<v>(?:no|ingen|inget|inga) (?:(?:real|fixed|clear|fast|tydlig|bestämd|direkt) )?(?:time ?line"
        r"|time ?frame|deadline|rush|hurry|tids?plan|brådska|stress|tidspress)\b.*)"
    ),
)
_RIVALS = (
    r"(?:others|other \w+|another \w+|two more|three|andra|flera|några|två|tre|vendors?|suppliers?|leverantör\w*"
    r"|\d+ (?:other|andra|st)|competitors?|konkurrent\w*)"
)
_COMPETITORS = (
    r"(?:competitors?|konkurrent\w*|(?:already|today|redan|idag) (?:uses?|använder|kör med)) (?P<rival>\S+)",
    r"(?:saw|noticed|spotted|såg|märkte|la märke till) (?P<rival>\S+?)(?:'s)? (?:quote|offer|proposal|offert|anbud)\w*",
    rf"(?:competitors?|competition|konkurrent\w*|konkurrens\w*)(?: \S+){{0,2}}?{_BE}{_V}",
    (
        r"(?P<v>(?:no|inga|ingen|inte några|zero|without) (?:other |andra |annan )?(?:competitors?|competition"
        r"|konkurrent\w*|konkurrens|vendors|suppliers|leverantör\w*|alternatives|alternativ)\b.*)"
    ),
    (
        r"(?P<v>(?:no ?one else|nobody else|ingen annan|only us|bara vi|bara oss|just us|endast oss|not (?:looking at"
        r"|talking to) any(?:one|body) else|tittar inte på någon annan|pratar inte med någon annan)\b.*)"
    ),
    (
        rf"(?:(?:also|too|as well|även|också|parallellt) (?:looking at|looks at|evaluating|evaluates|talking (?:to"
        rf"|with)|talks? (?:to|with)|comparing(?: us)? (?:with|to)|considering|meeting|checking out|tittar på"
        rf"|pratar med|utvärderar|träffar|jämför med|kollar på)|(?:tittar|pratar|kollar) (?:också|även"
        rf"|parallellt) (?:på|med)) {_V}"
    ),
    (
        r"(?:looking at|evaluating|considering|compar(?:e|es|ing)(?: us)? (?:with|to|against)|jämför(?: oss)? med"
        r"|utvärderar|tittar på|kollar på|talking to|pratar med|up against|står mot|(?:has|have|got|fått|har"
        r"|tagit in)(?: a| an| en)? (?:quotes?|offers?|offert\w*|anbud)(?: in)? (?:from|från)|quote from|offert från"
        r"|current (?:supplier|vendor) is|nuvarande leverantör\w* är|incumbent is) (?P<rival>.+)"
    ),
    (
        r"(?P<rival>.+?) (?:is|are|är) (?:also |även |också )?(?:in the race|quoting|bidding|pitching|offering"
        r"|offererande|inne och offererar|the competition|a competitor|bidding|konkurrent\w*|med i racet"
        r"|med och slåss|shortlisted)(?: (?:too|also|också|as well))?"
    ),
    (
        r"(?P<rival>.+?) (?:offererar|räknar|lämnar offert|har lämnat offert|has quoted|have quoted)(?: (?:också|även"
        r"|too|as well))?"
    ),
)
_BODY = (
    r"(?:board|styrelse\w*|approval|approved by|godkän\w*|procurement|inköp\b|upphandling\w*|legal|jurist\w*"
    r"|ledningsgrupp\w*|ledning\w*|sign-?off|koncern\w*|group management|hq|huvudkontor\w*|steering \w+"
    r"|styrgrupp\w*|two signatures|två underskrifter|facket|union)"
)
_PROCESS = (
    (
        rf"(?:decision process|buying process|purchase process|beslutsprocess\w*|beslutsgång\w*|beslutsväg\w*"
        rf"|köpprocess\w*|inköpsprocess\w*|process(?:en)?)(?: \S+){{0,2}}?{_BE}{_V}"
    ),
    (
        rf"(?P<v>(?:needs?|requires?|kräver\w*|krävs|behöver|behövs|must (?:have|get|be)|måste (?:ha|få|upp|via|genom"
        rf"|godkännas|förankras)|has to|have to|must)(?: \S+){{0,5}}? ?{_BODY}.*)"
    ),
    (
        rf"(?P<v>(?:goes|go|going|går|gå|passes|tas|taken|lyfts)(?: \S+)? (?:through|via|to|upp i|genom|till|by|i"
        rf"|in)(?: \S+){{0,2}}? ?{_BODY}.*)"
    ),
    rf"(?P<v>(?:first|först) .*(?:then|sen|sedan|därefter) .*{_BODY}.*)",
)
_CRITERIA = (
    (
        r"(?P<v>\S.*?) (?:is|are|är|blir)(?: also| absolut)? (?:the |det |deras |their )?(?:main|top|key|number one"
        r"|deciding|viktigaste|främsta|huvud)[ -]?(?:criteri\w+|factor|thing|kriteri\w+|krav\w*|faktorn?)"
    ),
    (
        rf"(?:(?:decision |their |deras )?(?:criteri\w+|kriteri\w+)|krav(?:et|en)?|requirements?"
        rf"|most important(?: thing)?|(?:det )?viktigaste?|avgörande|key thing|must[- ]?haves?"
        rf"|deal ?breakers?)(?: \S+){{0,4}}?{_BE}(?:att |that )?{_V}"
    ),
    (
        r"(?P<v>\S.*?) (?:is|are|är|matters|spelar)(?: also| absolut"
        r"| clearly)? (?:(?:the )?most(?: important(?: thing)?)?|viktigast\w*|allra viktigast|avgörande"
        r"|a must(?:-have)?|ett (?:måste|krav)|key|crucial|critical|störst roll|the deciding factor)(?: (?:for"
        r"|för) (?:them|her|him|dem|henne|honom))?"
    ),
    rf"(?:cares?|bryr sig) (?:most |mest |mostly )(?:about|om) {_V}",
    rf"(?:criteri\w+|kriteri\w+|krav(?:et|en)?) {_V}",
)
_CHAMPION = (
    rf"(?:champion\w*|internal sponsor|sponsor\w*|ambassadör\w*|förespråkare\w*)(?: \S+){{0,2}}?{_BE}{_V}",
    (
        r"(?P<v>.+?) (?:is|are|är|blir|will be|could be|kan bli)(?: really| clearly| verkligen| tydligt)? (?:our "
        r"|vår |my |min |a |an |the |en |ett )?(?:strong |great |stark |internal |intern )?(?:champion|sponsor"
        r"|ambassadör|förespråkare|on our side|in our corner|på vår sida|rooting for us|pushing for us"
        r"|selling us internally)\b.*"
    ),
    r"(?P<v>.+?) (?:pushes|fights|pushar|kämpar|argumenterar|talar varmt)(?: \S+)? (?:for|för|om) (?:us|oss)\b.*",
    (
        r"(?P<v>.+?) (?:driver frågan|driver på|säljer in oss|drives this|driver det) ?(?:internt|internally|inside"
        r"|hos dem)?\b.*"
    ),
)

ANSWERS: dict[str, tuple[Pattern, ...]] = {
    key: tuple(map(phrases, patterns))
    for key, patterns in {
        "budget": _BUDGET,
        "decision_maker": _DECISION_MAKER,
        "pain": _PAIN,
        "timeline": _TIMELINE,
        "competitors": _COMPETITORS,
        "decision_process": _PROCESS,
        "criteria": _CRITERIA,
        "champion": _CHAMPION,
    }.items()
}
"""Patterns per question key, the most telling first."""

TOPICS: dict[str, Pattern] = {
    key: phrases(source)
    for key, source in {
        "budget": r"budget\w*",
        "decision_maker": (
            r"who (?:else )?(?:decides|makes the decision|the decision[- ]?maker is|signs|is deciding)"
            r"|decision[- ]?makers?|vem som (?:bestämmer|beslutar|tar beslut\w*|fattar beslut\w*"
            r"|är beslutsfattare)|vem (?:bestämmer|beslutar)|beslutsfattare\w*|who has (?:the )?final say"
        ),
        "pain": r"pains?|pain points?|problems?|problemet|challenges?|utmaning\w*|smärt\w+",
        "timeline": (
            r"time ?lines?|timing|time ?frame|deadline\w*|tids?plan\w*|go[- ]?live|when they (?:want|need"
            r"|plan)\w*|när de (?:vill|behöver|ska)"
        ),
        "competitors": r"competit\w+|konkurren\w+|other vendors|andra leverantörer|alternativ\w*|who else",
        "decision_process": (
            r"decision process|beslutsprocess\w*|buying process|how they (?:decide|buy)|hur de (?:beslutar|köper"
            r"|tar beslut)|process(?:en)?"
        ),
        "criteria": r"criteri\w+|kriteri\w+|requirements|krav\w*|what matters",
        "champion": r"champion\w*|sponsor\w*",
    }.items()
}
"""What somebody asks about when they ask the question."""

RIVAL_WORDS = phrases(_RIVALS)
