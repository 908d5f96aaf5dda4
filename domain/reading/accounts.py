"""Which accounts a note names: whole, in part, with a Swedish ending, or with a slip of the finger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.reading.names import COMPANY_WORDS, GIVEN, NO_NAMES
from domain.reading.pattern import Pattern
from domain.reading.phrases import listed
from domain.reading.tokens import Word, key, keys, same
from domain.reading.verbs import FORMS

WHOLE, PART, SLIP, PART_SLIP = 100, 90, 80, 70
"""How well a name is heard. Only the best reading of a place in the note counts."""

_ALIKE = 85.0
_ENDING = Pattern(
    r"(?:'?s|et|en|e?rn?a|folket|gruppen|koncernen|gänget|ganget|affar(?:en|ens)?|deal(?:en)?|mote(?:t)?|demo(?:n)?"
    r"|offert(?:en)?|"
    r"avtal(?:et)?|kontrakt(?:et)?|samtal(?:et)?|order(?:n)?|kontakt(?:en)?|besok(?:et)?|caset?|case(?:t)?)$"
)
_NAMING = listed("at with from hos pa fran med")
_COMMON = {key(word) for word in FORMS | NO_NAMES}


@dataclass(frozen=True, slots=True)
class Heard:
    """An account named in a note. `sure` says how well it was heard."""

    start: int
    end: int
    account: str
    sure: int


def heard(said: tuple[Word, ...], accounts: Iterable[str], similar: Callable[[str, str], float]) -> tuple[Heard, ...]:
    """Every place where an account is named, in order; one place may name several accounts equally well."""
    found = [hit for account in dict.fromkeys(accounts) for hit in _named(said, account, similar)]
    best = sorted((hit for hit in found if not _outdone(hit, found)), key=lambda hit: hit.start)
    present = [hit for hit in best if not _is_aside(said, hit)]
    return tuple(present or best)


def _is_aside(said: tuple[Word, ...], hit: Heard) -> bool:
    """ "She used to work at Hudson", "their competitor Hudson": not whom the note is about."""
    before = [word.key for word in said if word.end <= hit.start]
    return bool(_ASIDES & set(before[-5:]))


_ASIDES = listed(
    """
    used formerly previously former tidigare forut competitor konkurrent konkurrenten competes konkurrerar rival
    """
)


def _outdone(hit: Heard, others: list[Heard]) -> bool:
    return any(
        other.start < hit.end and hit.start < other.end and _weight(other) > _weight(hit)
        for other in others
        if other.account != hit.account
    )


def _weight(hit: Heard) -> tuple[int, int]:
    return hit.sure, hit.end - hit.start


def _named(said: tuple[Word, ...], account: str, similar: Callable[[str, str], float]) -> Iterator[Heard]:
    name = core(account)
    if not name:
        return
    taken = 0
    for place in range(len(said)):
        if place < taken:
            continue
        hit = _at(said, place, name, similar)
        if hit is not None:
            length, sure = hit
            taken = place + length
            yield Heard(said[place].start, said[taken - 1].end, account, sure)


def core(account: str) -> tuple[str, ...]:
    """The words of an account's name without its company form: "Nordfrakt AB (publ)" is "nordfrakt"."""
    name = [word for word in keys(account) if word not in ("publ", "the")]
    while len(name) > 1 and name[-1] in _FORMS:
        name.pop()
    while len(name) > 1 and name[0] == "ab":
        name.pop(0)
    return tuple(name)


_FORMS = listed(
    """
    ab aktiebolag hb kb as asa aps oy oyj ltd limited plc llc inc corp corporation co company gmbh ag kg bv nv sa
    """
)
_SHARED = {key(word) for word in COMPANY_WORDS}


def _at(
    said: tuple[Word, ...], place: int, name: tuple[str, ...], similar: Callable[[str, str], float]
) -> tuple[int, int] | None:
    """How many words from here name the account, and how surely."""
    for length in range(min(len(name) + 1, len(said) - place), 0, -1):
        sure = _whole(said[place : place + length], name, similar)
        if sure and not _ordinary(said, place, length):
            return length, sure
    sure = _part(said[place], name, similar)
    if sure and not _ordinary(said, place, 1):
        return 1, sure
    return None


def _whole(said: tuple[Word, ...], name: tuple[str, ...], similar: Callable[[str, str], float]) -> int:
    if any(later.start - earlier.end > 3 for earlier, later in pairwise(said)):
        return 0
    spoken, meant = "".join(word.key for word in said), "".join(name)
    if same(spoken, meant) or (len(said) <= len(name) and _ends_another_way(spoken, meant)):
        return WHOLE
    if len(said) > len(name) or abs(len(spoken) - len(meant)) > 3 or len(meant) < 5:
        return 0
    return SLIP if _slip(spoken, meant, similar) else 0


def _part(said: Word, name: tuple[str, ...], similar: Callable[[str, str], float]) -> int:
    """A name of several words by the first of them that no other company shares: "Lindqvist" for Lindqvist Bygg."""
    telling = next((word for word in name if word not in _SHARED), "")
    if len(name) == 1 or len(telling) < 3 or telling.isdigit():
        return 0
    if same(said.key, telling) or _ends_another_way(said.key, telling):
        return PART
    return PART_SLIP if len(telling) > 5 and _slip(said.key, telling, similar) else 0


def _ends_another_way(said: str, meant: str) -> bool:
    """ "Nordfraktaffären", "Nordfrakts"."""
    return len(meant) > 4 and said.startswith(meant) and _ENDING.match(said[len(meant) :]) is not None


def _slip(said: str, meant: str, similar: Callable[[str, str], float]) -> bool:
    if said in _COMMON or said in GIVEN or (said[0] != meant[0] and len(meant) < 7):
        return False
    return similar(said, meant) >= _ALIKE or similar(said.removesuffix("s"), meant) >= _ALIKE


def _ordinary(said: tuple[Word, ...], place: int, length: int) -> bool:
    """An everyday word in small letters names nobody, unless it stands where a name must stand ("at target")."""
    word = said[place]
    if length > 1 or word.key not in _COMMON:
        return False
    at_a_name = place > 0 and said[place - 1].key in _NAMING
    return not at_a_name and (not word.capital or place == 0)
