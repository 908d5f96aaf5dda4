"""Pieces that stand beside each other and make one time: "Fri 4/12 at 10", "v 49 on Tuesday", "EOD Thursday"."""

from collections.abc import Sequence
from dataclasses import replace

from domain.reading.clocks import in_half
from domain.reading.glue import TIMED, Glue, in_order, swept
from domain.reading.pieces import DAYS, Ground, Kind, Piece, moved
from domain.reading.words import after

_NEARBY = 60
"""Days within which a weekday may overrule how a date is otherwise read: last month, or the other order."""


def _weekday_of_date(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """A weekday beside a date chooses among what the date can be; where they disagree both are asked about."""
    named, dated = (left, right) if left.kind is Kind.WEEKDAY else (right, left)
    span = replace(dated, start=left.start, end=right.end, loose=False)
    if not dated.days:
        return span
    near = range(ground.in_days(-_NEARBY).toordinal(), ground.in_days(_NEARBY).toordinal())
    known = (*dated.days, *(day for day in dated.readings if day.toordinal() in near))
    agreeing = tuple(day for day in known if day.weekday() == named.weekday)
    if not agreeing:
        return replace(span, days=in_order(*named.days, *dated.days), earlier=None, readings=(), past=False)
    earlier = dated.earlier if dated.earlier and dated.earlier.weekday() == named.weekday else None
    return replace(span, days=agreeing[:1], past=agreeing[0] < ground.today, earlier=earlier, readings=())


def _weekday_of_week(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Friday next week", "v 49 på tisdag"."""
    week, named = (left, right) if left.kind is Kind.WEEK else (right, left)
    if named.weekday is None or not week.range:
        return None
    day = moved(week.range[0], named.weekday)
    return Piece(left.start, right.end, Kind.DAY, days=(day,), past=week.past, in_week=True)


def _settled_and_weekday(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Tomorrow (Wednesday)": one day if they agree."""
    named, day = (left, right) if left.kind is Kind.WEEKDAY else (right, left)
    if len(day.days) != 1:
        return None
    days = day.days if day.days[0].weekday() == named.weekday else in_order(*day.days, *named.days)
    return replace(day, start=left.start, end=right.end, days=days, past=day.past and len(days) == 1)


def _settled_and_date(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Next Friday (4/12)": the date decides if it is such a day."""
    if left.weekday is None or not right.days or right.impossible:
        return None
    return _weekday_of_date(replace(left, kind=Kind.WEEKDAY), right, ground)


def _settled_and_week(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Nästa fredag v 49"."""
    return _weekday_of_week(left, right, ground) if left.weekday is not None else None


def _agreeing(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Tomorrow, Wednesday at 10"; with a comma between them two days that differ are two."""
    joined = _settled_and_weekday(left, right, ground)
    return joined if joined and len(joined.days) == 1 else None


def _with_part(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """A part of the day belongs to the day, or tells which half the clock time is in."""
    part, other = (left, right) if left.kind is Kind.PART else (right, left)
    joined = in_half(other, part.late) if other.kind is Kind.CLOCK else replace(other, late=part.late)
    return replace(joined, start=left.start, end=right.end, deadline=other.deadline or part.deadline)


def _shifted(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Two days before Friday": counted from a day that is known."""
    if left.shift is None or len(right.days) != 1:
        return replace(right, start=left.start, kind=Kind.VAGUE, days=(), earlier=None, weekday=None)
    day = moved(right.days[0], left.shift.days)
    return Piece(left.start, right.end, Kind.DAY, days=(day,), past=day < ground.today)


def _with_clock(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """A day, or a week, and its clock time."""
    clock, day = (left, right) if left.kind is Kind.CLOCK else (right, left)
    if day.at is not None:
        return None
    clock = in_half(clock, day.late)
    first = left.kind is Kind.CLOCK
    return replace(day, start=left.start, end=right.end, at=clock.at, zone=clock.zone, loose=False, clock_first=first)


def _swallowed(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Every Monday at 4": the clock time comes back with its day."""
    return Piece(left.start, right.end, Kind.SKIP)


def _with_limit(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Friday before 11"."""
    joined = _with_clock(left, right, ground)
    return replace(joined, deadline=True) if joined else None


_NEAR = after(r"[ ,(]{0,3}(?:(?:on|the|den|på|which is|dvs|alltså|vilket är)~)?")
_CLOSE = after(r"~\(?")
_WEEK_GLUE = after(r"[ ,(]{0,3}(?:(?:on|in|of|i|på|den)~)?(?:the )?")
_PART_GLUE = after(r"[ ,]{0,2}")
_CLOCK_WORDS = r"(?:at|kl\.?|klockan|@|on|på|den|the|around|about|runt|ca|cirka|vid|from|från|between|mellan|sharp)"
_CLOCK_GLUE = after(rf"\)?[ ,:]{{0,3}}(?:-~)?\(?(?:{_CLOCK_WORDS}~){{0,2}}|t")
_LIMIT_GLUE = after(r"[ ,]{1,2}(?:before|by|innan|före|senast|no later than|latest)~(?:kl\.?~|klockan |at )?")
_EVENT_GLUE = after(r"~(?:the |their |our |deras |vårt )?[^\W\d]+(?: (?:on|the|on the|den|på|på den))?~")
"""The day before or after something that has a day: "dagen efter styrelsemötet 14/12"."""
_WEEKDAY = frozenset({Kind.WEEKDAY})
_DATE = frozenset({Kind.DATE})
_SETTLED = frozenset({Kind.DAY})
_WEEK = frozenset({Kind.WEEK})
_PART = frozenset({Kind.PART})
_SKIP = frozenset({Kind.SKIP})
_CLOCK = frozenset({Kind.CLOCK})

_BESIDE = (
    Glue(_WEEKDAY, _NEAR, _DATE, _weekday_of_date),
    Glue(_DATE, _NEAR, _WEEKDAY, _weekday_of_date),
    Glue(_WEEKDAY, _WEEK_GLUE, _WEEK, _weekday_of_week),
    Glue(_WEEK, _WEEK_GLUE, _WEEKDAY, _weekday_of_week),
    Glue(_WEEKDAY, _CLOSE, _SETTLED, _settled_and_weekday),
    Glue(_SETTLED, _CLOSE, _WEEKDAY, _settled_and_weekday),
    Glue(_WEEKDAY, _NEAR, _SETTLED, _agreeing),
    Glue(_SETTLED, _NEAR, _WEEKDAY, _agreeing),
    Glue(_SETTLED, _NEAR, _DATE, _settled_and_date),
    Glue(_SETTLED, _WEEK_GLUE, _WEEK, _settled_and_week),
    Glue(frozenset({Kind.SHIFT}), _CLOCK_GLUE, DAYS, _shifted),
    Glue(frozenset({Kind.SHIFT}), _EVENT_GLUE, DAYS, _shifted),
    Glue(DAYS | _CLOCK, _PART_GLUE, _PART, _with_part),
    Glue(_PART, _CLOCK_GLUE, DAYS | _CLOCK, _with_part),
    Glue(TIMED, _CLOCK_GLUE, _CLOCK, _with_clock),
    Glue(_CLOCK, _CLOCK_GLUE, TIMED, _with_clock),
    Glue(_SKIP, _CLOCK_GLUE, _CLOCK, _swallowed),
    Glue(TIMED, _LIMIT_GLUE, _CLOCK, _with_limit),
)


def put_together(pieces: Sequence[Piece], ground: Ground) -> list[Piece]:
    """The pieces with their weekdays, weeks, parts of the day and clock times."""
    return swept(pieces, _BESIDE, ground)
