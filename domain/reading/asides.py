"""Short words beside a step that tell that the customer said it or wanted it: "sa hon", "as he asked"."""

from __future__ import annotations

from domain.reading.marks import PERSON, THEY, TIME
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases

_SAID = (
    r"(?:said|says|told (?:me|us)|promised|wrote|writes|replied|confirmed|sa|säger|sade|lovade|lovar|skrev|skriver"
    r"|svarade|bekräftade|meddelade|menade|(?:e-?mailed|texted|messaged|mailade|mejlade|smsade|messade)(?: (?:me|us"
    r"|mig|oss))?)"
)
_WANTED = (
    r"(?:asks?(?: for)?|asked(?: for)?|requested|wants?|wanted|wished(?: for)?|needs?|needed|suggested|proposed"
    r"|insisted(?: on)?|chose|picked|bad(?: om)?|bett om|ber om|vill(?: ha)?|ville(?: ha)?|önskade|önskar|behöver"
    r"|behövde|föreslog|valde|begärde)"
)
_IT = (
    r"(?:(?: (?:so|it|that|this|the date|the day|then|by then|det|detta|den|så|datumet|dagen|då|till dess|ha|om"
    r"|själv))*)"
)
_THEIR = rf"(?:her|his|their|hennes|hans|deras|{PERSON}+'?s?)"
_OWN_IDEA = r"(?:wish|idea|suggestion|request|proposal|förslag|idé|önskemål|önskan|begäran|initiativ)"

ASIDE = (
    rf"(?:(?:och |and |så |so |which |like |as |som |enligt vad |precis som |just as )*{THEY}(?: själv| själva| även"
    rf"| also| specifically)? (?:{_SAID}|{_WANTED}){_IT}"
    rf"|(?:och |and )?(?:det |så |it )?(?:{_SAID}|{_WANTED}) {THEY}{_IT}"
    rf"|(?:(?:it|that|this|det|detta) (?:was|is|var|är) |(?:at|på|by|per|enligt) )?{_THEIR} (?:own |eget )?{_OWN_IDEA})"
)
"""Words that stand for themselves: a clause of these alone speaks of what stands before it."""

_ALONE = phrases(rf"{ASIDE}(?=[ .!,]*$)")
_LAST = phrases(rf"(?:as|like|som|precis som|enligt vad) {THEY} (?:{_SAID}|{_WANTED}){_IT}(?=[ .!,)]*$)")
_SAID_LAST = phrases(
    rf"(?:(?:(?:det |så |it )?{_SAID}) {THEY}|{THEY} (?:{_SAID}))(?: so| det| it| själv)?(?=[ .!,)]*$)"
)


_TOLD = (
    rf"(?:{_SAID}|let (?:it |that |this )?slip|let (?:me|us) know|mentioned|nämnde|berättade|sagt|pointed out"
    r"|told (?:me|us)|råkade säga)"
)
_ALL = r"(?:all (?:of )?(?:that|this|it)|both|allt(?: det(?: här)?| detta)?|båda delarna|alltihop)"
_WHERE = (
    rf"(?: (?:so|it|that|this|det|detta|så|{_ALL}|himself|herself|themselves|själv|själva|(?:on|over|by) (?:the )?"
    r"(?:phone|mail|e-?mail|text|lunch|coffee)|på (?:telefon(?:en)?|mejl(?:et)?|mail(?:et)?|sms|mötet|lunchen)"
    r"|in (?:the|her"
    r"|his|their) (?:meeting|mail|e-?mail)|i (?:telefon|mejlet|mailet)|also|too|också|även|earlier|clearly))*"
)
_VOUCHED = phrases(
    rf"(?:och |and |so |men |but |as |som |enligt vad )*(?:{THEY}(?: själv| själva| också| also| har"
    rf"| has)? {_TOLD}{_WHERE}"
    rf"|(?:det |så |that'?s what |that |this |{_ALL} )?{_TOLD} {THEY}{_WHERE}|{_TOLD} (?:so|det|that){_WHERE})"
    rf"(?: (?:(?:on|in|i|på) )?{TIME}+)?(?=[ .!,)]*$)"
)
_VOUCHED_ALL = phrases(_ALL)


def vouches(low: str) -> bool:
    """A clause that only tells who said what stands before it: "Anna told me on the phone", "det sa Johan"."""
    return _VOUCHED.match(low) is not None


def vouches_for_all(low: str) -> bool:
    """ "Ruth said all that": not only for what stands next to it."""
    return _VOUCHED_ALL.search(low) is not None


_SUBJECT = Pattern(rf"\W*(?:(?:{THEY})\W*)?")
"""Nothing that is told stands before: of "she said Anna" no part is an aside."""


def stands_alone(low: str) -> bool:
    """A clause that only tells that the customer said or wanted what stands before it."""
    return _ALONE.match(low) is not None


def trailing(low: str) -> int | None:
    """Where such words begin behind what is told: "sends the list she said", "calling as he asked"."""
    found = _LAST.search(low) or _SAID_LAST.search(low)
    if found is None or _SUBJECT.fullmatch(low[: found.start()]):
        return None
    return found.start()
