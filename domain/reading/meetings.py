"""Whether a note tells of a live conversation with the customer, when it was, and how it came out."""

from __future__ import annotations

import re
from datetime import date, datetime

from domain.facts import Outcome
from domain.reading.marks import ACCOUNT, COLLEAGUE, PERSON, ROLE, THEY, TIME
from domain.reading.meeting_words import (
    AFTER,
    BOOKING,
    CANCELLED,
    DENIED,
    INTERNAL,
    JUST,
    MOVED,
    NO_SHOW,
    NOBODY,
    NOMINAL,
    OTHER_THING,
    POINTS_ON,
    QUALITY,
    RANG,
    SICK,
    SPOKEN_FORM,
    SUPPOSED,
    TALKED,
    TO_OUTSIDER,
    UNREAL,
    WENT,
)
from domain.reading.moments import ahead, told_in_past
from domain.reading.passage import Clause, Passage
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.things import MEETING
from domain.reading.understood import MeetingRead
from domain.reading.when import When

_CUSTOMER = Pattern(rf"[{PERSON}{ROLE}{ACCOUNT}]")


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
        clause
        for clause in passage.clauses
        if _missed(passage, clause, now) or _happened(passage, clause, now) or _WAS_TO_BE.search(clause.low)
    )


def _missed(passage: Passage, clause: Clause, now: datetime) -> MeetingRead | None:
    cancelled = CANCELLED.search(clause.low)
    if (
        cancelled
        and not UNREAL.search(clause.low)
        and not OTHER_THING.search(clause.low)
        and not DENIED.search(clause.low[: cancelled.start()])
    ):
        return MeetingRead(_day_it_was_to_be(passage, clause, now), Outcome.CANCELLED)
    if SUPPOSED.search(clause.low) and any(SICK.search(other.low) for other in passage.sentence(clause.sentence)):
        return MeetingRead(_day_it_was_to_be(passage, clause, now), Outcome.CANCELLED)
    if NO_SHOW.search(clause.low) and not UNREAL.search(clause.low):
        return MeetingRead(_day_of(passage, clause, now), Outcome.NO_SHOW)
    return None


def _happened(passage: Passage, clause: Clause, now: datetime) -> bool:
    low = clause.low
    if INTERNAL.search(low) or TO_OUTSIDER.search(low):
        return False
    rang = RANG.search(low)
    told = TALKED.search(low) or (rang if rang and not _nobody_there(passage, clause) else None)
    if told is None:
        return _is_labelled(clause, now) or _is_nominal(passage, clause, now) or _told_in_plain_form(clause)
    if told is not rang and MOVED.search(low):
        return False
    if _denied(low, told.start()) or UNREAL.search(low[: told.start()]):
        return False
    if _among_us(low, told.start(), told.end()) or _among_them(low, told):
        return False
    return not _lies_ahead(clause, told, now)


def _lies_ahead(clause: Clause, told: re.Match[str], now: datetime) -> bool:
    """ "On the call Friday": a meeting noun with a day to come and no verb in the past is a plan."""
    return bool(
        phrases(rf"(?:(?:on|over|by|during|in|at|i|på|under|över|per|via) .*|{QUALITY} .*)").fullmatch(told[0])
    ) and any(ahead(when, now) and (when.day != now.date() or when.at is not None) for when in clause.times)


def _told_in_plain_form(clause: Clause) -> bool:
    """Swedes write "träffa Göran i fredags" as they say it; the day tells that it was."""
    return SPOKEN_FORM.match(clause.low) is not None and any(when.past for when in clause.times)


def _denied(low: str, place: int) -> bool:
    return any(denied.end() > place - 18 for denied in DENIED.finditer(low, 0, place))


_LOOKED_THROUGH = phrases(r"gick igenom|gått igenom|reviewed|walked through|prepped|förberedde|diskuterade|discussed")


def _among_us(low: str, start: int, end: int) -> bool:
    """Only colleagues are talked with: "synced with Tom about Nordfrakt", "Tom and I went through Nordfrakt"."""
    if _LOOKED_THROUGH.match(low, start) and not re.search(rf"[{PERSON}{ROLE}]|\bwith\b", low):
        return COLLEAGUE in low[:start] or low[end:].lstrip()[:1] == ACCOUNT
    after = low[end:].lstrip(" :")
    if re.search(rf"[{PERSON}{ROLE}]", low) or re.match(
        rf"(?:them|dem|her|him|henne|honom|the customer|kunden|{ACCOUNT})", after
    ):
        return False
    return COLLEAGUE in after or (COLLEAGUE in low and not _CUSTOMER.search(low) and not re.search(rf"\b{THEY}\b", low))


_THEIR_OWN = phrases(
    r"(?:met|saw|träffade|träffat|mötte|besökte|visited|(?:had|has had|spoke|spoken|talked|chatted|hade|haft|pratade"
    r"|pratat"
    r"|talade|snackade)(?: \S+){0,4}? (?:with|to|med|m))"
    rf"(?= (?!(?:(?:up )?(?:with|med) )?(?:us|me|oss|mig|{COLLEAGUE}+)(?!\w))\S)"
)


def _among_them(low: str, told: re.Match[str]) -> bool:
    """ "Sofia met her board", "they had a meeting with Volvo": somebody at the customer, and not with us."""
    subject = _THEIRS.search(low, 0, told.start())
    return subject is not None and _THEIR_OWN.match(low, told.start()) is not None


_THEIRS = Pattern(
    rf"(?<!\w)(?<! and )(?<! och ){THEY}(?:'ve|'s|'d)?(?: (?:has|have|had|har|hade|also|just|already|redan|också|även"
    rf"|precis))* $"
)


def _nobody_there(passage: Passage, clause: Clause) -> bool:
    near = passage.clauses[passage.clauses.index(clause) :][:3]
    return any(NOBODY.search(other.low) for other in near)


def _is_nominal(passage: Passage, clause: Clause, now: datetime) -> bool:
    """ "Mtg w Anna today." A meeting with no verb is one that was, if nothing in it points ahead."""
    noun = NOMINAL.search(clause.low)
    if any(when.negated for when in clause.times):
        return False
    if noun is None or BOOKING.search(clause.low) or _denied(clause.low, noun.start()) or UNREAL.search(clause.low):
        return False
    if _among_us(clause.low, noun.start(), noun.end()):
        return False
    behind = any(when.past or (when.day == now.date() and not ahead(when, now)) for when in clause.times)
    later = any(ahead(when, now) and when.day != now.date() for when in clause.times)
    clock_ahead = any(when.at is not None and ahead(when, now) for when in clause.times)
    if behind or (WENT.search(clause.low) and not later):
        return True
    return not later and not clock_ahead and _opens(passage, clause, noun)


def _is_labelled(clause: Clause, now: datetime) -> bool:
    """ "Meeting: 24/11 with Anna"."""
    label = phrases(rf"{MEETING}(?= ?:)").match(clause.low)
    return label is not None and not any(ahead(when, now) and when.day != now.date() for when in clause.times)


def _opens(passage: Passage, clause: Clause, noun: re.Match[str]) -> bool:
    """It is the first thing said, a heading such as "Nordfrakt" left out, names the customer, and has no verb."""
    earlier = [
        other for other in passage.clauses if other.start < clause.start and re.search(r"[a-zåäö]{3}", other.low)
    ]
    bare = phrases(
        rf"(?:[{PERSON}{ROLE}{ACCOUNT}{TIME}]+|with|w/?|med|m\.?|at|hos|på|and|och|the|a|an|en|ett|from|från|first"
        rf"|intro|quick|kort|första|{MEETING}|[:.,&]| )+"
    )
    led = bare.match(clause.low)
    return not earlier and led is not None and led.end() >= noun.end() and _CUSTOMER.search(clause.low) is not None


_TODAY = Pattern(r"\b(?:today'?s?|dagens|this morning'?s)\b", re.IGNORECASE)


def _day_of(passage: Passage, clause: Clause, now: datetime) -> date | None:
    led = AFTER.search(clause.low)
    if led is not None and _TODAY.search(clause.text, led.start(), led.end()):
        return now.date()
    for when in clause.times:
        day = told_in_past(when, now)
        if day is not None and (when.past or not POINTS_ON.search(clause.low[: when.start - clause.start])):
            return day
    if JUST.search(clause.low):
        return now.date()
    beside = [other for other in passage.sentence(clause.sentence) if other is not clause]
    said = [told_in_past(when, now) for other in beside for when in other.times if when.past and not _other_past(other)]
    first = [told_in_past(when, now) for when in _heading(passage, now) if not said]
    return next((day for day in (*said, *first) if day is not None), None)


def _heading(passage: Passage, now: datetime) -> list[When]:
    """The days a note begins with: "Nordfrakt, today:", "Yesterday at Nordfrakt"."""
    low, times = passage.clauses[0].low, list(passage.clauses[0].times)
    if len(passage.clauses) > 1 and _BARE_TIME.fullmatch(passage.clauses[1].low):
        times += passage.clauses[1].times
        low = passage.clauses[1].low
    heads = low.rstrip().endswith(":")
    return [when for when in times if when.past or (heads and when.day is not None and when.day <= now.date())]


_BARE_TIME = Pattern(rf"{TIME}+:?")


_WAS_TO_BE = phrases(
    r"(?:was|were|had been) (?:supposed|meant|due|set|scheduled|booked|planned|to be|for)|should have been|skulle"
    r"(?: ha| vi ha)? (?:varit|setts|vara|ägt rum|hållits)|var (?:tänkt|planera[dt]|bokad|bokat|satt|inboka[dt])"
)


def _other_past(clause: Clause) -> bool:
    return re.search(r"\b(?:sent|skickade|mailade|mejlade|emailed|mailed)\b", clause.low) is not None


def _day_it_was_to_be(passage: Passage, clause: Clause, now: datetime) -> date | None:
    """A cancelled meeting's own day: the one beside the meeting's name, or one that is not over."""
    for when in clause.times:
        place = when.start - clause.start
        beside = phrases(rf"(?:'?s )?(?:\S+ )?{MEETING}").match(
            clause.low[when.end - clause.start :].lstrip(" ")
        ) or re.search(
            rf"(?:{MEETING})\s+(?:for |on |on the |at |at the |with \S+ |{PERSON}+ |på |den |med \S+ |i )*$",
            clause.low[:place],
        )
        if beside and when.past:
            return when.day
        if when.day is not None and not when.past and when.day >= now.date():
            return when.day
    meant = [other for other in passage.sentence(clause.sentence) if _WAS_TO_BE.search(other.low)]
    return next((when.day for other in meant for when in other.times if when.day is not None), None)
