"""Pieces that stand beside each other and make one time: "Fri 4/12 at 10", "v 49 on Tuesday", "Thursday or Friday"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from re import Pattern

from domain.reading.clocks import in_half
from domain.reading.pieces import DAYS, Ground, Kind, Piece, monday_of, moved, next_weekday
from domain.reading.words import after, before

_NEARBY = 60
"""Days within which a weekday may overrule how a date is otherwise read: last month, or the other order."""
Join = Callable[[Piece, Piece, Ground], Piece | None]


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
        return replace(span, days=_sorted(*named.days, *dated.days), earlier=None, readings=(), past=False)
    earlier = dated.earlier if dated.earlier and dated.earlier.weekday() == named.weekday else None
    return replace(span, days=agreeing[:1], past=agreeing[0] < ground.today, earlier=earlier, readings=())


def _sorted(*days: date) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


def _weekday_of_week(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Friday next week", "v 49 på tisdag"."""
    named, week = (left, right) if left.kind is Kind.WEEKDAY else (right, left)
    if named.weekday is None or not week.range:
        return None
    day = moved(week.range[0], named.weekday)
    return Piece(left.start, right.end, Kind.DAY, days=(day,), past=week.past, in_week=True)


def _settled_and_weekday(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Tomorrow (Wednesday)": one day if they agree."""
    named, day = (left, right) if left.kind is Kind.WEEKDAY else (right, left)
    if len(day.days) != 1:
        return None
    days = day.days if day.days[0].weekday() == named.weekday else _sorted(*day.days, *named.days)
    return replace(day, start=left.start, end=right.end, days=days, past=day.past and len(days) == 1)


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


def _extent(piece: Piece) -> tuple[date, ...]:
    return piece.days or piece.range or ()


def _following(left: Piece, right: Piece) -> Piece:
    """A bare weekday after a settled day comes after it: "next Monday or Tuesday"."""
    if right.weekday is None or right.kind is not Kind.WEEKDAY or left.kind is Kind.WEEKDAY or left.past:
        return right
    return replace(right, days=_sorted(*(next_weekday(right.weekday, day) for day in left.days)))


def _same_week(left: Piece, right: Piece) -> Piece:
    """ "Tuesday or Wednesday next week": the week is said once."""
    if left.kind is not Kind.WEEKDAY or left.weekday is None or not right.in_week:
        return left
    return replace(left, days=(moved(monday_of(right.days[0]), left.weekday),))


def _either(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Thursday or Friday": a choice. "Friday or next week": everything from the one to the other."""
    right = _following(left, right)
    left = _same_week(left, right)
    at, zone = (right.at, right.zone) if left.at in (None, right.at) else (None, None)
    past = left.past and right.past
    if left.days and right.days:
        days = _sorted(*left.days, *right.days)
        return Piece(left.start, right.end, Kind.DAY, days=days, at=at, zone=zone, past=past, choice=True)
    extent = sorted((*_extent(left), *_extent(right)))
    if not _extent(left) or not _extent(right):
        return Piece(left.start, right.end, Kind.VAGUE)
    return Piece(left.start, right.end, Kind.STRETCH, range=(extent[0], extent[-1]), past=past)


def _listed(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Monday, Tuesday or Wednesday"."""
    return _either(left, right, ground) if right.choice else None


def _either_clock(left: Piece, right: Piece, _: Ground) -> Piece | None:
    """ "Friday at 10 or 14": the day is sure, the clock time is not."""
    return replace(left, end=right.end, at=None, zone=None) if left.at is not None else None


_MOVED_FROM = before(
    r"(?:flytt|mov|push|postpon|resched|skjut|sköt|skött|ändra|chang|brought|drog"
    r"|dra)[a-zåäö]*(?: [^.\n]{0,60})? (?:from|från)(?: the| den| på)? "
)
_BETWEEN = before(r"(?:between|mellan)(?: the| den)? ")


def _through(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    """ "Monday to Wednesday" is a stretch; "moved from Monday to Wednesday" is Wednesday."""
    right, left = _following(left, right), _same_week(left, right)
    if _MOVED_FROM.search(ground.text, 0, left.start):
        return right
    if len(left.days) != 1 or len(right.days) != 1 or (left.at is not None and right.at is None):
        return None
    first, final = left.days[0], right.days[0]
    if final < first and left.kind is right.kind is Kind.WEEKDAY:
        final = moved(final, 7)
    if final < first:
        return None
    return Piece(left.start, right.end, Kind.STRETCH, range=(first, final), past=left.past and right.past)


def _between(left: Piece, right: Piece, ground: Ground) -> Piece | None:
    return _through(left, right, ground) if _BETWEEN.search(ground.text, 0, left.start) else None


@dataclass(frozen=True)
class Glue:
    """Two kinds of pieces that become one when what stands between them allows it."""

    left: frozenset[Kind]
    between: Pattern[str]
    right: frozenset[Kind]
    join: Join

    def joined(self, left: Piece, right: Piece, ground: Ground) -> Piece | None:
        """The two as one, or None when they do not belong together."""
        if left.kind not in self.left or right.kind not in self.right:
            return None
        if not self.between.fullmatch(ground.text, left.end, right.start):
            return None
        return self.join(left, right, ground)


_NEAR = after(r"[ ,(]{0,3}(?:(?:on|the|den|på|which is|dvs|alltså|vilket är)~)?")
_CLOSE = after(r"~\(?")
_WEEK_GLUE = after(r"[ ,(]{0,3}(?:(?:on|in|of|i|på|den)~)?(?:the )?")
_PART_GLUE = after(r"[ ,]{0,2}")
_CLOCK_WORDS = r"(?:at|kl\.?|klockan|@|on|på|den|the|around|about|runt|ca|cirka|vid|from|från|between|mellan|sharp)"
_CLOCK_GLUE = after(rf"\)?[ ,:]{{0,3}}(?:-~)?\(?(?:{_CLOCK_WORDS}~){{0,2}}|t")
_LIMIT_GLUE = after(r"[ ,]{1,2}(?:before|by|innan|före|senast|no later than|latest)~(?:kl\.?~|klockan |at )?")
_DAY_WORDS = r"(?:on |på |the |den |maybe |kanske |nu på )?"
_OR = after(
    rf"[ ,]{{0,2}}(?:or|eller|el\.?|alt\.?|alternativt|alternatively|/|or maybe|eller kanske|or possibly|or else"
    rf"|annars)~{_DAY_WORDS}"
)
_COMMA = after(rf",~{_DAY_WORDS}")
_TO = after(rf"~(?:-|to|till|until|through|thru|tom|t\.o\.m\.?|t o m)~{_DAY_WORDS}")
_AND = after(rf" (?:and|och|&) {_DAY_WORDS}")

_WEEKDAY = frozenset({Kind.WEEKDAY})
_DATE = frozenset({Kind.DATE})
_SETTLED = frozenset({Kind.DAY})
_WEEK = frozenset({Kind.WEEK})
_PART = frozenset({Kind.PART})
_SKIP = frozenset({Kind.SKIP})
_CLOCK = frozenset({Kind.CLOCK})
_TIMED = DAYS | {Kind.WEEK, Kind.STRETCH, Kind.VAGUE}

_BESIDE = (
    Glue(_WEEKDAY, _NEAR, _DATE, _weekday_of_date),
    Glue(_DATE, _NEAR, _WEEKDAY, _weekday_of_date),
    Glue(_WEEKDAY, _WEEK_GLUE, _WEEK, _weekday_of_week),
    Glue(_WEEK, _WEEK_GLUE, _WEEKDAY, _weekday_of_week),
    Glue(_WEEKDAY, _CLOSE, _SETTLED, _settled_and_weekday),
    Glue(_SETTLED, _CLOSE, _WEEKDAY, _settled_and_weekday),
    Glue(frozenset({Kind.SHIFT}), _CLOCK_GLUE, DAYS, _shifted),
    Glue(DAYS | _CLOCK, _PART_GLUE, _PART, _with_part),
    Glue(_PART, _CLOCK_GLUE, DAYS | _CLOCK, _with_part),
    Glue(_TIMED, _CLOCK_GLUE, _CLOCK, _with_clock),
    Glue(_CLOCK, _CLOCK_GLUE, _TIMED, _with_clock),
    Glue(_SKIP, _CLOCK_GLUE, _CLOCK, _swallowed),
    Glue(_TIMED, _LIMIT_GLUE, _CLOCK, _with_limit),
)
_BETWEEN_DAYS = (
    Glue(_TIMED | _CLOCK, _OR, _CLOCK, _either_clock),
    Glue(_TIMED, _OR, _TIMED, _either),
    Glue(DAYS, _COMMA, _SETTLED, _listed),
    Glue(DAYS, _TO, DAYS, _through),
    Glue(DAYS, _AND, DAYS, _between),
)


def put_together(pieces: Sequence[Piece], ground: Ground) -> list[Piece]:
    """The pieces with their weekdays, weeks, parts of the day and clock times."""
    return _swept(pieces, _BESIDE, ground)


def chosen_between(pieces: Sequence[Piece], ground: Ground) -> list[Piece]:
    """The pieces with "A or B" and "A to B" as one."""
    return _swept(pieces, _BETWEEN_DAYS, ground)


def _swept(pieces: Sequence[Piece], glues: Sequence[Glue], ground: Ground) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        while done and (joined := _joined(done[-1], piece, glues, ground)):
            done.pop()
            piece = joined
        done.append(piece)
    return done


def _joined(left: Piece, right: Piece, glues: Sequence[Glue], ground: Ground) -> Piece | None:
    for glue in glues:
        if joined := glue.joined(left, right, ground):
            return joined
    return None
