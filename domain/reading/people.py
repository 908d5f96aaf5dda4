"""Which people a note names: contacts, colleagues, and customer people nobody has met before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.deal import Contact
from domain.reading.meant import BEFORE_A_NAME, LOOSE, VERBS, is_meant, is_preposition, is_spoken_of
from domain.reading.names import COMPANY_WORDS, GIVEN, HEADINGS, NO_NAMES, RIVALRY, is_surname_like
from domain.reading.phrases import listed
from domain.reading.tokens import Word, key, keys, same, without_genitive
from domain.reading.verbs import EN_DONE, EN_ONGOING, EN_THIRD, SV_DONE, SV_NOW

_TITLES = listed("mr mrs ms dr herr fru")
_NO_SURNAME = {key(word) for word in NO_NAMES | COMPANY_WORDS | EN_THIRD | EN_ONGOING | EN_DONE | SV_NOW | SV_DONE}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in a note. `contacts` are those it may be; `sure` is false for a name that may be a company's."""

    start: int
    end: int
    text: str
    contacts: tuple[Contact, ...] = ()
    colleague: bool = False
    sure: bool = True

    @property
    def whole(self) -> bool:
        """First name and surname."""
        return len(keys(self.text)) > 1


@dataclass(frozen=True, slots=True)
class Known:
    """The people there are."""

    contacts: Sequence[Contact]
    colleagues: Sequence[str]


def named(said: tuple[Word, ...], taken: Sequence[range], known: Known) -> tuple[Named, ...]:
    """Everybody named, in order. `taken` are the stretches of the note that are something else: accounts, times."""
    found: list[Named] = []
    place = 0
    while place < len(said):
        length = _length_of_name(said, place, taken, known, found)
        if length:
            found.append(_person(said[place : place + length], known, _is_from(said, place + length)))
            place += length
        else:
            place += 1
    return tuple(found)


def _length_of_name(
    said: tuple[Word, ...], place: int, taken: Sequence[range], known: Known, before: list[Named]
) -> int:
    """How many words from here are somebody's name; 0 when they are nobody's."""
    whole = _length_of_known(said, place, known)
    if whole > 1:
        return whole
    word = said[place]
    if any(word.start in stretch for stretch in taken) or not _may_be_name(said, place, known, before):
        return 0
    following = said[place + 1] if place + 1 < len(said) else None
    if following is None or any(following.start in stretch for stretch in taken) or following.start != word.end + 1:
        return 1
    return 2 if _is_surname(word, following) else 1


def _length_of_known(said: tuple[Word, ...], place: int, known: Known) -> int:
    names = (keys(name) for name in (*known.colleagues, *(contact.name for contact in known.contacts)))
    return max((len(name) for name in names if _stands(said, place, name)), default=0)


def _stands(said: tuple[Word, ...], place: int, name: tuple[str, ...]) -> bool:
    here = said[place : place + len(name)]
    if any(left.end + 1 != right.start for left, right in pairwise(here)):
        return False
    return (
        len(here) == len(name) > 1
        and all(word.key == part for word, part in zip(here[:-1], name[:-1], strict=True))
        and same(here[-1].key, name[-1])
    )


def _may_be_name(said: tuple[Word, ...], place: int, known: Known, before: list[Named]) -> bool:
    word = said[place]
    earlier = said[place - 1].key if place else ""
    if earlier in _TITLES:
        return word.capital
    if word.key == "per" and (not word.capital or place == 0) and is_preposition(said, place):
        return False
    if _is_known(word, known):
        return _is_no_heading(word) and (is_meant(said, place) or is_spoken_of(said, place))
    if word.key in GIVEN or without_genitive(word.key) in GIVEN:
        return is_meant(said, place)
    return (
        word.capital
        and _leads_to_name(said, place)
        and _is_strange(word)
        and said[place - 1].end + 1 == word.start
        and (earlier not in LOOSE or bool(before))
    )


def _leads_to_name(said: tuple[Word, ...], place: int) -> bool:
    """After "met" or "call with"; "compared us with" leads to a competitor."""
    earlier = [word.key for word in said[max(0, place - 6) : place]]
    if not earlier or earlier[-1] not in BEFORE_A_NAME or RIVALRY & set(earlier):
        return False
    return not (earlier[-2:-1] and earlier[-2] in _CHOSEN)


_CHOSEN = listed("went go going gone signed gick gatt")
"""Before "with": "they went with Samsara"."""


def _is_known(word: Word, known: Known) -> bool:
    names = (keys(name) for name in (*known.colleagues, *(contact.name for contact in known.contacts)))
    return any(
        same(word.key, name[0]) or (word.capital and len(name) > 1 and same(word.key, name[-1]))
        for name in names
        if name
    )


def _is_no_heading(word: Word) -> bool:
    """A surname that is also a word says nothing alone: "Price." is no Hannah Price."""
    return word.key not in HEADINGS


def _is_strange(word: Word) -> bool:
    if word.text.isupper() and len(word.text) > 1:
        return False
    return word.text.isalpha() and len(word.text) > 2 and word.key not in _NO_SURNAME and word.key not in VERBS


def _is_surname(given: Word, following: Word) -> bool:
    if following.text == "I" or following.key.startswith(("i'", "i\u2019")):
        return False  # "told Anna I'd call"
    if (following.key in _NO_SURNAME and len(following.text) > 1) or not following.text.replace("'", "").isalpha():
        return False
    if following.capital and len(following.text) == 1:
        return given.capital
    if following.capital:
        return not (following.text.isupper() and len(following.text) > 1) and given.capital
    return not given.capital and is_surname_like(following.key) and following.key not in VERBS


def _is_from(said: tuple[Word, ...], place: int) -> bool:
    """ "Zlatan from Volvo" is a person, whatever the name."""
    following = said[place : place + 2]
    return len(following) == 2 and following[0].key in _FROM and following[1].capital


_FROM = listed("from fran at pa hos")


def _person(said: tuple[Word, ...], known: Known, belongs: bool) -> Named:
    contacts = tuple(contact for contact in known.contacts if fits(said, contact.name))
    colleague = any(fits(said, name) for name in known.colleagues)
    text = " ".join(word.text for word in said)
    first = without_genitive(said[0].key)
    sure = bool(contacts) or colleague or said[0].key in GIVEN or first in GIVEN or belongs
    return Named(said[0].start, said[-1].end, _owner_free(text, said[-1], known), contacts, colleague, sure)


def _owner_free(text: str, last: Word, known: Known) -> str:
    """ "Annas chef" speaks of Anna; "Lars" is no genitive."""
    if "'" in last.text:
        return text.split("'")[0]
    bare = last.key[:-1]
    parts = {part for name in (contact.name for contact in known.contacts) for part in keys(name)}
    if last.key.endswith("s") and last.key not in parts | GIVEN and (bare in parts or bare in GIVEN):
        return text[:-1]
    return text


def fits(said: Sequence[Word], name: str) -> bool:
    """Whether these words may be this person: the whole name, the first name, an initial after it, or the surname."""
    parts = keys(name)
    if not parts:
        return False
    first, last = said[0].key, said[-1].key
    if len(said) == 1:
        return same(first, parts[0]) or (len(parts) > 1 and said[0].capital and same(first, parts[-1]))
    return first == parts[0] and (same(last, parts[-1]) or (len(last) == 1 and parts[-1].startswith(last)))
