"""How two pieces that stand beside each other become one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.reading.pattern import Pattern
from domain.reading.pieces import DAYS, Ground, Kind, Piece

Join = Callable[[Piece, Piece, Ground], Piece | None]
TIMED = DAYS | {Kind.WEEK, Kind.STRETCH, Kind.VAGUE}
"""Everything that may have a clock time beside it."""


@dataclass(frozen=True)
class Glue:
    """Two kinds of pieces that become one when what stands between them allows it."""

    left: frozenset[Kind]
    between: Pattern
    right: frozenset[Kind]
    join: Join

    def joined(self, left: Piece, right: Piece, ground: Ground) -> Piece | None:
        """The two as one, or None when they do not belong together."""
        if left.kind not in self.left or right.kind not in self.right:
            return None
        if not self.between.fullmatch(ground.text, left.end, right.start):
            return None
        return self.join(left, right, ground)


def swept(pieces: Sequence[Piece], glues: Sequence[Glue], ground: Ground) -> list[Piece]:
    """The pieces from left to right, each joined with what stands before it as long as a glue holds."""
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


def in_order(*days: date) -> tuple[date, ...]:
    """The days once each, the first first."""
    return tuple(sorted(set(days)))
