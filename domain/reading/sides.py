"""Whose a next step is, from the words of one clause: ours, the customer's, or a meeting of both."""

from __future__ import annotations

import re
from collections.abc import Callable

from domain.reading.any_verb import by_any_verb
from domain.reading.asking import asking, in_a_letter
from domain.reading.marks import COLLEAGUE, PERSON, ROLE, THEY, TIME, WE
from domain.reading.passage import Clause
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.sided import ADVERBS, MODAL, START, Side, Sided, acts_on_somebody, among_themselves, beyond, meets
from domain.reading.things import MEETING, OURS, THEIRS
from domain.reading.verbs import CLEAR, EN_PLAIN, EN_THIRD, NOUN_LIKE, NOW, ONGOING, PLAIN, source
from domain.reading.wishes import settling, waiting, wished, wishing

_BODY = (
    r"(?:(?:the|their|deras) )?(?:board|committee|council|management|steering (?:group|committee)|styrelse\w*"
    r"|nämnd\w*|ledningsgrupp\w*|ledning(?:en)?|kommitt\w+|kommun\w*|styrgrupp\w*)"
)
"""Whoever decides at the customer, together."""
_THEY_ACT = (
    rf"(?:(?:then|sen|sedan|där|and|och|att|that) )?(?:{THEY}|{_BODY})(?: (?:och|and|&) (?:{THEY}|{COLLEAGUE}+"
    r"|(?:(?:her|his|their|hennes|hans|deras) )?\w+(?= (?:kan|can|ska|will|vill)\b)))?"
)


def side_of(clause: Clause, start: int, earlier_they: bool) -> Sided | None:
    """What is to be done, read from `start` in the clause; `earlier_they`: the sentence was about what they do."""
    asked = asking(clause.low, start) if clause.mailed else None
    if asked is not None:
        return asked
    for rule in _RULES:
        found = rule(clause.low, start, earlier_they)
        if found is not None:
            return in_a_letter(found, clause.low, start) if clause.mailed else found
    return None


_IN_TOUCH = (
    r"(?:be (?:back|in touch)|hör(?:a)? av"
    rf"|(?:back|tillbaka) (?:to|till)(?= (?:[{PERSON}{ROLE}]|(?:her|him|them|me|us|henne|honom|dem|mig|oss)\b)))"
)

_ACTING = phrases(
    rf"{START}(?:(?P<they>{_THEY_ACT})|(?P<we>{WE})|(?:let'?s|lets|låt oss|please|kan vi"
    rf"|can we))(?P<modal>{ADVERBS}(?: ?{MODAL})?{ADVERBS}) (?P<verb>{PLAIN}|{NOW}|{ONGOING}|{_IN_TOUCH})"
)
_OUGHT = phrases(r"borde|bör|should|ought to|could|might want to")
"""What we ought to do is an idea until it has a day."""
_DUTY = phrases(r"måste|behöver|får|kan|must|has to|have to|needs? to|can|could|should")
_DECIDE = phrases(r"godkän\w+|approve[sd]?|beslut\w+|bestäm\w+|decides?|förankra\w*|sign off")
"""What they have to do, and that they decide, is told of how they buy until it has a day."""
_NOT_DONE = phrases(r"\w+ (?:inte|ej|aldrig|not)")
_GREETS = phrases(r"hälsa\w* (?:att|från|så)")
_INVERTED = phrases(
    rf"{TIME}+[ ,:]*(?P<modal>{MODAL} )?(?P<first>{NOW}|{PLAIN})? ?(?:(?P<they>{THEY})"
    rf"|(?P<we>{WE})) ?(?P<verb>{PLAIN})?"
)


def _acting(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A subject and what it does: "she'll send the contract", "jag ringer Anna", "på fredag skickar de avtalet"."""
    match = _ACTING.match(low, start)
    place = match.start("verb") if match else 0
    if match is None:
        match = _INVERTED.match(low, start)
        if match is None or not (match["first"] or match["verb"]):
            return None
        place = (
            match.start("first")
            if match["first"] and not match["modal"]
            else match.start("verb")
            if match["verb"]
            else match.start("first")
        )
    if _NOT_DONE.match(low, place) or _GREETS.match(low, place):
        return None
    by_them = match["they"] is not None
    if by_them and _is_compound(low, match):
        return None
    clear = _is_clear(low, place, match["modal"] or "", by_them)
    joint = meets(low, place) and not (by_them and among_themselves(low, place))
    body = phrases(_BODY).search(low, start, place) if by_them else None
    side = Side.JOINT if joint and body is None else Side.THEIRS if by_them else Side.OURS
    return Sided(side, body.start() if body else place, len(low), dated=body is not None or not clear)


def _is_compound(low: str, match: re.Match[str]) -> bool:
    """ "Nordfrakt call on Friday": after a single somebody a plain form is the name of a thing."""
    verb, alone = match["verb"] or "", not (match["modal"] or "").strip()
    plural = re.search(r"\b(?:they|de|dom|both|båda|and|och|&)\b", match["they"]) is not None
    return alone and not plural and verb in NOUN_LIKE & EN_PLAIN and not acts_on_somebody(low, match.end())


def _is_clear(low: str, place: int, modal: str, by_them: bool) -> bool:
    """It is a step even when no time is given."""
    ought = _DUTY if by_them else _OUGHT
    if ought.search(modal) or (by_them and _DECIDE.match(low, place)):
        return False
    return phrases(f"(?:{CLEAR}|{_IN_TOUCH})").match(low, place) is not None or bool(modal.strip() and not by_them)


_PLANNED = phrases(
    rf"{START}(?:{WE}(?= |'))?{ADVERBS} ?(?:will|'ll|going to|gonna|need to|have to|ska|skall|kommer att|tänker|måste"
    rf"|får"
    rf"|(?:'m|am|'re|are)(?= \w+ing\b))"
    rf"{ADVERBS} (?P<verb>(?!(?:be|have|not|never|need|cost|ha|vara|få|bli|inte|ej|kosta|stå|behöva|{THEY}"
    rf"|{WE})\b)[^\W\d_]{{3,}})"
)


def _planned(low: str, start: int, earlier_they: bool) -> Sided | None:
    """We do something by a day, whatever the verb: "will firm up with Priya on Monday"."""
    match = _PLANNED.match(low, start)
    if match is None or earlier_they or TIME not in low[match.end() :]:
        return None
    return Sided(Side.OURS, match.start("verb"), len(low), dated=True)


_ANYTHING = phrases(rf"{START}(?:{THEY})(?P<modal> {MODAL})?{ADVERBS} (?P<verb>[^\W\d_]{{2,}}(?:s|r))(?= )")
_STATES = phrases(
    r"is|was|has|does|likes|loves|thinks|knows|says|means|prefers|uses|owns|seems|looks|feels|runs|drives|är|var|har"
    r"|gillar|tycker|tror|vet|säger|menar|använder|äger|verkar|känner|kör|heter|mår|sitter|säljer|for|vår|var|där|när"
    r"|eller|efter|under|över|inför|kanske|this|us|as|his|hers|sms|per|slutar|börjar|undrar|wonders|frågar|asks"
    r"|leaves|quits|retires|joins"
)


def _anything(low: str, start: int, earlier_they: bool) -> Sided | None:
    """The customer does something by a day, whatever the verb: "Joan lists the worst cases by Dec 4"."""
    match = _ANYTHING.match(low, start)
    if match is None or TIME not in low[match.end() :] or _STATES.fullmatch(match["verb"]):
        return None
    if phrases(rf"{MEETING}|{OURS}|{THEIRS}").match(low, match.start("verb")):
        return None
    return Sided(Side.THEIRS, match.start("verb"), len(low), dated=True)


_WOULD = phrases(rf"(?P<they>{THEY})(?:'d| would| skulle| kunde){ADVERBS} (?P<verb>{PLAIN})")


def side_said(clause: Clause, start: int) -> Sided | None:
    """What is to be done, from what somebody said: "he'd sign on Friday", "hon skulle mejla"."""
    would = _WOULD.match(clause.low, start)
    if would is None:
        return side_of(clause, start, earlier_they=False)
    place = would.start("verb")
    joint = meets(clause.low, place) and not among_themselves(clause.low, place)
    return Sided(Side.JOINT if joint else Side.THEIRS, place, len(clause.low))


_DOING = phrases(
    rf"{START}(?P<modal>(?:(?:also |then |sen |sedan |även |just )?{MODAL} )*)(?:inte )?(?P<verb>{PLAIN}|{NOW}"
    rf"|{ONGOING}|{_IN_TOUCH})"
)


def _doing(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A verb with no subject is the writer's, or goes on about whoever the sentence was about."""
    match = _DOING.match(low, start)
    if match is None:
        return None
    place = match.start("verb")
    if _SIGNATURE.match(low, place):
        return None
    may_be_thing = match["verb"] in NOUN_LIKE or phrases(rf"{MEETING}|{OURS}").match(low, place)
    if may_be_thing and not match["modal"] and not acts_on_somebody(low, match.end()):
        return None
    joint = meets(low, place)
    theirs = earlier_they and (match["modal"].strip() != "" or phrases(NOW).match(low, place) is not None)
    they_do = phrases(NOW).match(low, place) is not None or match["verb"].startswith(("back", "tillbaka"))
    theirs = theirs or _BY_SOMEBODY.match(low, place) is not None
    theirs = theirs or ((earlier_they or they_do) and _TO_US.match(low, match.end()) is not None)
    theirs = theirs and _TO_THEM.match(low, match.end()) is None
    side = Side.JOINT if joint else Side.THEIRS if theirs else Side.OURS
    clear = _is_clear(low, place, match["modal"], by_them=theirs)
    return Sided(side, place, len(low), dated=not clear, subject=False)


_BY_SOMEBODY = phrases(source(EN_THIRD - NOUN_LIKE))
_TO_US = Pattern(r" (?:me|us|mig|oss)\b")
_TO_THEM = Pattern(r" (?:her|him|them|henne|honom|dem|dom)\b")
_SIGNATURE_WORDS = r"(?:signering\w*|signing|underskrift\w*|påskrift\w*|signature|for signing|to be signed)"
_SIGNATURE = phrases(_SIGNATURE_WORDS)
_IS_ON = Pattern(
    rf"(?:{TIME}+[ ,]*)?(?:med|with|w/?|hos|at|på)? ?[{PERSON}{ROLE}]+ ?(?:{TIME}+)?(?: (?:is on|is happening"
    r"|still on|stands|gäller|står fast|står kvar|är på))?[ .]*$"
)


_IF_WE = phrases(r"(?:if|om|ifall|unless) (?:we|i|vi|jag)(?: (?:can|could|kan|kunde))?(?= )")
_SIGNED_AT = phrases(rf"{_SIGNATURE_WORDS} {MEETING}")


def _thing(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A thing and its time: "demo friday 10", "offert senast tisdag", "beslut 5 dec"."""
    body = low[start:]
    if _IF_WE.search(body):
        return None
    if _SIGNED_AT.search(body):
        return Sided(Side.JOINT, start, len(low), dated=True)
    if _SIGNATURE.search(body):
        return Sided(Side.THEIRS, start, len(low), dated=True)
    theirs, meeting, ours = (phrases(source_).search(body) for source_ in (THEIRS, MEETING, OURS))
    if theirs and not (meeting and meeting.start() < theirs.start()) and not (ours and ours.start() < theirs.start()):
        return Sided(Side.THEIRS, start, len(low), dated=True)
    if meeting is not None:
        return Sided(Side.JOINT, start, len(low), dated=True)
    if ours is not None:
        return Sided(Side.OURS, start, len(low), dated=True)
    if TIME in body and _IS_ON.match(body):
        return Sided(Side.JOINT, start, len(low), dated=True)
    return None


_RULES: tuple[Callable[[str, int, bool], Sided | None], ...] = (
    waiting,
    wishing,
    wished,
    settling,
    _acting,
    _doing,
    _planned,
    _anything,
    by_any_verb,
    _thing,
)


def reported(clause: Clause, start: int) -> int | None:
    """Where what a customer says begins: "she said she'll send it" from "she'll" on. None when nobody says anything."""
    match = _REPORT.match(clause.low, start)
    return None if match is None else beyond(clause.low, match.end())


_REPORT = phrases(
    rf"(?:{WE} )?(?:fick|fått|got) (?:veta|höra|told)(?: (?:av|från|by) (?:{THEY}|henne|honom|dem|her|him"
    rf"|them))?(?: that| att)|"
    rf"{START}(?:{THEY})(?:{ADVERBS} )? ?(?:says?|said|told (?:me|us)|promised|confirmed|agreed|replied|answered"
    rf"|wrote|writes|mailed|emailed|texted|mentioned|lovade|sa|säger|sade|bekräftade|bekräftar"
    rf"|svarade|(?:skrev|skriver)(?! (?:på|under|avtal|kontrakt|ner|in|till|upp))|mailade|mejlade|smsade|meddelade"
    rf"|meddelar|uppger|menar|tyckte|tycker|hälsar|hälsade|gick med på|accepted|accepterade|tackade ja|sa ja|said yes"
    rf"|said ok)(?: (?:yes|ja|ok"
    rf"|okej|okay))?(?: (?:to|till|på|med))?(?: (?:that|att|to))?"
)
