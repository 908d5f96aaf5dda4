"""What weeks, months, quarters and years have in common: this, next and last; their beginning, middle and end."""

from dataclasses import dataclass
from datetime import date
from re import Match

from domain.reading.pieces import Ground, Kind, Piece, moved

THIS = r"(?:this|denna|den här|detta|det här|innevarande|current)"
NEXT = r"(?:next|nxt|nästa|(?:the )?following|kommande|(?:the )?(?:up)?coming|nästkommande|följande)"
LAST = r"(?:last|(?:i )?förra|(?:the )?previous|the past|past|föregående|senaste)"
WHICH = rf"(?:(?P<this>{THIS})|(?P<next>{NEXT})|(?P<last>{LAST}))"

_PARTS = (
    r"(?P<early>early|beginning|start(?! (?:in|i) )|first half|tidigt|början|inledningen|starten|primo)"
    r"|(?P<mid>mid|middle|mitten|medio)"
    r"|(?P<end>end|slutet|ultimo|utgången)"
    r"|(?P<late>late|second half|sent|andra halvan)"
    r"|(?P<rest>rest|resten|remainder|later|senare|balance)"
)
PART_OF = rf"(?:(?:in |i |at |på |mot |towards? )?(?:the )?(?:very )?(?:{_PARTS})(?: |-|~(?:of|av|i|på|in) )(?:the )?)"
"""Stands before a stretch and narrows it."""


@dataclass(frozen=True)
class Span:
    """A stretch of the calendar from its first to its final day; a week is its working days."""

    first: date
    final: date


def is_part(match: Match[str]) -> bool:
    """The words name a part of the stretch."""
    said = match.groupdict()
    return any(said.get(name) for name in ("early", "mid", "end", "late", "rest"))


def narrowed(match: Match[str], span: Span, ground: Ground) -> Piece:
    """The span, or the third of it the words name. Only "the end" has a day that "by" it means."""
    said = match.groupdict()
    third = max((span.final - span.first).days // 3, 1)
    first, final = span.first, span.final
    if said.get("early"):
        final = moved(first, third)
    elif said.get("mid"):
        first, final = moved(first, third), moved(final, -third)
    elif said.get("end") or said.get("late"):
        first = moved(final, -third)
    if said.get("rest") or said.get("end"):
        first = min(max(first, ground.today), final)
    last = final if said.get("end") else None
    return Piece(*match.span(), Kind.STRETCH, range=(first, final), last=last, past=final < ground.today)
