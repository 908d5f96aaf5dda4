"""Several days to choose from, or from the one to the other: "Thursday or Friday", "mån-ons"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.reading.glue import TIMED, Glue, in_order, swept
from domain.reading.pieces import DAYS, Ground, Kind, Piece, monday_of, moved, next_weekday
from domain.reading.words import after, before


def _extent(piece: Piece) -> tuple[date, ...]:
    return piece.days or piece.range or ()


def _following(left: Piece, right: Piece) -> Piece:
    """A bare weekday after a settled day comes after it: "next Monday or Tuesday"."""
    if right.weekday is None or right.kind is not Kind.WEEKDAY or left.kind is Kind.WEEKDAY or left.past:
        return right
    return replace(right, days=in_order(*(next_weekday(right.weekday, day) for day in left.days)))


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
        days = in_order(*left.days, *right.days)
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


_DAY_WORDS = r"(?:on |på |the |den |maybe |kanske |nu på )?"
_OR = after(
    rf"[ ,]{{0,2}}(?:or|eller|el\.?|alt\.?|alternativt|alternatively|/|or maybe|eller kanske|or possibly|or else"
    rf"|annars)~{_DAY_WORDS}"
)
_COMMA = after(rf",~{_DAY_WORDS}")
_TO = after(rf"~(?:-|to|till|until|through|thru|tom|t\.o\.m\.?|t o m)~{_DAY_WORDS}")
_AND = after(rf" (?:and|och|&) {_DAY_WORDS}")

_GLUES = (
    Glue(TIMED | {Kind.CLOCK}, _OR, frozenset({Kind.CLOCK}), _either_clock),
    Glue(TIMED, _OR, TIMED, _either),
    Glue(DAYS, _COMMA, frozenset({Kind.DAY}), _listed),
    Glue(DAYS, _TO, DAYS, _through),
    Glue(DAYS, _AND, DAYS, _between),
)


def chosen_between(pieces: Sequence[Piece], ground: Ground) -> list[Piece]:
    """The pieces with "A or B" and "A to B" as one."""
    return swept(pieces, _GLUES, ground)
