"""What the words around a time make of it: by Friday, after the 5th, around Monday, not Tuesday, the week of 7 Dec."""

from collections.abc import Callable
from dataclasses import replace

from domain.reading.pieces import DAYS, Ground, Kind, Piece, last_weekday, moved
from domain.reading.weeks import week_of
from domain.reading.words import after, before

Change = Callable[[Piece, Ground], Piece | None]


def _by(piece: Piece, _: Ground) -> Piece:
    """A latest time. By a week is its Friday, by the end of a month its last day."""
    if piece.last and not piece.past:
        return replace(piece, deadline=True, days=(piece.last,))
    return replace(piece, deadline=True)


def _before(piece: Piece, ground: Ground) -> Piece:
    """Before a day is a latest time. Before a whole week or month fixes no day, but ends when that begins."""
    whole = piece.kind is Kind.WEEK or (piece.kind is Kind.STRETCH and not piece.last)
    if not whole or not piece.range:
        return _by(piece, ground)
    eve = moved(piece.range[0], -1)
    return replace(piece, deadline=True, range=(ground.today, eve) if eve >= ground.today else None)


def _after(piece: Piece, ground: Ground) -> Piece | None:
    """After a day is no day. After a clock time is still the day beside it."""
    if piece.kind is Kind.CLOCK:
        return None
    if piece.clock_first and piece.days:
        return replace(piece, at=None, zone=None)
    return replace(piece, kind=Kind.VAGUE, days=(), earlier=None, weekday=None, range=None, at=None, zone=None)


def _roughly(piece: Piece, ground: Ground) -> Piece | None:
    """Around a day is no day; around a clock time is that time."""
    return _after(piece, ground) if piece.kind in DAYS and not piece.clock_first else piece


def _from(piece: Piece, ground: Ground) -> Piece | None:
    """ "From Monday" is no one day; "from Monday's meeting" and "from yesterday" are."""
    if (
        piece.past
        or piece.kind not in DAYS
        or ground.text[: piece.end].endswith("s")
        or ground.text.startswith("'s", piece.end)
    ):
        return piece
    return _after(piece, ground)


def _since(piece: Piece, ground: Ground) -> Piece:
    if piece.weekday is not None and piece.kind is Kind.WEEKDAY:
        return replace(piece, kind=Kind.DAY, days=(last_weekday(piece.weekday, ground.today),), past=True)
    return replace(piece, days=(piece.earlier,), past=True) if piece.earlier else replace(piece, past=True)


def _not(piece: Piece, _: Ground) -> Piece:
    return replace(piece, negated=True)


def _week_of(piece: Piece, _: Ground) -> Piece:
    """ "The week of 7 December"."""
    if piece.kind not in DAYS or len(piece.days) != 1:
        return piece
    week = week_of(piece.days[0])
    return replace(
        piece, kind=Kind.WEEK, days=(), earlier=None, weekday=None, range=(week.first, week.final), last=week.final
    )


_ARTICLE = r"(?: (?:on|på|nu|nu på|den|the|about|around|ca|kl|kl\.|klockan|at))*~"

# The first that fits decides, so the longer expressions stand before the words they are made of.
_LEADING: tuple[tuple[str, Change], ...] = (
    (
        (
            r"not (?:before|until|till|earlier than)|no (?:earlier|sooner) than|earliest|(?:inte|ej) (?:före|förrän"
            r"|innan)|tidigast|först"
        ),
        _after,
    ),
    (r"why not|varför inte|if not|om inte|whether or not", lambda piece, _: piece),
    (
        r"week (?:of|commencing|beginning|starting)|w/c|w/b|wc|wk of|veckan(?: (?:som börjar|med början|runt|kring))?",
        _week_of,
    ),
    (
        (
            r"by|no later than|not later than|latest(?: by)?|due(?: by| date)?|deadline(?: is| är)?:?|senast(?: till"
            r"| i)?|allra senast"
        ),
        _by,
    ),
    (r"before|prior to|ahead of|in advance of|innan|före|inför", _before),
    (
        r"after|past|later than|efter|från och med|fr\.?o\.?m\.?|from and including|as of|starting from|onwards from",
        _after,
    ),
    (r"from|från", _from),
    (r"since|ever since|sedan|sen|alltsedan", _since),
    (
        (
            r"(?:sometime |någon gång |någonstans )?(?:around|about|circa|ca\.?|cirka|runt|kring|omkring|ungefär"
            r"|roughly|approximately|close to)"
        ),
        _roughly,
    ),
    (
        (
            r"not|n't|cannot|inte|ej|isn't|(?:can't|cannot|can not|couldn't) (?:do|make)|kan inte|passar inte"
            r"|instead of|istället för"
        ),
        _not,
    ),
)
_TRAILING: tuple[tuple[str, Change], ...] = (
    (
        (
            r"or later|or after|onwards?|and onwards?|eller senare|och framåt|framåt|at the earliest|tidigast"
            r"|or thereabouts|or so|eller så|-?ish|något så"
        ),
        _after,
    ),
    (
        (
            r"at the (?:very )?latest|at latest|latest|allra senast|senast(?! [a-zåäö0-9])|or (?:before|earlier"
            r"|sooner)|eller (?:tidigare|innan)"
        ),
        _by,
    ),
    (
        (
            r"(?:doesn't|does not|didn't|won't|isn't) (?:work|good|possible)|(?:går|funkar|passar|fungerar) inte"
            r"|is out|is no good|är kört"
        ),
        _not,
    ),
)
_LEADERS = tuple((before(rf"(?:{words}){_ARTICLE}"), change) for words, change in _LEADING)
_TRAILERS = tuple((after(rf"~,?~(?:{words})(?!\w)"), change) for words, change in _TRAILING)


def limited(piece: Piece, ground: Ground) -> Piece | None:
    """The piece as the words before and after it have it; None when they leave nothing."""
    changed: Piece | None = piece
    for pattern, change in _LEADERS:
        if pattern.search(ground.text, max(piece.start - 60, 0), piece.start):
            changed = change(piece, ground)
            break
    if changed is None:
        return None
    for pattern, change in _TRAILERS:
        if pattern.match(ground.text, piece.end):
            return change(changed, ground)
    return changed
