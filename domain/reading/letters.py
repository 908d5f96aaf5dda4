"""The customer's own writing in a note: a forwarded mail, words between quotation marks, "Anna texted: ..."."""

from __future__ import annotations

import re

from domain.reading.clean import WROTE
from domain.reading.marks import ACCOUNT, AS_I, PERSON, THEY, TIME
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases

_MAILED = Pattern(rf"[{PERSON}{ACCOUNT}]+{WROTE.rstrip()}")
_FORWARDED = Pattern(
    rf"^(?:(?:fwd?|fw|forwarded|forwarding|vb|vidarebefordra\w*)(?: (?:mail|e-?mail|mejl))?|e-?mail|mail|mejl)"
    rf" (?:from|från) {THEY} ?:\s*\n",
    re.MULTILINE,
)
_QUOTED = Pattern(rf'{THEY}(?P<led>[^"\n]{{0,40}})"(?P<words>[^"]{{2,}})"')
_WROTE = (
    r"(?:e-?mailed|mailed|wrote|writes|texted|messaged|replied|answered|mailade|mejlade|mailar|mejlar|skrev|skriver"
    r"|smsade|messade|svarade|svarar)"
)
_LETTER = phrases(
    rf"(?:{THEY}(?: \w+)? {_WROTE}(?: (?:back|tillbaka|me|us|mig|oss|på mejlet|på mailet|på sms|via mail|via mejl"
    rf"|by mail|by text|precis|nu|nyss|{TIME}+)){{0,2}}"
    rf"|(?:sms|mejl|mail|e-?mail|text|message|meddelande|whatsapp|svar|reply|dm) (?:from|från|av) {THEY}(?: {TIME}+)?)"
    r" ?:(?= )"
)
_LETTER_END = Pattern(r"[.?!](?=\s|$)|\n|$")
_FIRST = phrases(rf"{AS_I}|we|jag|vi|i'll|we'll|i'm|i've|we've|we're")


def stretches(low: str) -> list[tuple[int, int]]:
    """Where the customer's own words begin and end."""
    mails = [(match.end(), len(low)) for pattern in (_MAILED, _FORWARDED) for match in pattern.finditer(low)][:1]
    quotes = [match.span("words") for match in _QUOTED.finditer(low)]
    return mails + quotes + [(match.end(), _end(low, match.end())) for match in _LETTER.finditer(low)]


def spoken(low: str) -> list[tuple[int, int]]:
    """Where words between quotation marks begin and end that nobody is said to have written."""
    return [
        match.span("words")
        for match in _QUOTED.finditer(low)
        if not _IN_WRITING.search(low, max(0, match.start() - 25), match.end("led"))
    ]


_IN_WRITING = phrases(
    rf"{_WROTE}|e-?mails?|mails?|mejl(?:et)?|mailet|texts?|sms|messages?|meddelande|whatsapp|slack|chatt?|dm|linkedin"
)


def _end(low: str, start: int) -> int:
    hello = _HELLO.match(low, start)
    if _SIGNED.search(low, start):
        return len(low)
    end = _LETTER_END.search(low, hello.end() if hello else start)
    return end.end() if end else len(low)


_HELLO = Pattern(r"\s*(?:hej|hi|hello|hey|dear)(?: \S+)?[!,.]\s*")
_SIGNED = Pattern(rf"(?:/|mvh|regards|best|cheers)[ ,]*{PERSON}+[\s.]*$")
"""A letter that ends with its sender's name is theirs to the end."""


def opening(low: str, start: int, end: int) -> int | None:
    """Where a letter begins whose sender stands before it in the same sentence."""
    match = _LETTER.search(low, start, end)
    return match.end() if match else None


def their_own_words(low: str) -> str:
    """In the customer's own words "I" is the customer."""
    for start, end in stretches(low):
        low = low[:start] + _FIRST.sub(lambda match: _third(match[0]), low[start:end]) + low[end:]
    return low


def _third(first: str) -> str:
    bare = first.split("'", maxsplit=1)[0]
    return PERSON * len(bare) + first[len(bare) :]
