"""The rep's own words for a step: the clause without its time, its label and how it was agreed."""

from __future__ import annotations

import re

from domain.reading.marks import THEY, TIME
from domain.reading.passage import Clause
from domain.reading.pattern import Pattern
from domain.reading.phrases import listed, loose, phrases

_PREPOSITION = (
    r"(?:either|antingen|sometime|någon gång|typ|on|at|by|before|until|till|for|in|due|around|from|to|no later than"
    r"|not later than|this|coming|during|på|den|kl\.?|klockan|vid|runt|innan|före|senast|i|under|om|nu|redan"
    r"|från|är|is"
    r"|with date|preliminärt|prel\.?|klart|klar|done|ready|tentatively|maybe|kanske|nästa vecka|@|=|:|,|-)"
)
_TIMES = Pattern(rf"(?:(?<!\w){_PREPOSITION}\s*)*{TIME}+(?:\s*(?:[-–,/]|or|eller|and|och|till|to)?\s*{TIME}+)*")
_AGREED = phrases(
    r"(?:flyttat|flyttad|ombokad|ombokat|moved|rescheduled)(?: (?:to|till|from|från))*|(?:is |are |är |now |nu "
    r"|already |redan |has been |har blivit )?(?:booked|bokad[et]?|bokat|inbokad|inbokat|scheduled|confirmed"
    r"|bekräftat|bekräftad|agreed|överenskommet|spikat|spikad|är satt|is set|locked in|accepted"
    r"|accepterad|accepterat)"
    r"(?: (?:by|via|per|på|over|i) (?:e-?mail|mail|mejl|sms|text|phone|telefon|chat|teams))?(?: (?:in|for|till|på))?"
    r"|enl(?:igt)? ök|enl(?:igt)? (?:överenskommelse|önskemål)"
    r"|(?:as|like) we (?:said|agreed|discussed)|som vi (?:sa|bestämde|kom överens om|kom överens|pratade om)"
    r"|set(?= (?:for|on)\b)"
    r"|as agreed|som avtalat|per her request|tbc|tbd|prel\.?|preliminärt|tentatively"
    rf"|(?:passar|funkar|works|suits|ok|okej|fine|good|går bra|is ok|is fine|är ok|är okej)(?: (?:bra|fint|well"
    rf"|fine))?(?: (?:för|med|for|with))?(?: (?:{THEY}|henne|honom|dem|dom|her|him|them|both|båda|us|oss|alla"
    rf"|everyone))?$"
    rf"|(?:{THEY}) (?:agreed|said yes|said ok|sa ja|is ok|ok|är med på det|accepted|confirmed)$|ok med (?:henne|honom"
    rf"|dem)|if that works|om det funkar"
)
_LEAD = Pattern(
    loose(
        r"(?:(?:kanske|maybe|perhaps|hoppas på|hoppas få|hoping for|hope to get|hopefully|troligen|förhoppningsvis"
        r"|that|att|and|och|also|även|then|sen|sedan|so|så|i|we|jag|vi|'ll|will|shall|ska|skall|to|the|a|an|en"
        r"|ett|please|let'?s|lets|låt oss|just|now|nu|our|vår|på|om|for|on|of|in|will be|ska vi|vi ska|kan vi|can we"
        r"|is|are|är|been|"
        r"has|have|har|got|inte ja till|not yes to|works for|works with|funkar för|passar för|går bra för|is ok for"
        r"|är ok för|with date|date|datum|till|med|about|kommer att|kommer) )+"
    )
)
_MOVING = phrases(
    r"(?:flytta|flyttar|flyttade|move|moves|moved|moving|reschedule|rescheduled|push|pushed|skjuta|sköt|boka om"
    r"|bokade om)(?: (?:up|fram|the|our|vårt|vÅr|its|deras|their))*(?= )"
)
_INVITE = phrases(
    r"(?:(?:accepted|accepterade|accepterat|skickade|sent) )?(?:the |a |an |en |vÅr |our |her |his )?(?:calendar "
    r"|kalender|mötes)?(?:invite|invitation|inbjudan|kallelsen?|hold)(?= (?:for|to|till|på|om|with|med))"
)
_OLD_TIME = Pattern(r"\s(?:från|from) \S+$")
_SIGNS = phrases(r"(?:skriver|skriva|skriv|skrev|skrivit) (?:på|under)")
_SIGNING = Pattern(r"(?:skriver|skriva|skriv|skrev|skrivit|sign|signs) (?:på|under|on)$")
_TRAIL = Pattern(
    r"(?:[ ,;:–&-]|(?<!\w)(?:on|at|by|before|until|till|for|in|due|to|på|den|kl|vid|innan|senast|till|i|is|are|är|and"
    r"|och|or|eller|with|med|will be|blir|sker|in i kalendern|också|also|instead|istället|i stället|och|as well"
    r"|already|redan|again at|booked|bokat|nu)(?!\w))$"
)


def wording(clause: Clause, start: int, end: int) -> str:
    """The words of a stretch of the clause that tell what is to be done, as typed."""
    low = clause.low[start:end]
    gone = [match.span() for pattern in (_TIMES, _AGREED) for match in pattern.finditer(low)]
    held = [match.span() for match in _SIGNS.finditer(low)]
    kept = [place for place in range(len(low)) if _in(place, held) or not _in(place, gone)]
    typed = "".join(clause.text[start + place] for place in kept)
    plain = "".join(low[place] for place in kept)
    first, last = _edges(plain)
    return " ".join(typed[first:last].split()).strip(" .,;:!?-–\"'()")


def _in(place: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _edges(plain: str) -> tuple[int, int]:
    first, last = 0, len(plain.rstrip(" .!?,;:-–\"'()"))
    first += len(plain) - len(plain.lstrip(" .!?,;:-–\"'()"))
    for leading in (_LEAD, _MOVING, _INVITE, _LEAD):
        lead = leading.match(plain, first)
        if lead is not None and lead.end() < last:
            last = _old_time(plain, first, last) if leading is _MOVING else last
            first = lead.end() + (plain[lead.end()] == " ")
    while not _SIGNING.search(plain, first, last):
        tail = _TRAIL.search(plain, first, last)
        if tail is None or tail.start() == first:
            return first, last
        last = tail.start()
    return first, last


def _old_time(plain: str, first: int, last: int) -> int:
    """Without the time that something is moved from."""
    old = _OLD_TIME.search(plain, first, last)
    return last if old is None else old.start()


_FILLERS = listed(
    """
    instead istället i stället igen again då then also också then now nu ok okay okej möjligen maybe kanske för for
    her him them do make ta whether if can kan
    """
)
_SWEDISH = phrases(r"\w*(?:Å|Ä|Ö)\w*|och|att|jag|vi|hon|han|de|på|med|kl|ska|kan|inte|till|om|som|det|den")


def says_nothing(words: str) -> bool:
    """Whether nothing is left that tells what is to be done."""
    return not set(re.findall(r"[^\W\d_]{2,}", words.lower())) - _FILLERS


def a_meeting(clause: Clause) -> str:
    """What a step is called that has no name, in the language of the clause."""
    return "möte" if _SWEDISH.search(clause.low) else "meeting"
