"""Next steps that are waited for, asked for or settled: "she wants a quote by Friday", "booked a demo"."""

from __future__ import annotations

import re

from domain.reading.marks import COLLEAGUE, PERSON, THEY, TIME, WE
from domain.reading.pattern import Pattern
from domain.reading.phrases import listed, loose, phrases
from domain.reading.sided import ADVERBS, MEET, MODAL, START, Side, Sided, acts_on_somebody, among_themselves, beyond
from domain.reading.things import MEETING, OURS
from domain.reading.verbs import EN_PLAIN, NOW, PLAIN, SV_PLAIN, source

_SETTLING = (
    r"(?:kom vi överens|bestämde vi|enades vi|bokade vi(?: in)?|är överens|are agreed|booked|scheduled"
    r"|set up|set|agreed|arranged|planned|confirmed|moved|rescheduled|pushed|postponed|bokade"
    r"|bokat|bokad|inbokat|inbokad|bokade in|bestämde|bestämt|kom överens|kommit överens|överens"
    r"|satte|satt|planerade|planerat|flyttade|flyttat|sköt|skjutit|spikade|spikat|promised|lovade|lovat|committed"
    r"|decided|beslutade|found|hittade|got|fick|fått)"
)

_LINK = (
    r"(?:(?: (?:on|to|upon|that|a|an|the|for|in|of|om|på|att|en|ett|in|fram|upp|new|ny|nytt|next|nästa|another"
    r"|date|datum|tid|time|slot|back|up|out|ihop|forward|me|us|mig|oss|her|him|them|henne|honom|dem"
    rf"|with|med|fast|also|{PERSON}+))*)"
)

_WANT = (
    r"(?:wants?|would like|'d like|would love|'d love|asked|asks|is asking|are asking|needs?|requested|requests"
    r"|requires?|expects?|suggest(?:s|ed)?|propose[sd]?|prefers?"
    r"|vill|skulle vilja|önskar|ville|bad|ber|behöver|efterfrågar|efterfrågade|frågade|frågar|ser gärna|såg gärna"
    r"|föreslår|föreslog|begärde|begär|(?:undrar|undrade|wonders|wondered)(?= (?:om|if|whether) (?:vi|jag|we|i)))"
)

_WANT_US = (
    r"(?: (?:me|us|mig|oss|(?:if|whether|om) (?:we|i|vi|jag)(?: (?:can|could|kan|kunde|skulle kunna))?|that we|that i"
    rf"|att vi|att jag|om att vi|we|vi|jag|(?:att |that )?{COLLEAGUE}+(?: to)?))"
)

_WAIT = phrases(
    rf"(?:{WE}(?:'re|'m| are| am)? )?(?:still |fortfarande |nu |now )?(?:waiting (?:for|on)|awaiting|await|expecting"
    rf"|väntar (?:nu )?(?:på|in)|vänta på|inväntar|invänta|avvaktar|avvakta|ser fram emot)"
)


_WAIT_AND_SEE = phrases(
    rf"(?:{WE}(?:'re|'m| are| am)? )?(?:still |fortfarande |nu |now )?(?:waiting|wait|väntar|vänta|avvaktar|avvakta)"
    rf"(?: (?:until|till|tills|för|for))?(?: att)? (?P<what>to hear|(?:på )?svar|{THEY} [^\W\d_]+)"
)


def waiting(low: str, start: int, earlier_they: bool) -> Sided | None:
    idle = _WAIT_AND_SEE.match(low, start)
    if idle is not None:
        return Sided(Side.THEIRS, idle.start("what"), len(low))
    match = _WAIT.match(low, start)
    if match is None or match.end() >= len(low.rstrip(" .!")):
        return None
    return Sided(Side.THEIRS, beyond(low, match.end()), len(low))


_WISH = phrases(
    rf"{START}(?:(?P<they>{THEY}(?: (?:and|&|och|\+) {THEY})?)|(?P<we>{WE}))?(?:{ADVERBS} )? ?(?P<want>{_WANT})"
)

_LINKS = Pattern(
    loose(
        rf"(?P<us>{_WANT_US})?(?P<links>(?: (?:for|to|om|att|efter|ha|se|få|have|see|get|receive|gärna|att få|med|in"
        rf"|en|ett|a|an|the|on|of|on a|some|lite|more|mer))*)(?!\w)"
    )
)


_WISHED_THING = phrases(
    rf"{START}(?P<thing>(?:[\w'-]+ ){{0,2}}?(?:(?P<joint>{MEETING})|{OURS})) (?:vill|ville|behöver"
    rf"|önskar) {THEY}(?: gärna)?(?: ha| få| se)?"
)


def wished(low: str, start: int, earlier_they: bool) -> Sided | None:
    """ "Offert vill de ha på fredag": what is wished for stands first."""
    match = _WISHED_THING.match(low, start)
    if match is None:
        return None
    side = Side.JOINT if match["joint"] is not None else Side.OURS
    return Sided(side, match.start("thing"), match.end("thing"), asked=True)


_BY_SOMEBODY = listed(
    "wants asks needs requests requires expects vill önskar suggests proposes prefers föreslår ber efterfrågar undrar"
)
"""With nobody named it is still not the writer who does so."""


def wishing(low: str, start: int, earlier_they: bool) -> Sided | None:
    wish = _WISH.match(low, start)
    if wish is None or (wish["we"] and not wish["they"]):
        return None
    links = _LINKS.match(low, wish.end())
    place = beyond(low, links.end() if links else wish.end())
    third = wish["they"] is not None or earlier_they or wish["want"] in _BY_SOMEBODY
    verb = phrases(rf"{source(EN_PLAIN, SV_PLAIN)}").match(low, place)
    infinitive = (
        verb is not None and links is not None and re.search(r"(?:to|att|vi|jag|we|i)\s*$", low[:place]) is not None
    )
    infinitive = infinitive or (
        verb is not None
        and wish["want"] in ("vill", "skulle vilja", "behöver", "ville")
        and not phrases(MEETING).match(low, place)
    )
    if links and links["us"] and verb:
        side = Side.JOINT if MEET.match(low, place) else Side.OURS
        wondered = _WHETHER.search(links["us"]) is not None and not _REACHING.match(low, place)
        if wondered and side is Side.OURS:
            return None
        return Sided(side, place, len(low), asked=True, dated=wondered)
    if infinitive and third:
        return _they_want_to(low, place, wish["want"])
    return _they_want(low, place, third or (links is not None and links["us"] is not None))


def _they_want_to(low: str, place: int, want: str) -> Sided:
    if MEET.match(low, place) and not among_themselves(low, place):
        return Sided(Side.JOINT, place, len(low), asked=True)
    if _ARRANGE.match(low, place) and (phrases(MEETING).search(low, place) or _EARLIER.match(low, place)):
        return Sided(Side.JOINT, place, len(low), asked=True)
    if phrases(r"see|se|get|få|receive").match(low, place) and phrases(rf"{MEETING}|{OURS}").search(low, place):
        return _they_want(low, place, third=True) or Sided(Side.OURS, place, len(low), asked=True, dated=True)
    return Sided(Side.THEIRS, place, len(low), dated=True)


_EARLIER = phrases(
    rf"(?:tidigarelägga|senarelägga|flytta|move|push|reschedule|boka om)(?: \S+){{0,3}}? (?:till |to )?{TIME}"
)
_ARRANGE = phrases(
    r"boka(?: in| om)?|tidigarelägga|senarelägga|book|schedule|reschedule|set up|have|ha|ordna|planera|plan|move"
    r"|push|postpone|flytta|skjuta"
)


def _they_want(low: str, place: int, third: bool) -> Sided | None:
    if _PRICE_WISH.match(low, place):
        return None
    if third and TIME in low[place:] and _US_THERE.match(low, place):
        return Sided(Side.JOINT, place, len(low), asked=True)
    meeting, ours = phrases(MEETING).search(low, place), phrases(OURS).search(low, place)
    if ours is not None and (meeting is None or ours.start() < meeting.start()):
        return Sided(Side.OURS, place, len(low), asked=True)
    if meeting is not None:
        return Sided(Side.JOINT, place, len(low), asked=third)
    if not third or TIME not in low[place:]:
        return None
    together = low[place] == TIME
    return (
        None
        if _NEED.match(low, place)
        else Sided(Side.JOINT if together else Side.OURS, place, len(low), asked=True, dated=True)
    )


_PRICE_WISH = phrases(
    r"(?:att |that )?(?:the |our |a |vårt )?(?:price|pris(?:et)?|cost|kostnad(?:en)?) (?:\S+ )?(?:hamnar|är|blir|ligger"
    r"|ska|går|sjunker|to be|to come|to go|under|below|is|stays|down|ner)"
)
"""What the price should be is no step."""
_US_THERE = phrases(r"(?:in |hit |over |dit )?(?:oss|us|mig|me)(?: (?:in|over|there|at|på|hos|dit|hit|i|till))")
_REACHING = phrases(
    r"send|call|mail|e-?mail|book|share|come|meet|present|show|skicka|ringa|maila|mejla|boka|komma|visa|träffa\w*"
    r"|ses|ta|ha"
)
_WHETHER = phrases(r"if|whether|om")
"""What they wonder whether we can do is a question, until it has a day."""
_NEED = phrases(
    r"(?:it|this|that|everything|det|detta|den|allt|all|them|dem)(?= )|(?:\S+ ){0,2}(?:\w*bil(?:ar|arna|en)|vans?"
    r"|trucks?"
    r"|truckar\w*|vehicles?|cars?|\w*laddare|chargers?|\w*maskiner\w*|fordon\w*|system\w*)(?= )|.*(?:in place|live"
    r"|up and running|running"
    r"|på plats|igång|i gång|i drift|klart?)"
)
"""When they want to have it running is an answer, and no step."""


_OUR_THING = phrases(rf"(?:[\w'-]+ ){{0,2}}?{OURS}")

_PROMISED_THEM = phrases(
    rf"(?:promised|lovade|lovat) (?:her|him|them|henne|honom|dem|dom|{PERSON}+)(?! (?:{MEETING}|att h|att de|they|she"
    rf"|he)\b)"
)

_SETTLED_START = phrases(
    rf"{START}(?:(?P<they>{THEY})|(?P<we>{WE}))?(?:'ve|'s)?(?:{ADVERBS} )? ?(?P<verb>{_SETTLING}){_LINK}"
)


def settling(low: str, start: int, earlier_they: bool) -> Sided | None:
    """ "Booked a demo for Friday", "she promised to send the contract"."""
    match = _SETTLED_START.match(low, start)
    if match is None:
        return None
    place = beyond(low, match.end())
    if match["verb"] in ("found", "got", "fick", "fått", "hittade") and not phrases(MEETING).match(low, place):
        return None
    they = match["they"] is not None or (match["we"] is None and earlier_they)
    subject = phrases(rf"(?:(?P<they>{THEY})|(?P<we>{WE}))(?:'ll|'d)?").match(low, place)
    if subject is not None:
        they, place = subject["they"] is not None, beyond(low, subject.end())
    verb = phrases(rf"(?:{MODAL} )?(?:{PLAIN}|{NOW})").match(low, place)
    if verb is not None and (not phrases(MEETING).match(low, place) or acts_on_somebody(low, verb.end())):
        joint = MEET.match(low, verb.start()) or MEET.search(verb[0])
        return Sided(Side.JOINT if joint else Side.THEIRS if they else Side.OURS, place, len(low), settled=True)
    return _settled_thing(low, place, match.start("verb"), they)


def _settled_thing(low: str, place: int, settled: int, they: bool) -> Sided:
    """What was promised or booked is a thing: "lovade henne en kalkyl", "booked a demo"."""
    ours = _OUR_THING.match(low, place) is not None
    to_them = _PROMISED_THEM.match(low, settled) is not None
    if to_them and (ours or phrases(MEETING).search(low, place) is None):
        return Sided(Side.OURS, place, len(low), settled=True)
    if phrases(MEETING).search(low, place) is not None:
        dated = TIME not in low and _BOOKED.match(low, settled) is None
        return Sided(Side.JOINT, place, len(low), settled=True, dated=dated)
    if _PROMISED.match(low, settled):
        return Sided(Side.THEIRS if they else Side.OURS, place, len(low), settled=True)
    return Sided(Side.OURS if ours else Side.JOINT, place, len(low), settled=True, dated=True)


_BOOKED = phrases(r"booked|bokade|bokat|bokad|inbokat|scheduled")
_PROMISED = phrases(r"promised|lovade|lovat|committed")
