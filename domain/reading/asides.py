"""Short words beside a step that tell that the customer said it or wanted it: "sa hon", "as he asked"."""

from __future__ import annotations

import re

from domain.reading.marks import PERSON, THEY
from domain.reading.phrases import phrases

_SAID = (
    r"(?:said|says|told (?:me|us)|promised|wrote|writes|replied|confirmed|sa|säger|sade|lovade|lovar|skrev|skriver"
    r"|svarade|bekräftade|meddelade|menade)"
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
    rf"|(?:(?:it|that|this|det|detta) (?:was|is|var|är) |(?:at|på|by|per|enligt) ){_THEIR} (?:own |eget )?{_OWN_IDEA})"
)
"""Words that stand for themselves: a clause of these alone speaks of what stands before it."""

_ALONE = phrases(rf"{ASIDE}(?=[ .!,]*$)")
_LAST = phrases(rf"(?:as|like|som|precis som|enligt vad) {THEY} (?:{_SAID}|{_WANTED}){_IT}(?=[ .!,)]*$)")
_SAID_LAST = phrases(
    rf"(?:(?:(?:det |så |it )?{_SAID}) {THEY}|{THEY} (?:{_SAID}))(?: so| det| it| själv)?(?=[ .!,)]*$)"
)


def stands_alone(low: str) -> bool:
    """A clause that only tells that the customer said or wanted what stands before it."""
    return _ALONE.match(low) is not None


def trailing(low: str) -> int | None:
    """Where such words begin behind what is told: "sends the list she said", "calling as he asked"."""
    found = _LAST.search(low) or _SAID_LAST.search(low)
    return found.start() if found is not None and re.search(r"\w", low[: found.start()]) else None
