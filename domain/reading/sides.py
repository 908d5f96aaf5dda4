"""Whose a next step is, from the words of one clause: ours, the customer's, or a meeting of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from domain.reading.passage import COLLEAGUE, PERSON, ROLE, THEY, TIME, WE, Clause
from domain.reading.phrases import loose, phrases
from domain.reading.things import MEETING, OURS, THEIRS
from domain.reading.verbs import CLEAR, EN_PLAIN, NOUN_LIKE, NOW, ONGOING, PLAIN, SV_PLAIN, source


class Side(Enum):
    """Who acts."""

    OURS = "ours"
    THEIRS = "theirs"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Sided:
    """What is to be done, where it stands in the clause, and by whom.

    `asked`: the customer asked for it. `settled`: the note says it is booked, agreed or promised. `dated`: it is a
    step only when a time is given for it.
    """

    side: Side
    start: int
    end: int
    asked: bool = False
    settled: bool = False
    dated: bool = False
    subject: bool = True


_START = rf"(?:{TIME}+[ ,:]*)?"
_ADVERBS = r"(?: (?:also|just|then|now|still|probably|even|soon|sen|sedan|nu|även|också|snart|redan|bara|dessutom|already|really|have|har|has))*"
_MODAL = (
    r"(?:will|'ll|shall|should|must|am going to|is going to|are going to|'re going to|'s going to|'m going to|going to|gonna|needs? to|have to|has to|ought to|plans? to|intends? to"
    r"|want to|would like to|'d like to|try to|trying to|'m to|am to|is to|are to|to|can|could|ska|skall|kommer att|kommer|behöver|måste|bör|borde|får|tänker|tänkte|vill|ska försöka|försöker|kan|hinner|lär|avser att|planerar att)"
)
_SETTLING = (
    r"(?:booked|scheduled|set up|set|agreed|arranged|planned|confirmed|moved|rescheduled|pushed|postponed|bokade|bokat|bokad|inbokat|inbokad|bokade in|bestämde|bestämt|kom överens|kommit överens|överens"
    r"|satte|satt|planerade|planerat|flyttade|flyttat|sköt|skjutit|spikade|spikat|promised|lovade|lovat|committed|decided|beslutade|found|hittade|got|fick|fått)"
)
_LINK = r"(?:(?: (?:on|to|upon|that|a|an|the|for|in|of|om|på|att|en|ett|in|fram|upp|new|ny|nytt|next|nästa|another|date|datum|tid|time|slot|follow[- ]?up|back|up|out|ihop|forward|me|us|mig|oss|her|him|them|henne|honom|dem|with|med|fast|also))*)"
_WANT = (
    r"(?:wants?|would like|'d like|would love|'d love|asked|asks|is asking|are asking|needs?|requested|requests|requires?|expects?|suggest(?:s|ed)?|propose[sd]?|prefers?"
    r"|vill|skulle vilja|önskar|ville|bad|ber|behöver|efterfrågar|efterfrågade|frågade|frågar|ser gärna|såg gärna|föreslår|föreslog|begärde|begär)"
)
_WANT_US = r"(?: (?:me|us|mig|oss|that we|that i|att vi|att jag|om att vi|we|vi|jag))"
_MEET = phrases(
    r"(?:meets?|meeting|met|sees?|seeing|ses|sågs|träffas|träffa|träffar|höras|hörs|talk|talks|talking|speak|speaks|speaking|prata|pratar|snacka|snackar|luncha|lunchar|catch up|sync"
    r"|reconnect|regroup|connect|sit down|besöka|besöker|visit|visiting|ha (?:ett )?(?:möte|samtal|avstämning)|stämmer? av|synka|synkar|hooking up|touch base|demo|demoa|demoar|åka (?:till|dit)|åker (?:till|dit)"
    r"|go (?:there|to|over|see)|come (?:in|by|over|to|visit)|drop by|swing by|walk (?:them|her|him)|kommer förbi|komma förbi|fika|fikar)"
)
_WAIT = phrases(
    rf"(?:{WE}(?:'re|'m| are| am)? )?(?:still |fortfarande |nu |now )?(?:waiting (?:for|on)|awaiting|await|expecting|väntar (?:nu )?(?:på|in)|vänta på|inväntar|invänta|avvaktar|avvakta|ser fram emot)"
)
_THEY_ACT = rf"(?:(?:then|sen|sedan|där|and|och|att|that) )?(?:{THEY})(?: (?:och|and|&) (?:{THEY}|{COLLEAGUE}+))?"


def side_of(clause: Clause, start: int, earlier_they: bool) -> Sided | None:
    """What is to be done, read from `start` in the clause; `earlier_they`: the sentence so far was about what they do."""
    for rule in _RULES:
        found = rule(clause.low, start, earlier_they)
        if found is not None:
            return found
    return None


def _waiting(low: str, start: int, earlier_they: bool) -> Sided | None:
    match = _WAIT.match(low, start)
    if match is None or match.end() >= len(low.rstrip(" .!")):
        return None
    return Sided(Side.THEIRS, beyond(low, match.end()), len(low))


def beyond(low: str, place: int) -> int:
    """The place of the next word."""
    while place < len(low) and low[place] in ' :,;"':
        place += 1
    return place


_WISH = phrases(rf"{_START}(?:(?P<they>{THEY})|(?P<we>{WE}))?(?:{_ADVERBS} )? ?(?P<want>{_WANT})")
_LINKS = re.compile(
    loose(
        rf"(?P<us>{_WANT_US})?(?P<links>(?: (?:for|to|om|att|efter|ha|se|få|have|see|get|receive|gärna|att få|med|in|en|ett|a|an|the|on|of|on a|some|lite|more|mer))*)(?!\w)"
    )
)


def _wishing(low: str, start: int, earlier_they: bool) -> Sided | None:
    wish = _WISH.match(low, start)
    if wish is None or (wish["we"] and not wish["they"]):
        return None
    links = _LINKS.match(low, wish.end())
    place = beyond(low, links.end() if links else wish.end())
    third = wish["they"] is not None or wish["want"] in ("wants", "asks", "needs", "requests", "requires", "expects", "vill", "önskar", "suggests", "proposes", "prefers")
    verb = phrases(rf"{source(EN_PLAIN, SV_PLAIN)}").match(low, place)
    infinitive = verb is not None and links is not None and re.search(r"(?:to|att|vi|jag|we|i)\s*$", low[:place]) is not None
    infinitive = infinitive or (verb is not None and wish["want"] in ("vill", "skulle vilja", "behöver", "ville") and not phrases(MEETING).match(low, place))
    if links and links["us"] and verb:
        side = Side.JOINT if _MEET.match(low, place) else Side.OURS
        return Sided(side, place, len(low), asked=True)
    if infinitive and third:
        return _they_want_to(low, place, wish["want"])
    return _they_want(low, place, third or (links is not None and links["us"] is not None))


def _they_want_to(low: str, place: int, want: str) -> Sided:
    if _MEET.match(low, place) and not _among_themselves(low, place):
        return Sided(Side.JOINT, place, len(low), asked=True)
    if phrases(r"boka|book|schedule|set up|have|ha|ordna|planera|plan").match(low, place) and phrases(MEETING).search(low, place):
        return Sided(Side.JOINT, place, len(low), asked=True)
    if phrases(r"see|se|get|få|receive").match(low, place) and phrases(rf"{MEETING}|{OURS}").search(low, place):
        return _they_want(low, place, third=True) or Sided(Side.OURS, place, len(low), asked=True, dated=True)
    return Sided(Side.THEIRS, place, len(low), dated=True)


def _they_want(low: str, place: int, third: bool) -> Sided | None:
    meeting, ours = phrases(MEETING).search(low, place), phrases(OURS).search(low, place)
    if ours is not None and (meeting is None or ours.start() < meeting.start()):
        return Sided(Side.OURS, place, len(low), asked=True)
    if meeting is not None:
        return Sided(Side.JOINT, place, len(low), asked=third)
    return Sided(Side.JOINT, place, len(low), asked=True, dated=True) if third and TIME in low[place:] and low[place] == TIME else None


_OUR_THING = phrases(rf"(?:[\w'-]+ ){{0,2}}?{OURS}")
_SETTLED_START = phrases(
    rf"{_START}(?:(?P<they>{THEY})|(?P<we>{WE}))?(?:'ve|'s)?(?:{_ADVERBS} )? ?(?P<verb>{_SETTLING}){_LINK}"
)


def _settling(low: str, start: int, earlier_they: bool) -> Sided | None:
    """ "Booked a demo for Friday", "she promised to send the contract"."""
    match = _SETTLED_START.match(low, start)
    if match is None:
        return None
    place, settled = beyond(low, match.end()), True
    if match["verb"] in ("found", "got", "fick", "fått", "hittade") and not phrases(MEETING).match(low, place):
        return None
    they = match["they"] is not None or (match["we"] is None and earlier_they)
    subject = phrases(rf"(?:(?P<they>{THEY})|(?P<we>{WE}))(?:'ll|'d)?").match(low, place)
    if subject is not None:
        they, place = subject["they"] is not None, beyond(low, subject.end())
    verb = phrases(rf"(?:{_MODAL} )?(?:{PLAIN}|{NOW})").match(low, place)
    if verb is not None and not phrases(MEETING).match(low, place):
        joint = _MEET.match(low, verb.start()) or _MEET.search(verb[0])
        return Sided(Side.JOINT if joint else Side.THEIRS if they else Side.OURS, place, len(low), settled=settled)
    meeting = phrases(MEETING).search(low, place)
    if meeting is not None:
        return Sided(Side.JOINT, place, len(low), settled=settled, dated=TIME not in low and match["verb"] not in ("booked", "bokade", "bokat", "bokad", "inbokat", "scheduled"))
    if _OUR_THING.match(low, place):
        return Sided(Side.OURS, place, len(low), settled=settled, dated=True)
    return Sided(Side.JOINT, place, len(low), settled=settled, dated=True)


_ACTING = phrases(
    rf"{_START}(?:(?P<they>{_THEY_ACT})|(?P<we>{WE})|(?:let'?s|lets|låt oss|please|kan vi|can we))(?P<modal>{_ADVERBS}(?: ?{_MODAL})?{_ADVERBS}) (?P<verb>{PLAIN}|{NOW}|{ONGOING})"
)
_INVERTED = phrases(
    rf"{TIME}+[ ,:]*(?P<modal>{_MODAL} )?(?P<first>{NOW}|{PLAIN})? ?(?:(?P<they>{THEY})|(?P<we>{WE})) ?(?P<verb>{PLAIN})?"
)


def _acting(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A subject and what it does: "she'll send the contract", "jag ringer Anna", "på fredag skickar de avtalet"."""
    match = _ACTING.match(low, start)
    place = match.start("verb") if match else 0
    if match is None:
        match = _INVERTED.match(low, start)
        if match is None or not (match["first"] or match["verb"]):
            return None
        place = match.start("first") if match["first"] and not match["modal"] else match.start("verb") if match["verb"] else match.start("first")
    by_them = match["they"] is not None
    clear = phrases(CLEAR).match(low, place) is not None or bool(match["modal"] and match["modal"].strip() and not by_them)
    joint = _MEET.match(low, place) is not None and not (by_them and _among_themselves(low, place))
    side = Side.JOINT if joint else Side.THEIRS if by_them else Side.OURS
    return Sided(side, place, len(low), dated=not clear)


def _among_themselves(low: str, place: int) -> bool:
    """ "She talks to her boss": no meeting with us."""
    return (
        phrases(r"(?:talks?|speaks?|prata|pratar|snacka|snackar|stämmer? av|meets?|träffa|träffar|sync|synka|synkar|connect)(?: \S+){0,2} (?:to|with|med|her|his|their|sin|sina|deras|the|internt|internally|styrelsen)").match(low, place)
        is not None
        and phrases(r"us|me|oss|mig|we|vi").search(low, place) is None
    )


_DOING = phrases(rf"{_START}(?P<modal>(?:(?:also |then |sen |sedan |även |just )?{_MODAL} )*)(?:inte )?(?P<verb>{PLAIN}|{NOW}|{ONGOING})")


def _doing(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A verb with no subject is the writer's, or goes on about whoever the sentence was about."""
    match = _DOING.match(low, start)
    if match is None:
        return None
    place = match.start("verb")
    may_be_thing = match["verb"] in NOUN_LIKE or phrases(rf"{MEETING}|{OURS}").match(low, place)
    if may_be_thing and not match["modal"] and not _has_object(low, match.end()):
        return None
    joint = _MEET.match(low, place) is not None
    theirs = earlier_they and (match["modal"].strip() != "" or phrases(NOW).match(low, place) is not None)
    side = Side.JOINT if joint else Side.THEIRS if theirs else Side.OURS
    clear = bool(match["modal"].strip()) or phrases(CLEAR).match(low, place) is not None
    return Sided(side, place, len(low), dated=not clear, subject=False)


def _has_object(low: str, place: int) -> bool:
    """ "Call Anna", "quote them": a word that may be a thing is a verb when somebody follows."""
    return re.match(rf" (?:[{PERSON}{ROLE}]|(?:her|him|them|back|henne|honom|dem|dom|upp|tillbaka|kunden|the customer)\b)", low[place:]) is not None


def _thing(low: str, start: int, earlier_they: bool) -> Sided | None:
    """A thing and its time: "demo friday 10", "offert senast tisdag", "beslut 5 dec"."""
    body = low[start:]
    theirs, meeting, ours = (phrases(source_).search(body) for source_ in (THEIRS, MEETING, OURS))
    if theirs and not (meeting and meeting.start() < theirs.start()) and not (ours and ours.start() < theirs.start()):
        return Sided(Side.THEIRS, start, len(low), dated=True)
    if meeting is not None:
        return Sided(Side.JOINT, start, len(low), dated=True)
    if ours is not None:
        return Sided(Side.OURS, start, len(low), dated=True)
    if re.match(rf"(?:{TIME}+[ ,]*)?(?:med|with|w/?|hos|at|på)? ?[{PERSON}{ROLE}]+ ?(?:{TIME}+)?[ .]*$", body) and TIME in body:
        return Sided(Side.JOINT, start, len(low), dated=True)
    return None


_RULES: tuple[Callable[[str, int, bool], Sided | None], ...] = (_waiting, _wishing, _settling, _acting, _doing, _thing)


def reported(clause: Clause, start: int) -> int | None:
    """Where what a customer says begins: "she said she'll send it" from "she'll" on. None when nobody says anything."""
    match = _REPORT.match(clause.low, start)
    return None if match is None else beyond(clause.low, match.end())


_REPORT = phrases(
    rf"{_START}(?:{THEY})(?:{_ADVERBS} )? ?(?:says?|said|told (?:me|us)|promised|confirmed|agreed|replied|answered|wrote|writes|mailed|emailed|texted|mentioned|lovade|sa|säger|sade|bekräftade|bekräftar"
    rf"|svarade|skrev|skriver|mailade|mejlade|smsade|meddelade|meddelar|uppger|menar|gick med på|accepted|accepterade|tackade ja|sa ja|said yes|said ok)(?: (?:yes|ja|ok|okej|okay))?(?: (?:to|till|på|med))?(?: (?:that|att|to))?"
)


def widened(sided: Sided, **changes: bool) -> Sided:
    """The same, with what a report around it adds."""
    return replace(sided, **changes)
