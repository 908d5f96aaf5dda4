"""The next step of one clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.facts import Agreed
from domain.reading.agreement import agreed_in, in_writing
from domain.reading.marks import MONEY, PERSON, THEY, TIME, WE
from domain.reading.moments import to_come
from domain.reading.passage import Clause
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.sided import Side, Sided, beyond
from domain.reading.sides import reported, side_of, side_said
from domain.reading.step_cues import (
    AHEAD_OF,
    BARE_LABEL,
    EVENT_PAST,
    FILLER,
    GONE_OUT,
    INVITING,
    LABEL,
    NO_STEP,
    REMINDER,
    THEY_ASK,
    TO_SOMEBODY,
    UNREAL,
    WAS,
)
from domain.reading.step_words import a_meeting, says_nothing, wording
from domain.reading.when import When

_EVENT = r"(?:\w*(?:möte|meeting|dragning|genomgång)(?:t|et|en)?|board meeting|steering committee|council meeting)"


@dataclass(slots=True)
class Draft:
    """A step while it is put together."""

    clause: Clause
    side: Side
    words: str
    times: list[When]
    agreed: Agreed | None
    offered: bool = False
    wished: bool = False
    """The customer asked for it."""
    with_roles: bool = False
    spoken_in: list[int] = field(default_factory=list)


def draft_of(clause: Clause, now: datetime, on_them: bool) -> Draft | None:
    """The step a clause tells of, if any."""
    low = clause.low
    if NO_STEP.search(low, _past_reminder(low)) or UNREAL.match(low) or (clause.asks and not clause.mailed):
        return None
    start, labelled = _start(low)
    if UNREAL.match(low, start):
        return None
    times = [_unless_after(clause, when) for when in to_come(clause.times, now)]
    gone = GONE_OUT.search(low) is not None and all(when.day in (None, now.date()) for when in times)
    if gone or (clause.times and not times) or _tells_of_past(clause, start):
        return None
    inviting = INVITING.match(low, start)
    if inviting is not None and not THEY_ASK.match(low, start):
        return _offered(clause, inviting, times)
    if not labelled and EVENT_PAST.match(low, start) and reported(clause, start) is None:
        return _prepared_for(clause, times)
    return _told(clause, start, labelled, times, on_them)


def _unless_after(clause: Clause, when: When) -> When:
    """ "After the board meeting on Thursday" is no day: the day is the meeting's."""
    if _AFTER_EVENT.search(clause.low, 0, when.start - clause.start) is None:
        return when
    return replace(when, day=None, candidates=(), range=None, at=None)


_AFTER_EVENT = Pattern(rf"\b(?:after|efter|once|när) (?:(?:the|their|deras|vårt|our) )?{_EVENT}(?: (?:on|på|den))? $")


def _tells_of_past(clause: Clause, start: int) -> bool:
    """ "She told me they had a meeting on Monday": what they say was, is no step."""
    said = reported(clause, start)
    return said is not None and WAS.match(clause.low, said) is not None


def _past_reminder(low: str) -> int:
    """ "Don't forget to call" is no denial of the call."""
    reminder = _REMINDER.match(low)
    return reminder.end() if reminder is not None else 0


_REMINDER = phrases(REMINDER)


def _prepared_for(clause: Clause, times: list[When]) -> Draft | None:
    """ "Synced with Tom ahead of the meeting on Thursday": the meeting is still to come."""
    ahead_of = AHEAD_OF.search(clause.low)
    if ahead_of is None or not times:
        return None
    return Draft(clause, Side.JOINT, wording(clause, ahead_of.end(), len(clause.low)), times, agreed_in(clause))


def _start(low: str) -> tuple[int, bool]:
    """Where what is to be done begins, and whether a label says that it is a step."""
    filler = FILLER.match(low)
    start = filler.end() if filler else 0
    ours = _WE_SAID.match(low, start)
    start = beyond(low, ours.end()) if ours else start
    label = LABEL.match(low, start)
    if label is None:
        return start, False
    bare = label[0].strip(" ")
    if bare in BARE_LABEL or bare.startswith(("follow", "plan")):
        return start, False
    return beyond(low, label.end()), True


_WE_SAID = phrases(
    rf"(?:{WE} )?(?:told|said to|sa till|sade till|sa åt) (?:her|him|them|henne|honom|dem|dom|{PERSON}+)(?: that| att)?"
    r" (?:i|we|jag|vi)(?:'d|'ll| would| will| skulle| ska)?"
)
"""What we told them that we will do."""


def _offered(clause: Clause, inviting: re.Match[str], times: list[When]) -> Draft | None:
    by_them = (
        re.match(rf"(?:{THEY})\b", inviting[0]) is not None
        or re.match(r"(?:got|fick|received)", inviting[0]) is not None
    )
    words = wording(clause, inviting.end(), len(clause.low))
    if says_nothing(words) or TO_SOMEBODY.fullmatch(clause.low[inviting.end() :].strip(" .").replace(TIME, "").strip()):
        words = a_meeting(clause)
    if not times and says_nothing(wording(clause, inviting.end(), len(clause.low))):
        return None
    level = agreed_in(clause)
    if by_them and level is None:
        level = Agreed.WRITTEN if in_writing(clause) else Agreed.SAID
    return Draft(
        clause,
        Side.JOINT,
        words,
        times,
        level if by_them or level is Agreed.ACCEPTED else Agreed.NONE,
        offered=not by_them,
    )


def _told(clause: Clause, start: int, labelled: bool, times: list[When], on_them: bool) -> Draft | None:
    said = reported(clause, start)
    sided = side_of(clause, start, on_them)
    if said is not None and (sided is None or sided.start <= said or not sided.asked):
        inner = side_said(clause, said) if said < len(clause.low) else None
        inner = _under_report(clause, said, inner, times)
        if inner is not None:
            sided = inner
    if sided is None:
        if not labelled or start >= len(clause.low.rstrip(" .:")):
            return None
        sided = Sided(Side.OURS, start, len(clause.low))
    if (sided.dated and not times and not labelled) or _hangs_on_if(clause.low, start, sided):
        return None
    words = wording(clause, sided.start, sided.end)
    if says_nothing(words) and not (times and sided.side is Side.JOINT):
        words = wording(clause, start, len(clause.low))
    if says_nothing(words) and not (times and sided.side is Side.JOINT):
        return None
    words = a_meeting(clause) if says_nothing(words) else words
    agreed = _agreed(clause, sided, said is not None, bool(times))
    side = Side.JOINT if agreed is Agreed.ACCEPTED else sided.side
    return Draft(clause, side, words, times, agreed, wished=sided.asked)


def _hangs_on_if(low: str, start: int, sided: Sided) -> bool:
    """ "He's in if we can start before Christmas": what stands behind an if is no step."""
    return not sided.asked and _IF.search(low, start, sided.start) is not None


_CONDITION = phrases(
    r"if|unless|once|as soon as|så snart|så fort|provided that|as long as|ifall|förutsatt att|såvida|så länge"
    rf"|om(?= (?:priset|budgeten|styrelsen|det|vi|hon|han|de|dom|jag|{PERSON}+)\b)"
)
_IF = phrases(r"if|unless|om(?! att)|ifall|förutsatt att|provided")


def _under_report(clause: Clause, said: int, inner: Sided | None, times: list[When]) -> Sided | None:
    if inner is None:
        return None
    plain_thing = inner.dated and not times
    if plain_thing or _is_state(clause.low, said):
        return None
    by_them = (
        inner.side is Side.OURS
        and not inner.subject
        and re.match(r"(?:to|att|skicka|skickar|kolla|återkomma|bekräfta)\b", clause.low[said:]) is not None
    )
    promised = re.search(r"(?:promis|lova|agreed to|gick med på)\w*", clause.low[:said]) is not None
    side = Side.THEIRS if by_them or (promised and inner.side is Side.OURS and not inner.subject) else inner.side
    return replace(inner, side=side, settled=True)


def _is_state(low: str, place: int) -> bool:
    return (
        re.match(
            rf"(?:the |their |deras )?(?:budget|price|pris|decision|beslut)\w* (?:is|are|är|blir)|{MONEY}", low[place:]
        )
        is not None
    )


def _agreed(clause: Clause, sided: Sided, reported_by_them: bool, dated: bool) -> Agreed | None:
    level = agreed_in(clause)
    if level is not Agreed.ACCEPTED and _CONDITION.search(clause.low, sided.start):
        return Agreed.NONE
    if level is Agreed.ACCEPTED or level is Agreed.WRITTEN:
        return level
    if sided.asked or (sided.settled and level is not Agreed.NONE) or (reported_by_them and level is not Agreed.NONE):
        return Agreed.WRITTEN if in_writing(clause) else Agreed.SAID
    if clause.mailed and sided.side is not Side.OURS and level is not Agreed.NONE:
        return Agreed.WRITTEN if in_writing(clause) else Agreed.SAID
    return level
