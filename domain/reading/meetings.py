"""Whether a note tells of a live conversation with the customer, when it was, and how it came out."""

from __future__ import annotations

import re
from datetime import date, datetime

from domain.facts import Outcome
from domain.reading.moments import ahead, told_in_past
from domain.reading.passage import ACCOUNT, COLLEAGUE, PERSON, ROLE, THEY, TIME, Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.things import MEETING
from domain.reading.understood import MeetingRead

_NOBODY = phrases(
    r"voice ?mails?|vm|left (?:(?:a|her a|him a|them a|another) )?(?:message|msg)|(?:lämnade|talade in|lämnat) (?:ett )?(?:meddelande|medd)"
    r"|svarare\w*|telefonsvarare\w*|röstbrevlåda\w*|mobilsvar\w*|no answer|no reply|no response|no luck|didn'?t (?:answer|pick up|reply|respond)"
    r"|did not (?:answer|pick up)|does not answer|not answering|(?:couldn'?t|could not|can'?t|cannot|unable to) (?:reach|get hold of)"
    r"|inget svar|ingen svarade|no ?one (?:answered|picked up)|nobody (?:answered|picked up)|svara(?:de|r)? (?:inte|ej|aldrig)|fick (?:inte|ej|inget|aldrig) (?:tag|svar)|får inte tag|inte fått tag|nådde (?:inte|ej)|når inte"
    r"|kom inte fram|gick inte att nå|utan framgång|tried (?:to (?:call|reach|phone)|calling|reaching)|försökt(?:e|) (?:ringa|nå)|sökte|sökt"
    r"|missed (?:a )?call|missat samtal|upptaget"
)
_NO_SHOW = phrases(
    r"no[- ]?shows?|(?:did not|didn'?t|never) (?:show|turn up|join|come|appear|attend)(?: up)?|never showed|nobody (?:came|showed|joined)|no one (?:came|showed|joined)"
    r"|stood (?:me|us) up|ghosted(?: us| me)?|failed to show|(?:dök|kom|kommer|dyker|anslöt)(?: \S+)? (?:inte|ej|aldrig|ingen)(?: upp| fram)?|uteblev|uteblivit"
    r"|ingen (?:kom|dök upp|anslöt|var där)|missade (?:mötet|demon|samtalet|lunchen)|missed (?:the|our|his|her|their) (?:meeting|demo|call|lunch)"
    r"|glömde (?:bort )?(?:mötet|demon|samtalet|av mötet)|forgot (?:about )?(?:the|our) (?:meeting|demo|call)"
)
_CANCELLED = phrases(
    r"cancel(?:l?ed|s|l?ing)?|cancell?ation|called (?:it )?off|calls off|avbok(?:ade|ad|at|ar|ades)|ställde(?:s)? \S* ?in|ställer in|ställt in"
    r"|inställ(?:t|d|da|es|ts)|blev inte av|blir inte av|fick ställa in|cancell?ad(?:e|es)?|cancl?ade|scrapped|pulled out of|avlyst"
)
_OTHER_THING = phrases(r"contract|subscription|order|agreement|licen[cs]e|project|avtal\w*|abonnemang\w*|ordern?|kontrakt\w*|prenumeration\w*|projekt\w*")
_UNREAL = phrases(
    r"if|might|may|would|could|unless|hope(?:fully)?|maybe|perhaps|(?:should|will|'ll|going to|want(?:s)? to|need to|have to|try to) (?:cancel|meet)"
    r"|om|kanske|skulle|ifall|hoppas|förhoppningsvis|(?:ska|vill|måste|kommer att|kommer) (?:ställa|avboka|träffa)"
)
_DENIED = phrases(r"not|never|n't|haven'?t|hasn'?t|didn'?t|don'?t|inte|ej|aldrig|yet to|ännu inte|utan att")

_WITH = r"(?:with|w/?|to|med|m\.?|från|from|and|och|&)"
_QUALITY = (
    r"(?:very|really|mycket|väldigt|super|jätte)? ?(?:well|good|great|ok|okay|fine|bad|badly|so so|so-so|tough|positive|fantastic|excellent|productive"
    r"|awesome|smooth\w*|short|long|rough|bra|kanon|toppen|fint|lovande|sådär|dåligt|lyckat|lyckad|givande|kort|trögt|strålande|utmärkt|över förväntan"
    r"|superbra|jättebra|så där|nice|interesting|intressant|useful|promising|a success)"
)
_TALKED = phrases(
    rf"met(?: up)?|meet w|visited|träffade?s?|träffat|mötte|mött|besökte|besökt|sågs|lunchade|fikade"
    rf"|(?:spoke|spoken|talked|chatted|pratade|pratat|snackade|snackat|talade|talat|satt|åt lunch|käkade lunch|käkade|fikat|sat down|caught up|stämde av|avstämt|synced|synkade)"
    rf"(?: \S+){{0,2}} (?:with|w/?|to|med|m)"
    rf"|saw(?= (?:[{PERSON}{ROLE}]|her\b|him\b|them\b))"
    rf"|ran into|bumped into|stötte (?:på|ihop)|sprang på|got hold of|fick tag (?:på|i)|nådde(?= [{PERSON}{ROLE}])|reached(?= [{PERSON}{ROLE}])"
    rf"|demo(?:ed|'d|de|ade|at)|presented(?: to)?|pitched|presenterade|walked (?:\S+ ){{0,3}}through|gick igenom|reviewed(?: \S+){{0,3}} with"
    rf"|(?:showed|visade)(?= (?:them|her|him|dem|henne|honom|[{PERSON}{ROLE}]|the |upp |vår|demo|our ))"
    rf"|(?:was|were|been|been over|var|varit|satt)(?: \S+)? (?:at|to|over at|hos|på|ute hos|ute på)(?= (?:{ACCOUNT}|them\b|dem\b|the customer|kunden|besök|lunch|möte|{PERSON}))"
    rf"|(?:(?:came|come|comes|coming|back|left|home|kom|kommer|tillbaka|hemma) (?:straight |precis |just |direkt |nyss )?(?:from|från)|just left|just got off)"
    rf"(?= (?:\S+ ){{0,3}}(?:{ACCOUNT}|them\b|dem\b|{MEETING}\b|the phone|{PERSON}))"
    rf"|(?:had|have had|did|ran|gave|held|hade|haft|höll|körde|kört|gjorde|genomförde|avslutade|finished)(?: \S+){{0,5}}? {MEETING}"
    rf"|(?:on|over|by|during|in|at|i|på|under|över|per|via) (?:the |a |today'?s |dagens )?(?:phone|telefon(?:en)?|tfn|call|meeting|mötet|samtalet|demon)(?= )"
    rf"|{MEETING} (?:just )?(?:went|was|gick|var|blev|done|held|avklara\w+|klar|genomför\w*|hölls|körd|gjord)(?! (?:booked|bokad|bokat|set|scheduled|cancelled))"
    rf"|{_QUALITY} {MEETING}|face to face|in person|öga mot öga"
)
_RANG = phrases(
    r"(?:called|phoned|rang|ringde|ringt)(?! (?:off|in sick|it|about a|out))|phone call (?:with|from)|talade i telefon"
)
_NOMINAL = phrases(rf"{MEETING}")
_WENT = phrases(rf"(?:went|gick|var|was|blev) {_QUALITY}|{_QUALITY}|done|held|klart?|avklara\w+")
_BOOKING = phrases(
    r"book(?:ed|ing)?|bok(?:a|ar|ad|at|ade)|inbok\w+|schedul\w+|set|set up|planned|planera\w*|arrang\w+|agreed|bestäm\w*|next|nästa|nytt|ny|new|another|upcoming"
    r"|kommande|will|'ll|ska|skall|want\w*|vill|would|need\w*|behöver|ask\w*|invite\w*|inbjud\w*|kallelse\w*|föresl\w+|suggest\w*|propos\w*|to|att|send\w*|skicka\w*"
    r"|prep\w*|förbered\w*|confirm\w*|bekräft\w*|moved|flytta\w*|resched\w*|väntar|waiting|no|inget|ingen|inga|request\w*|accept\w*|tackade"
)
_INTERNAL = phrases(
    r"internal(?:ly)?|internt?|intern(?:a|möte)|(?:team|sales|pipeline|staff|forecast) (?:meeting|sync|standup|call)|stand-?up|veckomöte\w*|säljmöte\w*|avdelningsmöte\w*"
    r"|teammöte\w*|(?:with|w/?|med|to) (?:my|our|min|mitt|vår|vårt|the) (?:boss|manager|chef|team|colleagues?|kollegor?|kollega|säljteam|presales|cfo|ceo|vd)"
    r"|among ourselves|oss emellan|mellan oss|dry run|rehears\w+|genrep|med teamet|with the team"
)
_OUTSIDER = (
    r"(?:an? |the |en |ett |någon |deras |their |our |vår )?(?:old |former |gammal |tidigare )?"
    r"(?:consultants?|konsult\w*|partners?|partnern|suppliers?|leverantör\w*|distribut\w+|återförsäljar\w*|friends?|kompis\w*|bekant\w*|referens\w*|reference"
    r"|analyst|journalist|competitors?|konkurrent\w*|colleagues?|kolleg\w*|recruiter|ex-employee|industry contact|branschkollega)"
)
_TO_OUTSIDER = phrases(rf"(?:with|w/?|to|med|m|met|träffade|mötte|called|ringde|into|på) {_OUTSIDER}")
_CUSTOMER = re.compile(rf"[{PERSON}{ROLE}{ACCOUNT}]")
_JUST = phrases(r"just now|nyss|precis nu|alldeles nyss|nu nyss|just nu|right now|just (?:met|spoke|talked|had|got off|left|finished|came|called|saw|visited|presented)"
                r"|precis (?:träffat|haft|pratat|kommit|varit|lagt på|ringt|klara?|avslutat|mött)|(?:kommer|kom|var|pratade|träffade|ringde) (?:just|precis)|har just|har precis")


def find_meeting(passage: Passage, now: datetime) -> MeetingRead | None:
    """The meeting the note tells of: the first that happened, or should have."""
    held: MeetingRead | None = None
    for clause in passage.clauses:
        missed = _missed(passage, clause, now)
        if missed is not None:
            return held or missed
        if held is None and _happened(passage, clause, now):
            held = MeetingRead(_day_of(passage, clause, now), Outcome.HELD)
    return held


def meeting_clauses(passage: Passage, now: datetime) -> tuple[Clause, ...]:
    """The clauses that tell of a meeting that was, so that their times are no next step."""
    return tuple(
        clause for clause in passage.clauses if _missed(passage, clause, now) or _happened(passage, clause, now)
    )


def _missed(passage: Passage, clause: Clause, now: datetime) -> MeetingRead | None:
    cancelled = _CANCELLED.search(clause.low)
    if cancelled and not _UNREAL.search(clause.low) and not _OTHER_THING.search(clause.low) and not _DENIED.search(clause.low[: cancelled.start()]):
        return MeetingRead(_day_it_was_to_be(passage, clause, now), Outcome.CANCELLED)
    if _NO_SHOW.search(clause.low) and not _UNREAL.search(clause.low):
        return MeetingRead(_day_of(passage, clause, now), Outcome.NO_SHOW)
    return None


def _happened(passage: Passage, clause: Clause, now: datetime) -> bool:
    low = clause.low
    if _INTERNAL.search(low) or _TO_OUTSIDER.search(low):
        return False
    rang = _RANG.search(low)
    told = _TALKED.search(low) or (rang if rang and not _nobody_there(passage, clause) else None)
    if told is None:
        return _is_nominal(passage, clause, now)
    if _denied(low, told.start()) or _UNREAL.search(low[: told.start()]):
        return False
    return not _among_us(low, told.start(), told.end()) and not _lies_ahead(clause, told, now)


def _lies_ahead(clause: Clause, told: re.Match[str], now: datetime) -> bool:
    """ "On the call Friday": a meeting noun with a day to come and no verb in the past is a plan."""
    return bool(phrases(rf"(?:(?:on|over|by|during|in|at|i|på|under|över|per|via) .*|{_QUALITY} .*)").fullmatch(told[0])) and any(
        ahead(when, now) and (when.day != now.date() or when.at is not None) for when in clause.times
    )


def _denied(low: str, place: int) -> bool:
    return _DENIED.search(low[max(0, place - 18) : place]) is not None


def _among_us(low: str, start: int, end: int) -> bool:
    """Only colleagues are talked with: "synced with Tom about Nordfrakt"."""
    after = low[end:].lstrip(" :")
    if re.search(rf"[{PERSON}{ROLE}]", low) or re.match(rf"(?:them|dem|her|him|henne|honom|the customer|kunden|{ACCOUNT})", after):
        return False
    return COLLEAGUE in after or (COLLEAGUE in low and not _CUSTOMER.search(low) and not re.search(rf"\b{THEY}\b", low))


def _nobody_there(passage: Passage, clause: Clause) -> bool:
    near = passage.clauses[passage.clauses.index(clause) :][:3]
    return any(_NOBODY.search(other.low) for other in near)


def _is_nominal(passage: Passage, clause: Clause, now: datetime) -> bool:
    """ "Mtg w Anna today." A meeting with no verb is one that was, if nothing in it points ahead."""
    noun = _NOMINAL.search(clause.low)
    if noun is None or _BOOKING.search(clause.low) or _denied(clause.low, noun.start()) or _UNREAL.search(clause.low):
        return False
    if _among_us(clause.low, noun.start(), noun.end()):
        return False
    behind = any(when.past or (when.day == now.date() and not ahead(when, now)) for when in clause.times)
    later = any(ahead(when, now) and when.day != now.date() for when in clause.times)
    clock_ahead = any(when.at is not None and ahead(when, now) for when in clause.times)
    if behind or (_WENT.search(clause.low) and not later):
        return True
    return not later and not clock_ahead and _opens(passage, clause)


def _opens(passage: Passage, clause: Clause) -> bool:
    """It is the first thing said, a heading such as "Nordfrakt" left out, and names the customer or what came of it."""
    earlier = [other for other in passage.clauses if other.start < clause.start and re.search(r"[a-zåäö]{3}", other.low)]
    bare = phrases(rf"(?:[{PERSON}{ROLE}{ACCOUNT}{TIME}]+|with|w/?|med|m\.?|at|hos|på|and|och|the|a|an|en|ett|from|från|first|intro|quick|kort|första|{MEETING}|[:.,&]| )+")
    return not earlier and bare.match(clause.low) is not None and _CUSTOMER.search(clause.low) is not None


def _day_of(passage: Passage, clause: Clause, now: datetime) -> date | None:
    for when in clause.times:
        day = told_in_past(when, now)
        if day is not None:
            return day
    if _JUST.search(clause.low):
        return now.date()
    beside = [other for other in passage.sentence(clause.sentence) if other is not clause]
    said = [told_in_past(when, now) for other in beside for when in other.times if when.past and not _other_past(other)]
    first = [told_in_past(when, now) for when in passage.clauses[0].times if when.past] if not said else []
    return next((day for day in (*said, *first) if day is not None), None)


def _other_past(clause: Clause) -> bool:
    return re.search(r"\b(?:sent|skickade|mailade|mejlade|emailed|mailed)\b", clause.low) is not None


def _day_it_was_to_be(passage: Passage, clause: Clause, now: datetime) -> date | None:
    """A cancelled meeting's own day: the one beside the meeting's name, or one that is not over."""
    for when in clause.times:
        place = when.start - clause.start
        beside = phrases(rf"(?:'?s )?(?:\S+ )?{MEETING}").match(clause.low[when.end - clause.start :].lstrip(" ")) or re.search(
            rf"(?:{MEETING})\s+(?:for |on |on the |at |at the |with \S+ |{PERSON}+ |på |den |med \S+ |i )*$", clause.low[:place]
        )
        if beside and when.past:
            return when.day
        if when.day is not None and not when.past and when.day >= now.date():
            return when.day
    return None
