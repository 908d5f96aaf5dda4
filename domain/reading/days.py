"""Days and clock times in a free note, English and Swedish mixed.

What is not sure is never one day: it has candidates, a range, or nothing, and the coach asks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import chain

from domain.reading import clocks, dates, months, relative, seasons, weekdays, weeks
from domain.reading.choosing import chosen_between
from domain.reading.hours import with_bare_hour
from domain.reading.joining import put_together
from domain.reading.limits import limited
from domain.reading.pieces import DAYS, Ground, Kind, Piece, Rule, monday_of, moved
from domain.reading.when import DayOrder, When
from domain.reading.words import Folded, after, fold
from domain.reading.zones import zone_called

__all__ = ["DayOrder", "When", "find_times"]

_RULES: tuple[Rule, ...] = (
    *relative.RULES,
    *weekdays.RULES,
    *dates.RULES,
    *weeks.RULES,
    *months.RULES,
    *seasons.RULES,
    *clocks.RULES,
)


def find_times(text: str, now: datetime, order: DayOrder = DayOrder.DMY) -> tuple[When, ...]:
    """Every expression of time, in the order of the text, none overlapping another.

    `now` is aware and in the writer's zone; `order` decides `4/12` where nothing beside it does.
    """
    folded = fold(text)
    ground = Ground(folded.text, now, order)
    pieces = put_together(_longest(_found(ground)), ground)
    pieces = put_together(with_bare_hour(pieces, ground), ground)
    sure = [piece for piece in map(_standing_alone, _leant(pieces, ground.text)) if piece]
    limits = (limited(piece, ground) for piece in chosen_between(sure, ground))
    return tuple(_when(piece, text, folded, ground) for piece in limits if piece)


def _found(ground: Ground) -> list[Piece]:
    matches = chain.from_iterable(((rule, match) for match in rule.pattern.finditer(ground.text)) for rule in _RULES)
    return [piece for rule, match in matches if (piece := rule.build(match, ground))]


def _longest(pieces: Iterable[Piece]) -> list[Piece]:
    """The longest pieces that do not overlap; of two as long, the one whose rule stands first."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda found: found.start - found.end):
        if all(piece.end <= other.start or other.end <= piece.start for other in kept):
            kept.append(piece)
    return sorted(kept, key=lambda found: found.start)


def _leant(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """ "The day after" with nothing behind it is counted from the day before it in the note, if there is one."""
    done: list[Piece] = []
    for piece in pieces:
        if piece.kind is Kind.SHIFT and piece.leaning and piece.shift is not None:
            known = [other.days[0] for other in done if other.kind in DAYS and len(other.days) == 1]
            days = (moved(known[-1], piece.shift.days),) if known else ()
            piece = replace(piece, kind=Kind.DAY if days else Kind.VAGUE, days=days, shift=None)
        done.append(_in_that_week(piece, done, text))
    return done


def _in_that_week(piece: Piece, before: Sequence[Piece], text: str) -> Piece:
    """ "In week 49, and Friday the same week"."""
    same = _THAT_WEEK.match(text, piece.end) if piece.kind is Kind.WEEKDAY else None
    if same is None or piece.weekday is None:
        return piece
    weeks = [
        other.range[0] if other.range else other.days[0] for other in before if other.range or len(other.days) == 1
    ]
    if not weeks:
        return replace(piece, end=same.end(), kind=Kind.VAGUE, days=(), earlier=None)
    day = moved(monday_of(weeks[-1]), piece.weekday)
    return replace(piece, end=same.end(), kind=Kind.DAY, days=(day,), earlier=None)


_THAT_WEEK = after(r" (?:(?:the )?same week|that week|samma vecka|den veckan)(?!\w)")


def _standing_alone(piece: Piece) -> Piece | None:
    """The piece without what is nothing by itself."""
    if piece.loose or piece.kind in (Kind.SKIP, Kind.SHIFT):
        return None
    if piece.kind is Kind.PART:
        return replace(piece, kind=Kind.DAY) if piece.days else None
    return piece


def _when(piece: Piece, text: str, folded: Folded, ground: Ground) -> When:
    start, end = folded.span(piece.start, piece.end)
    when = When(
        start,
        end,
        text[start:end],
        day=piece.days[0] if len(piece.days) == 1 else None,
        at=piece.at,
        zone=_as_typed(piece.zone, text, folded, piece.start),
        candidates=piece.days if len(piece.days) > 1 else (),
        range=piece.range,
        weekday=piece.weekday if piece.kind is Kind.WEEKDAY else None,
        earlier=piece.earlier,
        past=piece.past,
        deadline=piece.deadline,
        negated=piece.negated,
        impossible=piece.impossible,
    )
    return _in_own_zone(when, piece.zone, ground) if piece.zone else when


def _as_typed(words: str | None, text: str, folded: Folded, start: int) -> str | None:
    if words is None:
        return None
    place = folded.text.index(words, start)
    return text[slice(*folded.span(place, place + len(words)))]


def _in_own_zone(when: When, zone: str, ground: Ground) -> When:
    """Day and clock time as they are where the writer is; no clock time when the zone cannot be known."""
    known = zone_called(zone)
    if when.at is None or known is None:
        return replace(when, at=None)
    try:
        there = datetime.combine(when.day or ground.today, when.at, tzinfo=known)
        here = there.astimezone(ground.now.tzinfo)
    except (OverflowError, ValueError):
        return replace(when, at=None)
    days_on = here.toordinal() - there.toordinal()
    return replace(
        when,
        at=time(here.hour, here.minute),
        day=when.day and moved(when.day, days_on),
        earlier=when.earlier and moved(when.earlier, days_on),
    )
