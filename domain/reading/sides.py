"""Whose a next step is, from the words of one clause: ours, the customer's, or a meeting of both."""

from __future__ import annotations

import re
from collections.abc import Callable

from domain.reading.asking import asking, in_a_letter
from domain.reading.marks import COLLEAGUE, PERSON, ROLE, THEY, TIME, WE
from domain.reading.passage import Clause
from domain.reading.phrases import phrases
from domain.reading.sided import ADVERBS, MODAL, START, Side, Sided, acts_on_somebody, among_themselves, beyond, meets
from domain.reading.things import MEETING, OURS, THEIRS
from domain.reading.verbs import CLEAR, NOUN_LIKE, NOW, ONGOING, PLAIN
from domain.reading.wishes import settling, waiting, wishing

_BODY = (
    r"(?:(?:the|their|deras) )?(?:board|committee|council|management|steering (?:group|committee)|styrelse\w*"
    r"|nämnd\w*|ledningsgrupp\w*|ledning(?:en)?|kommitt\w+|kommun\w*|styrgrupp\w*)"
)
"""Whoever decides at the customer, together."""
_THEY_ACT = (
    rf"(?:(?:then|sen|sedan|där|and|och|att|that) )?(?:{THEY}|{_BODY})(?: (?:och|and|&) (?:{THEY}|{COLLEAGUE}+))?"
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


_ACTING = phrases(
    rf"{START}(?:(?P<they>{_THEY_ACT})|(?P<we>{WE})|(?:let'?s|lets|låt oss|please|kan vi"
    rf"|can we))(?P<modal>{ADVERBS}(?: ?{MODAL})?{ADVERBS}) (?P<verb>{PLAIN}|{NOW}|{ONGOING})"
)
_NOT_DONE = phrases(r"\w+ (?:inte|ej|aldrig|not)")
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
    if _NOT_DONE.match(low, place):
        return None
    by_them = match["they"] is not None
    clear = phrases(CLEAR).match(low, place) is not None or bool(
        match["modal"] and match["modal"].strip() and not by_them
    )
    joint = meets(low, place) and not (by_them and among_themselves(low, place))
    side = Side.JOINT if joint else Side.THEIRS if by_them else Side.OURS
    body = phrases(_BODY).search(low, start, place) if by_them else None
    return Sided(side, body.start() if body else place, len(low), dated=body is not None or not clear)


_ANYTHING = phrases(rf"{START}(?:{THEY})(?P<modal> {MODAL})?{ADVERBS} (?P<verb>[^\W\d_]{{2,}}(?:s|r))(?= )")
_STATES = phrases(
    r"is|was|has|does|likes|loves|thinks|knows|says|means|prefers|uses|owns|seems|looks|feels|runs|drives|är|var|har"
    r"|gillar|tycker|tror|vet|säger|menar|använder|äger|verkar|känner|kör|heter|mår|sitter|säljer|for|vår|var|där|när"
    r"|eller|efter|under|över|inför|kanske|this|us|as|his|hers|sms|per"
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
    rf"|{ONGOING})"
)


def _doing(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A verb with no subject is the writer's, or goes on about whoever the sentence was about."""
    match = _DOING.match(low, start)
    if match is None:
        return None
    place = match.start("verb")
    may_be_thing = match["verb"] in NOUN_LIKE or phrases(rf"{MEETING}|{OURS}").match(low, place)
    if may_be_thing and not match["modal"] and not acts_on_somebody(low, match.end()):
        return None
    joint = meets(low, place)
    theirs = earlier_they and (match["modal"].strip() != "" or phrases(NOW).match(low, place) is not None)
    side = Side.JOINT if joint else Side.THEIRS if theirs else Side.OURS
    clear = bool(match["modal"].strip()) or phrases(CLEAR).match(low, place) is not None
    return Sided(side, place, len(low), dated=not clear, subject=False)


_SIGNATURE = phrases(r"signering\w*|signing|underskrift\w*|påskrift\w*|signature|for signing|to be signed")


def _thing(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A thing and its time: "demo friday 10", "offert senast tisdag", "beslut 5 dec"."""
    body = low[start:]
    if _SIGNATURE.search(body):
        return Sided(Side.THEIRS, start, len(low), dated=True)
    theirs, meeting, ours = (phrases(source_).search(body) for source_ in (THEIRS, MEETING, OURS))
    if theirs and not (meeting and meeting.start() < theirs.start()) and not (ours and ours.start() < theirs.start()):
        return Sided(Side.THEIRS, start, len(low), dated=True)
    if meeting is not None:
        return Sided(Side.JOINT, start, len(low), dated=True)
    if ours is not None:
        return Sided(Side.OURS, start, len(low), dated=True)
    if (
        re.match(rf"(?:{TIME}+[ ,]*)?(?:med|with|w/?|hos|at|på)? ?[{PERSON}{ROLE}]+ ?(?:{TIME}+)?[ .]*$", body)
        and TIME in body
    ):
        return Sided(Side.JOINT, start, len(low), dated=True)
    return None


_RULES: tuple[Callable[[str, int, bool], Sided | None], ...] = (
    waiting,
    wishing,
    settling,
    _acting,
    _doing,
    _anything,
    _thing,
)


def reported(clause: Clause, start: int) -> int | None:
    """Where what a customer says begins: "she said she'll send it" from "she'll" on. None when nobody says anything."""
    match = _REPORT.match(clause.low, start)
    return None if match is None else beyond(clause.low, match.end())


_REPORT = phrases(
    rf"{START}(?:{THEY})(?:{ADVERBS} )? ?(?:says?|said|told (?:me|us)|promised|confirmed|agreed|replied|answered"
    rf"|wrote|writes|mailed|emailed|texted|mentioned|lovade|sa|säger|sade|bekräftade|bekräftar"
    rf"|svarade|(?:skrev|skriver)(?! (?:på|under|avtal|kontrakt|ner|in|till|upp))|mailade|mejlade|smsade|meddelade"
    rf"|meddelar|uppger|menar|gick med på|accepted|accepterade|tackade ja|sa ja|said yes|said ok)(?: (?:yes|ja|ok"
    rf"|okej|okay))?(?: (?:to|till|på|med))?(?: (?:that|att|to))?"
)
