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


def _or_so(piece: Piece, ground: Ground) -> Piece | None:
    """ "Friday or so" is no day; "Friday 10 or so" is."""
    return piece if piece.at is not None else _roughly(piece, ground)


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
    if piece.kind is not Kind.DATE or len(piece.days) != 1:
        return piece
    week = week_of(piece.days[0])
    return replace(
        piece, kind=Kind.WEEK, days=(), earlier=None, weekday=None, range=(week.first, week.final), last=week.final
    )


_ARTICLE = r"(?: (?:on|på|nu|nu på|den|the|about|around|ca|kl|kl\.|klockan|at))*~"

# The first that fits decides, so the longer expressions stand before the words they are made of.
_LEADING: tuple[tuple[tuple[str, ...], Change], ...] = (
    ((r"not (?:before|until|till|earlier than)", r"no (?:earlier|sooner) than", "earliest"), _after),
    ((r"(?:inte|ej) (?:före|förrän|innan)", "tidigast"), _after),
    (("why not", "varför inte", "if not", "om inte", "whether or not"), lambda piece, _: piece),
    ((r"week (?:of|commencing|beginning|starting)", "w/c", "w/b", "wk of"), _week_of),
    ((r"veckan(?: (?:som börjar|med början|runt|kring))?",), _week_of),
    (("by", r"no(?:t)? later than", r"latest(?: by)?", r"due(?: by| date)?"), _by),
    ((r"deadline(?: is| är)?:?", r"(?:allra )?senast(?: till| i)?"), _by),
    (("before", "prior to", "ahead of", "in advance of", "innan", "före", "inför"), _before),
    (("after", "past", "later than", "from and including", "as of", "starting from"), _after),
    (("efter", "från och med", r"fr\.?o\.?m\.?"), _after),
    (("from", "från"), _from),
    (("since", "alltsedan"), _since),
    (
        (r"(?:sometime |någon gång |någonstans )?(?:around|about|circa|ca\.?|cirka|runt|kring|omkring|ungefär)",),
        _roughly,
    ),
    (("roughly", "approximately", "close to"), _roughly),
    (("not", "n't", "cannot", r"(?:can't|cannot|can not|couldn't) (?:do|make)", "isn't", "instead of"), _not),
    (("inte", "ej", "kan inte", "passar inte", "istället för"), _not),
)
_TRAILING: tuple[tuple[tuple[str, ...], Change], ...] = (
    (("or thereabouts", "or so", "eller så", "-?ish", "något så"), _or_so),
    (("or later", "or after", r"(?:and )?onwards?", "at the earliest"), _after),
    (("eller senare", r"(?:och )?framåt", "tidigast"), _after),
    ((r"at (?:the )?(?:very )?latest", "latest", r"or (?:before|earlier|sooner)"), _by),
    ((r"(?:allra )?senast(?! [a-zåäö0-9])", r"eller (?:tidigare|innan)"), _by),
    ((r"(?:doesn't|does not|didn't|won't|isn't) (?:work|good|possible)", "is out", "is no good"), _not),
    ((r"(?:går|funkar|passar|fungerar) inte", "är kört", r"(?:är |var )?fel", r"(?:is |was )?wrong"), _not),
)
_LEADERS = tuple((before(rf"(?:{'|'.join(words)}){_ARTICLE}"), change) for words, change in _LEADING)
_TRAILERS = tuple((after(rf"~,?~(?:{'|'.join(words)})(?!\w)"), change) for words, change in _TRAILING)


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
