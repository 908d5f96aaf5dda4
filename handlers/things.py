"""What a command names: a deal, and something that is given or taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.chat import Incoming
from domain.facts import Direction
from domain.ports import Work
from domain.process import Give, Take
from handlers.speaker import speaker, visible
from handlers.which import FITS, score

_SMALL = r"(?:a|an|the|en|ett|om|for|to|till|from|av)"
_TRAIL = re.compile(rf"(?:\s+{_SMALL})+$", re.IGNORECASE)
_LITTLE = re.compile(rf"^(?:{_SMALL}\s+)+|{_TRAIL.pattern}", re.IGNORECASE)
_ALIKE = 75.0
_SAME = 90.0
_WORDS_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Named:
    """The words for the deal, and the key of the thing."""

    deal: str
    what: str


def names_take(rest: str, incoming: Incoming, work: Work) -> bool:
    """Whether a sentence after the command's name is a deal and something we may ask for, and no note."""
    if named(rest, incoming, work, Direction.TAKE) is not None:
        return True
    # "be Nordfrakt om ett möte på plats": said as a demand, whether there is a name for it or not.
    return re.match(r"om\b", rest[len(leading_deal(rest, incoming, work)) :].strip(), re.IGNORECASE) is not None


def names_give(rest: str, incoming: Incoming, work: Work) -> bool:
    """The same for something that customers ask of us."""
    return named(rest, incoming, work, Direction.GIVE) is not None


def named(rest: str, incoming: Incoming, work: Work, direction: Direction) -> Named | None:
    """Where the deal ends and the thing begins, or the other way round ("a quote to Nordfrakt")."""
    typed = rest.split()
    if not 2 <= len(typed) <= _WORDS_AT_MOST:
        return None
    deals = visible(work, speaker(incoming, work), rest, incoming.at)
    cut = [(" ".join(typed[:place]), " ".join(typed[place:])) for place in range(1, len(typed))]
    best: tuple[float, Named | None] = (0.0, None)
    for name, wanted in (*cut, *((after, before) for before, after in cut)):
        name, wanted = _LITTLE.sub("", name), _LITTLE.sub("", wanted)
        fits = max((score(name, found, work) for found in deals), default=0.0) if name else 0.0
        alike, what = _called(wanted, work, direction)
        if fits >= FITS and alike >= _ALIKE and fits + alike > best[0]:
            best = (fits + alike, Named(name, what))
    return best[1]


def leading_deal(rest: str, incoming: Incoming, work: Work) -> str:
    """The first words that name a deal, as many as do; empty when none do. Something follows them."""
    typed = rest.split()[:_WORDS_AT_MOST]
    deals = visible(work, speaker(incoming, work), rest, incoming.at)
    starts = (_TRAIL.sub("", " ".join(typed[:place])) for place in range(len(typed) - 1, 0, -1))
    return next((start for start in starts if any(score(start, found, work) >= FITS for found in deals)), "")


def key_of(typed: str, work: Work, direction: Direction) -> str:
    """The key of what was typed, when the company has a name for it; else empty."""
    alike, what = _called(_LITTLE.sub("", typed), work, direction)
    return what if alike >= _SAME else ""


def _called(wanted: str, work: Work, direction: Direction) -> tuple[float, str]:
    """The thing that the words are likest to, in any language, and how like."""
    return max(((_alike(wanted, one, work), one.key) for one in things(work, direction)), default=(0.0, ""))


def _alike(wanted: str, one: Take | Give, work: Work) -> float:
    return max(work.similar(wanted, name) for name in (one.key.replace("_", " "), *names_of(one))) if wanted else 0.0


def names_of(one: Take | Give) -> tuple[str, ...]:
    """What it is called in any language, without articles."""
    texts = (*(text for _, text in one.text.by_language), *one.called)
    return tuple(_LITTLE.sub("", text) for text in texts)


def things(work: Work, direction: Direction) -> Sequence[Take | Give]:
    """All that may be asked for, or all that is given."""
    return work.settings.takes if direction is Direction.TAKE else work.settings.gives
