"""A bare number after a day: "friday 10" is ten o'clock, "Fri 27" the 27th, "friday 10 people" neither."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from domain.reading.almanac import near_days
from domain.reading.clocks import GOES_ON, working_hour
from domain.reading.pieces import DAYS, Ground, Kind, Piece
from domain.reading.words import after

_NUMBER = after(
    r",?~(?P<hour>\d{1,2})(?:~-~(?P<hour2>\d{1,2})(?:[:.][0-5]\d)?)?(?![:.,/]?\d)(?!~(?:%|[€$£]|:-|am|pm))"
    + GOES_ON
    + r"(?P<or>(?:,~\d{1,2})*~(?:or|eller|el|/)~\d{1,2}(?![:.,/]?\d)(?!~(?:%|k|[€$£]))"
    + GOES_ON
    + ")?"
)
_WORKING = range(7, 19)


def with_bare_hour(pieces: Sequence[Piece], ground: Ground) -> list[Piece]:
    """The pieces with the number that stands right after a day, unless another piece has it."""
    starts = [piece.start for piece in pieces[1:]]
    ends = [*starts, len(ground.text)]
    return [_read(piece, end, ground) for piece, end in zip(pieces, ends, strict=False)]


def _read(piece: Piece, end: int, ground: Ground) -> Piece:
    if piece.kind not in DAYS or piece.at is not None:
        return piece
    found = _NUMBER.match(ground.text, piece.end)
    if not found or found.end() > end:
        return piece
    number = int(found["hour"])
    if piece.loose and number not in _WORKING:
        return piece
    spanned = replace(piece, end=found.end())
    if found["or"]:
        return spanned  # the day is sure, the hour is not
    if piece.kind is Kind.WEEKDAY and number not in _WORKING:
        return _day_or_hour(spanned, number, found["hour"], ground) or piece
    hour = working_hour(found["hour"], piece.late)
    return replace(spanned, at=time(hour), loose=False) if hour is not None else piece


def _day_or_hour(piece: Piece, number: int, written: str, ground: Ground) -> Piece | None:
    """ "Fri 4" can be the 4th or four o'clock, "Fri 27" only the 27th: whatever is not sure is a choice."""
    near = near_days(number, ground.today)
    agreeing = [day for day in near if day.weekday() == piece.weekday]
    hour = working_hour(written, piece.late)
    if hour is None:
        if agreeing and agreeing[0] >= ground.today:
            return replace(piece, kind=Kind.DATE, days=(agreeing[0],), earlier=None, weekday=None)
        return (
            replace(piece, kind=Kind.DATE, days=tuple(sorted({*piece.days, *near[:1]})), earlier=None) if near else None
        )
    if agreeing and agreeing[0] >= ground.today and agreeing[0] not in piece.days:
        return replace(piece, kind=Kind.DAY, days=tuple(sorted({*piece.days, agreeing[0]})), earlier=None)
    return replace(piece, at=time(hour))
