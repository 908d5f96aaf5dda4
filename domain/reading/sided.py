"""Whose a next step is: the outcome of reading a clause, and what its rules share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from domain.reading.marks import PERSON, ROLE, TIME
from domain.reading.phrases import phrases
from domain.reading.things import MEETING


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


START = rf"(?:{TIME}+[ ,:]*)?"

ADVERBS = (
    r"(?: (?:also|just|then|now|still|probably|even|soon|sen|sedan|nu|även|också|snart|redan|bara|dessutom"
    r"|already|really|ändå|fortfarande|själv|själva|have|har|has))*"
)

MODAL = (
    r"(?:will|'ll|shall|should|must|am going to|is going to|are going to|'re going to|'s going to|'m going to"
    r"|going to|gonna|needs? to|have to|has to|ought to|plans? to|intends? to"
    r"|want to|would like to|'d like to|try to|trying to|'m to|am to|is to|are to|to|can|could|ska|skall|kommer att"
    r"|kommer|behöver|måste|bör|borde|får|tänker|tänkte|vill|ska försöka|försöker|kan|hinner|lär|avser att"
    r"|planerar att)"
)

MEET = phrases(
    r"(?:meets?|meeting|met|sees?|seeing|ses|sågs|träffas|träffa|träffar|höras|hörs|talk|talks|talking|speak|speaks"
    r"|speaking|prata|pratar|snacka|snackar|luncha|lunchar|catch up|sync"
    r"|reconnect|regroup|connect|sit down|besöka|besöker|visit|visiting|ha (?:ett )?(?:möte|samtal|avstämning)"
    r"|stämmer? av|synka|synkar|hooking up|touch base|demo|demoa|demoar|åka (?:till|dit)|åker (?:till|dit)"
    rf"|go (?:there|to|over|see)|come (?:in|by|over|to|visit|out)|(?:come|komma|kommer)(?= {TIME})|komma (?:hit|ut"
    rf"|dit|över)|drop by|swing by|walk (?:them|her|him)|kommer förbi"
    rf"|komma förbi|fika|fikar|(?:do|make|ta)(?= {TIME}))"
)


def beyond(low: str, place: int) -> int:
    """The place of the next word."""
    while place < len(low) and low[place] in ' :,;"':
        place += 1
    return place


def meets(low: str, place: int) -> bool:
    return any(pattern.match(low, place) for pattern in (MEET, _HOLD, _BRING, _SHOW))


_HOLD = phrases(
    rf"(?:tar|ta|take|takes|taking|have|has|having|har|ha|kör|köra|run|running|do|doing|gör|göra|hold|holds|holding"
    rf"|håller|hålla|boka|bokar|book|booking|schedule|set up)(?: \S+){{0,3}}? {MEETING}"
)
_SHOW = phrases(
    rf"(?:visa|visar|presentera|presenterar|demonstrera|demonstrerar|show|shows|showing|present|presents|presenting)"
    rf"(?: \S+){{0,4}}? (?:för|to|for) (?:[{PERSON}{ROLE}]|(?:her|him|them|henne|honom|dem|dom)\b)"
)
_BRING = phrases(
    rf"(?:joins?|joining|attends?|attending|ansluter till|ansluta till)(?: \S+)? {MEETING}"
    rf"|(?:brings?|bringing|joins?|joining|attends?|comes?|coming|tar med(?: sig)?|ansluter|deltar|kommer)"
    rf"(?: \S+){{0,4}}? (?:to|for|on|till|på|i|vid)(?: \S+)? {MEETING}"
)


def among_themselves(low: str, place: int) -> bool:
    """ "She talks to her boss": no meeting with us."""
    return (
        phrases(
            r"(?:talks?|speaks?|prata|pratar|snacka|snackar|stämmer? av|meets?|träffa|träffar|sync|synka|synkar"
            r"|connect)(?: \S+){0,2} (?:to|with|med|her|his|their|sin|sina|deras|the|internt|internally|styrelsen)"
        ).match(low, place)
        is not None
        and phrases(r"us|me|oss|mig|we|vi").search(low, place) is None
    )


def acts_on_somebody(low: str, place: int) -> bool:
    """ "Call Anna", "quote them": a word that may be a thing is a verb when somebody follows."""
    return (
        re.match(
            (
                rf" (?:[{PERSON}{ROLE}]|(?:me|us|mig|oss|then|då|her|him|them|back|henne|honom|dem|dom|upp|tillbaka"
                rf"|kunden|the customer)\b)"
            ),
            low[place:],
        )
        is not None
    )
