"""Whether a note says that a deal was won, lost, let go or paused."""

from __future__ import annotations

import re

from domain.reading.marks import ACCOUNT, PERSON, ROLE, THEY, TIME, WE
from domain.reading.passage import Clause, Passage
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases

_WON = phrases(
    rf"(?:{WE} )?(?:just |have |har |precis )*(?:won|vann|vunnit)(?: (?:it|the deal|this|them|this one|the contract"
    rf"|the order|the business|the tender|den|det|affären|dem|kunden|upphandlingen|uppdraget|ordern|kontraktet"
    rf"|{ACCOUNT}+)| ?!|$|,| over| against| mot| för| for| at| med| with| tillbaka|[ .]*$)"
    rf"|deal (?:is |was )?(?:won|closed|done|signed|in the bag)|affären (?:är |blev )?(?:vunnen|klar|hemma|i hamn"
    rf"|stängd|påskriven|signerad|säkrad)|closed[- ]won|{ACCOUNT}+ (?:(?:is|are|är) (?:won|signed|vunnen|hemma|klar"
    rf"|signerad|påskriven)|won(?=$"
    rf"|[.,!]| for| at))|(?:new |ny )?order (?:from|från) {ACCOUNT}+|(?:po|ordern) (?:from|från) {ACCOUNT}+ (?:is in"
    rf"|came|arrived|kom|har kommit|landade)"
    rf"|(?:{THEY}|customer|kunden)(?: (?:has|have|har|just|precis|finally|äntligen|nu|now))* (?:signed|skrev på"
    rf"|skrivit på|signerade|signerat|skrev under|skrivit under|undertecknade|placed (?:the|an|their) order"
    rf"|lade (?:sin |en |sina )?(?:order|beställning)\w*|la (?:sin |en )?(?:order|beställning)\w*|beställde|beställt"
    rf"|ordered|bought|köpte|köpt|chose us|picked us|went with us(?! (?:to|on|for|there|till))|valde oss|valt oss"
    rf"|gick med oss|accepted (?:the |our )?(?:quote|offer|proposal)|accepterade offerten|accepterat offerten"
    rf"|godkände offerten|tackade ja till (?:offerten|erbjudandet|affären))"
    r"|(?:contract|agreement|avtalet?|kontraktet) (?:is |was |är )?(?:counter-?signed|kontrasignerat)"
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
    rf"|är )?(?:lost|förlorad|borta|dead|död)(?! (?:end|line|bolt))"
    rf"|(?:{THEY})(?: (?:has|have|har|just|precis|tyvärr))* (?:declined|avböjde|avböjt|avböjer|tackade nej|tackat nej)"
    rf"(?=[ .!]*$)"
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
_CHOSE_ALONE = phrases(r"(?:went with|chose|picked|signed with|valde|gick med|gick till|skrev med) (?P<whom>.+)")
_A_RIVAL = phrases(
    r"(?:a |an |the |en |ett |någon |some)?(?:competitor\w*|konkurrent\w*|another \w+|annan \w*|other \w+"
    r"|(?:someone|somebody|någon)(?: else| annan| cheaper| billigare)|in-house|incumbent|current supplier"
    r"|befintlig\w* leverantör|an?(?: \w+){1,3} (?:outfit|supplier|vendor|company|firm|provider)"
    r"|en(?: \w+){0,2} (?:leverantör|firma|aktör))"
)
_OF_OURS = phrases(r"\S+ (?:package|plan|model|version|option|alternativ\w*|paket\w*|modell\w*|tier|edition)")
_DROPPED = phrases(
    r"(?:dropping|dropped|drop) (?:it|this|them|the deal|this one)|dropping[ .!]*$|let(?:ting)? (?:it|this|them"
    r"|this one) go"
    r"|disqualif\w+|diskvalific\w+|not a (?:good )?(?:fit|match)|no fit|bad fit|wrong fit|poor fit|walking away"
    r"|walked away|giving up|gave up on|not worth (?:it|pursuing|our time)"
    r"|killing (?:it|this)|not pursuing|won'?t pursue|closing (?:it|this one) out|lägger ner(?: (?:den|det|affären"
    r"|detta))?|lagt ner"
    r"|lägger ned|släpper (?:den|det|dem|dom|affären|den här|denna|detta)|släppt (?:den|det|affären)|släppte (?:den"
    r"|det|affären)|(?:släpper|lägger ner|dropping|drop)(?=[ .!]*$)|avskriver|avskriven|ingen (?:bra )?match"
    r"|passar inte oss|inte (?:rätt|vår|en) (?:kund|målgrupp"
    r"|match|fit)|dead deal|död affär|kvalificer\w+ bort|bortkvalificer\w+|kvalat bort|kvalar bort"
    r"|tackar för oss|drar oss ur|går inte vidare med (?:den|dem|affären|detta|kunden)"
)
_PAUSED = phrases(
    rf"on hold|on ice|paused|parked|wants? to (?:postpone|delay|pause|wait|hold off)|(?:asked|want(?:s|ed)?"
    rf"|told) (?:us )?to (?:wait|pause|hold)|(?:wait|(?<!calendar )(?<!a )(?<!the )hold"
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
        if status is not None and not (status == "won" and _is_held_up(passage, clause)):
            return status
    return None


def _is_held_up(passage: Passage, clause: Clause) -> bool:
    """ "Accepted the quote but needs board approval" is not won yet."""
    return any(
        other.joined and other.start > clause.start and _STILL_TO_COME.search(other.low) is not None
        for other in passage.sentence(clause.sentence)
    )


def _status_of(clause: Clause) -> str | None:
    low = clause.low
    for status, pattern in (("disqualified", _DROPPED), ("won", _WON), ("lost", _LOST)):
        match = pattern.search(low)
        if match is not None and status == "won" and _is_no_win(low, match):
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


def _is_no_win(low: str, won: re.Match[str]) -> bool:
    """Somebody else won, or what was signed is not the deal."""
    return _ANOTHER_WINS.search(low[: won.start()]) is not None or _OTHER_PAPER.search(low, won.start()) is not None


_OTHER_PAPER = phrases(
    r"nda\w*|mou|loi|dpa|letter of intent|non-?disclosure\w*|sekretess\w*|avsiktsförklaring\w*|confidentiality\w*"
    r"|protokoll\w*|minutes|personuppgiftsbiträdes\w*|pub-?avtal\w*"
)
_STILL_TO_COME = phrases(
    r"needs?|must|has to|have to|still|pending|waiting|subject to|once|after|until|behöver|måste|väntar|återstår|kvar"
    r"|inte än|not yet|förutsatt"
)
_ANOTHER_WINS = Pattern(
    r"(?<!\w)(?!(?:yes|ja|so|så|and|och|today|idag|nu|now|att|that|hurra|woho+|yay|äntligen|finally|great news"
    r"|goda nyheter"
    r"|update|and|we|vi|jag|i|just|har|have)\b)[a-zåäö]+ $"
)


def _chose_another(clause: Clause) -> bool:
    """They bought from somebody else, who is named or called a competitor; a package of ours is no such."""
    anywhere = _CHOSE.search(clause.low)
    match = anywhere or _CHOSE_ALONE.match(clause.low)
    if match is None or _UNREAL.search(clause.low[: match.start("whom")]) or _OF_OURS.match(match["whom"]):
        return False
    named = match is anywhere and clause.typed(*match.span("whom"))[:1].isupper()
    return named or _A_RIVAL.match(match["whom"]) is not None


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
