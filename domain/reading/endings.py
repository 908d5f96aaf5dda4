"""Whether a note says that a deal was won, lost, let go or paused, or that it moved to another stage."""

from __future__ import annotations

import re

from domain.process import Process, Stage
from domain.reading.marks import ACCOUNT, PERSON, ROLE, THEY, TIME, WE
from domain.reading.passage import Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.sided import beyond
from domain.reading.words import fold

_WON = phrases(
    rf"(?:{WE} )?(?:just |have |har |precis )*(?:won|vann|vunnit)(?: (?:it|the deal|this|them|this one|the contract"
    rf"|the order|the business|the tender|den|det|affären|dem|kunden|upphandlingen|uppdraget|ordern|kontraktet"
    rf"|{ACCOUNT}+)| ?!|$|,| over| against| mot| för| for| at| med| with| tillbaka|[ .]*$)"
    rf"|deal (?:is |was )?(?:won|closed|done|signed|in the bag)|affären (?:är |blev )?(?:vunnen|klar|hemma|i hamn"
    rf"|stängd|påskriven|signerad|säkrad)|closed[- ]won|{ACCOUNT}+ (?:(?:is|är) (?:won|vunnen|hemma|klar)|won(?=$"
    rf"|[.,!]| for| at))|(?:new |ny )?order (?:from|från) {ACCOUNT}+"
    rf"|(?:{THEY}|customer|kunden)(?: (?:has|have|har|just|precis|finally|äntligen|nu|now))* (?:signed|skrev på"
    rf"|skrivit på|signerade|signerat|skrev under|skrivit under|undertecknade|placed (?:the|an|their) order"
    rf"|lade (?:sin |en |sina )?(?:order|beställning)\w*|la (?:sin |en )?(?:order|beställning)\w*|beställde|beställt"
    rf"|ordered|bought|köpte|köpt|chose us|picked us|went with us(?! (?:to|on|for|there|till))|valde oss|valt oss"
    rf"|gick med oss|accepted (?:the |our )?(?:quote|offer|proposal)|accepterade offerten|accepterat offerten"
    rf"|godkände offerten|tackade ja till (?:offerten|erbjudandet|affären))"
    r"|(?:contract|order|avtal(?:et)?|kontrakt(?:et)?|offert(?:en)?|agreement|po|purchase order)(?: (?:is|was"
    r"|has been|are|är|blev|nu|now|just|finally|äntligen))* (?:signed|påskriven|påskrivet|signerad|signerat"
    r"|undertecknad|undertecknat|underskrivet|in|arrived|came in|came|kom|landade|received|inkommen|mottagen|inne"
    r"|hemma|placed|lagd)"
    r"|(?:got|received|fick|fått|tog|tagit|ta|have|har)(?: in)? (?:the |an |a |their |en |hem )?(?:signed (?:contract"
    r"|order|quote|agreement)|order(?:n)?(?! confirmation| form)|po|purchase order|påskriv\w+ avtal\w*"
    r"|påskriven order|signerat avtal|affären)|(?:tog|tagit) hem (?:den|affären|ordern|kunden|det)|(?:rodde"
    r"|ro) (?:den |affären )?(?:hem|i land)"
    rf"|(?:sold|sålde|sålt)(?: \S+){{1,5}} (?:to|till) (?:{ACCOUNT}+|{PERSON}+)"
    r"|signed (?:the )?(?:contract|order|agreement|deal|quote|today|yesterday|sealed)|skrev på (?:avtalet|offerten"
    r"|kontraktet|idag|igår)|skrev under (?:avtalet|offerten)"
)
_LOST = phrases(
    rf"(?:{WE} )?(?:just |have |har |precis )*(?:lost|förlorade|förlorat|torskade)(?: (?:it|the deal|this(?: one)?"
    rf"|the contract|the order|the tender|the business|den|det|affären|upphandlingen|ordern|kontraktet|uppdraget"
    rf"|{ACCOUNT}+|to|till|against|mot|on price|på pris(?:et)?|due to|pga|p\.g\.a|because)|$|[ .!]*$)"
    rf"|deal (?:is |was )?lost|closed[- ]lost|affären (?:är |blev )?(?:förlorad|borta|död|körd)|{ACCOUNT}+ (?:is "
    rf"|är )?(?:lost|förlorad|borta)"
    rf"|(?:{THEY})(?: (?:has|have|har|just|precis|tyvärr|unfortunately))* (?:said no to|turned down|rejected"
    r"|declined|tackade nej till|tackat nej till|sa nej till|avböjde|nobbade|ratade) (?:us|oss|(?:(?:our|the"
    r"|vår\w*) )?(?:offert\w*"
    r"|offer|quote|proposal|deal|erbjudande\w*|affär\w*|lösning\w*|solution|anbud\w*))"
    r"|tackade nej$|(?:said|fick|got) (?:a )?(?:final |definite )?(?:no|nej)(?: to| på| till) (?:the |our )?(?:deal"
    r"|quote|offer|proposal|offerten|affären|anbudet)|förlorad|stänger (?:den|det|affären) som förlorad"
    r"|closing it as lost|vi (?:är|blev) (?:ute|bortvalda)|we'?re out|we are out|gick till (?:konkurrent\w*)"
    r"|konkurrenten (?:vann|tog)|(?:the )?competitor (?:won|got it)"
)
_CHOSE = phrases(
    rf"(?:{THEY})(?: (?:has|have|har|just|precis|tyvärr|unfortunately|instead|nu|now|decided to|beslutade att"
    r"|istället|i stället))* (?:chose|choose|picked|went with|go with|going with|signed with|selected|bought from"
    r"|valde|valt"
    rf"|väljer|gick till|går med|gick med|gått med|skrev på med|skrev med|köper av|köpte av"
    rf"|köpte från) (?P<whom>(?!{TIME}|[{PERSON}{ROLE}]).+)"
)
_A_RIVAL = phrases(
    r"(?:a |an |the |en |ett |någon |some)?(?:competitor\w*|konkurrent\w*|another \w+|annan \w*|other \w+"
    r"|someone else|somebody else|någon annan|in-house|incumbent|current supplier|befintlig\w* leverantör)"
)
_OF_OURS = phrases(r"\S+ (?:package|plan|model|version|option|alternativ\w*|paket\w*|modell\w*|tier|edition)")
_DROPPED = phrases(
    r"(?:dropping|dropped|drop) (?:it|this|them|the deal|this one)|dropping[ .!]*$|let(?:ting)? (?:it|this|them"
    r"|this one) go"
    r"|disqualif\w+|diskvalific\w+|not a (?:good )?(?:fit|match)|no fit|bad fit|wrong fit|poor fit|walking away"
    r"|walked away|giving up|gave up on|not worth (?:it|pursuing|our time)"
    r"|not pursuing|won'?t pursue|closing (?:it|this one) out|lägger ner(?: (?:den|det|affären|detta))?|lagt ner"
    r"|lägger ned|släpper (?:den|det|dem|dom|affären|den här|denna|detta)|släppt (?:den|det|affären)|släppte (?:den"
    r"|det|affären)|avskriver|avskriven|ingen (?:bra )?match|passar inte oss|inte (?:rätt|vår|en) (?:kund|målgrupp"
    r"|match|fit)|dead deal|död affär|kvalificer\w+ bort|bortkvalificer\w+|kvalat bort|kvalar bort"
    r"|tackar för oss|drar oss ur|går inte vidare med (?:den|dem|affären|detta|kunden)"
)
_PAUSED = phrases(
    rf"on hold|on ice|paused|parked|(?:asked|want(?:s|ed)?|told) (?:us )?to (?:wait|pause|hold)|(?:wait|hold"
    rf"|pause) (?:until|till|for|off)|holding off|put(?:ting)? (?:it|this|everything|the project) (?:on hold|on ice"
    rf"|off|aside)|frozen|pausad\w*|pausat|pausar|paus(?! (?:i|under) möt)"
    rf"|på is|lagt på is|fryst|fryser (?!budget)|parkera\w*|bett oss (?:att )?vänta|bad (?:oss|mig) (?:att )?(?:vänta"
    rf"|avvakta|pausa)|ber (?:oss|mig) (?:att )?(?:vänta|avvakta)|vill (?:vänta|avvakta|pausa)|(?:{THEY}) (?:väntar"
    rf"|avvaktar|pausar|wait|waits|pause|pauses)(?: med| till| tills| until| with| on)|skjuter (?:upp|på) (?:det"
    rf"|projektet|beslutet|affären|allt|upphandlingen)|skjutit upp (?:projektet|beslutet|det|allt)|(?:project|deal"
    rf"|decision|everything|projektet|affären|beslutet|upphandlingen) (?:is |was |has been |är "
    rf"|har blivit )?(?:postponed|paused|frozen|on hold|uppskjut\w+|pausa\w+|framskjut\w+)|not (?:right )?now"
    rf"|not this year|inte (?:just )?nu|vilande|vila(?:r)? affären|vilar till"
)
_UNREAL = phrases(
    r"if|when|once|unless|until|hope\w*|will|would|could|might|may|should|can|about to|going to|ready to|close to"
    r"|almost|nearly|soon|want\w*|plan\w*|expect\w*|before|maybe|perhaps|not|n't|never|no|to|trying|aim\w*|likely"
    r"|probably|think|risk\w*|afraid|fear|worried|tomorrow|yet|still need\w*"
    r"|om|när|ifall|innan|hoppas|kommer|ska|skall|skulle|kan|kanske|nästan|snart|vill|planerar|inte|ej|aldrig|nog"
    r"|tror|risk\w*|rädd|orolig|försöker|förhoppningsvis|måste|behöver|väntar|imorgon|redo att|på väg att|nära att"
    r"|verkar|seems?|asked if|frågade om|i fjol|last year|förra året|previously|tidigare|in 20\d\d|years? ago"
)
_UNREAL_PAUSE = phrases(
    r"if|unless|might|would|could|maybe|not|n't|never|inte|ej|om|kanske|skulle|ifall|until we|tills vi|är inte|isn'?t"
    r"|no longer|inte längre|waiting for us|risk\w*"
)


def find_status(passage: Passage) -> str | None:
    """won, lost, disqualified or paused, when the note states it as done."""
    for clause in passage.clauses:
        status = None if clause.asks else _status_of(clause)
        if status is not None:
            return status
    return None


def _status_of(clause: Clause) -> str | None:
    low = clause.low
    for status, pattern in (("disqualified", _DROPPED), ("won", _WON), ("lost", _LOST)):
        match = pattern.search(low)
        if match is not None and status == "won" and _ANOTHER_WINS.search(low[: match.start()]):
            continue
        if (
            match is not None
            and not _UNREAL.search(low[: match.start()])
            and not _UNREAL.search(_rest(low, match.end()))
        ):
            return status
    if _chose_another(clause):
        return "lost"
    match = _PAUSED.search(low)
    if match is not None and not _UNREAL_PAUSE.search(low[: match.start()]):
        return "paused"
    return None


_ANOTHER_WINS = re.compile(
    r"(?<!\w)(?!(?:yes|ja|so|så|and|och|today|idag|nu|now|hurra|woho+|yay|äntligen|finally|great news|goda nyheter"
    r"|update|and|we|vi|jag|i|just|har|have)\b)[a-zåäö]+ $"
)


def _chose_another(clause: Clause) -> bool:
    """They bought from somebody else, who is named or called a competitor; a package of ours is no such."""
    match = _CHOSE.search(clause.low)
    if match is None or _UNREAL.search(clause.low[: match.start("whom")]) or _OF_OURS.match(match["whom"]):
        return False
    return clause.typed(*match.span("whom"))[:1].isupper() or _A_RIVAL.match(match["whom"]) is not None


def _rest(low: str, place: int) -> str:
    """What follows closely: "signed? not yet"."""
    return (
        " ".join(low[place:].split()[:2])
        if re.match(r" (?:if|when|om|når|soon|snart|not|inte|yet)\b", low[place:])
        else ""
    )


def status_clauses(passage: Passage) -> frozenset[int]:
    """Where the clauses begin that tell how the deal stands."""
    return frozenset(clause.start for clause in passage.clauses if not clause.asks and _status_of(clause) is not None)


_MOVED = phrases(
    rf"(?:(?:moved|moves|moving|advanced|progressed|gone|went|pushed|promoted|flyttade|flyttat|flyttar|flyttad|gick"
    rf"|går|gått|avancerade|avancerat|skjutits|is|are|was|now|is now|we'?re|we are|är|vi är|ligger"
    rf"|nu)(?: (?:{ACCOUNT}+|it|them|the deal|deal|this(?: one)?|den|det|affären|dem|on|over|forward|up|now|nu|vidare"
    rf"|över|upp|framåt|in|we'?re|from \S+|från \S+))*"
    r" (?:to|into|in|till|i|in i|over to)|(?:entered|entering|reached|inne i|gått in i|går in i|nått|passed into"
    r"|new stage:?|ny fas:?|stage ?:|fas ?:|stage is(?: now)?|fasen är(?: nu)?))(?: (?:the|a|fasen|fas|stage|steget"
    r"|steg))*"
)
_STAYS = phrases(
    r"not|n't|if|should|ready to|want to|could|will|can|inte|ej|om|ska|bör|kan|redo att|vill|borde|when|när|before"
    r"|innan|until|might|maybe|kanske|trying|försöker|move|flytta|to be|hope|hoppas|needs?|måste|behöver"
)
_STAGES: tuple[tuple[str, str], ...] = (
    ("qualif", r"qualif\w+|kvalific\w+|kvalning\w*"),
    ("discov", r"discovery|needs analysis|needs|behov\w*|behovsanalys\w*|discover|kartlägg\w+"),
    ("demo", r"demo\w*|demonstration"),
    ("propos", r"proposal|propose|quote|quotation|quoting|offer|offert\w*|proposals|anbud\w*|förslag\w*"),
    ("negot", r"negotiat\w+|förhandl\w+|closing|avslut\w*"),
    ("prospect", r"prospect\w*|prospekter\w*|lead"),
    ("trial", r"trial|pilot\w*|poc|proof of concept|test\w*"),
    ("contract", r"contract\w*|contracting|avtal\w*|kontrakt\w*|legal"),
    ("deliver", r"deliver\w+|leverans\w*|onboarding"),
)


def find_stage(passage: Passage, process: Process | None) -> str | None:
    """The stage the note says the deal moved to, if its process has it."""
    if process is None:
        return None
    return next((stage.key for clause in passage.clauses if (stage := _stage_of(clause, process))), None)


def stage_clauses(passage: Passage, process: Process | None) -> frozenset[int]:
    """Where the clauses begin that tell which stage the deal moved to."""
    if process is None:
        return frozenset()
    return frozenset(clause.start for clause in passage.clauses if _stage_of(clause, process))


def _stage_of(clause: Clause, process: Process) -> Stage | None:
    for moved in () if clause.asks else _MOVED.finditer(clause.low):
        if not _STAYS.search(clause.low[: moved.start() + 1]):
            stage = _stage_at(clause, beyond(clause.low, moved.end()), process)
            if stage is not None:
                return stage
    return None


def _stage_at(clause: Clause, place: int, process: Process) -> Stage | None:
    rest = clause.low[place:]
    named = [stage for stage in process.stages if any(_begins(rest, name) for name in _names(stage))]
    if not named:
        groups = [source for _, source in _STAGES if phrases(source).match(rest)]
        named = [
            s for s in process.stages if any(phrases(source).match(name) for source in groups for name in _names(s))
        ]
    return named[0] if len({stage.key for stage in named}) == 1 else None


def _names(stage: Stage) -> list[str]:
    return [fold(name).text for name in (stage.key.replace("_", " "), *(text for _, text in stage.name.by_language))]


def _begins(rest: str, name: str) -> bool:
    after = (
        r"(?:s?(?:fas(?:en)?|stage|steget)?|s?[- ]?(?:stage|phase|fas|fasen|steget))?(?=[\s.,!]*$|[\s.,]+(?:now"
        r"|nu|today|idag|stage|phase|fas|after|efter|yesterday|igår|with|med|on|Τ))"
    )
    return re.match(re.escape(name) + after, rest) is not None


def speaks_of_customer(clause: Clause) -> bool:
    """Whether anybody at the customer is named."""
    return re.search(rf"[{PERSON}{ROLE}{ACCOUNT}]", clause.low) is not None
