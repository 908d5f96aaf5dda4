"""A company in a note that nobody knows: "met Lars at Bergman Logistik"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.reading.names import COMPANY_WORDS, GIVEN, NO_NAMES, RIVALRY
from domain.reading.pattern import Pattern
from domain.reading.people import Named
from domain.reading.phrases import listed
from domain.reading.tokens import Word, key
from domain.reading.verbs import FORMS

_AT = listed("at from hos pa fran of")
_WITH = listed(
    """
    with w med m met meeting called ringde traffade besokte visited hos mote lead prospect kund customer
    """
)
_PLACES = listed(
    """
    lunch noon work home site phone once last least first zoom teams plats lunchen fikat frukost lunchmote telefon
    telefonen kontoret huvudkontoret massan konferensen mote motet demon samtalet vagen vag onsdag hotellet
    restaurangen stan byn linkedin facebook slack mail mejl mailen mejlen mejlet sms whatsapp messenger skype video
    meet distans lagret fabriken verkstaden bygget platsen jobbet golfen squash golf tennis padel gymmet taget flyget
    seminarium seminariet webinar webinariet event eventet natverkstraff traffen fair conference expo airport hq
    headquarters office offices lobby restaurant cafe fika pub starbucks max arlanda course board styrelsen ledningen
    ekonomi inkop procurement legal finance sales marketing hr it engineering operations logistik all course interest
    them us him her dem oss honom henne mig dig er kunden customer client sidan sin plan planen budget engelska
    svenska english swedish semester vab foraldraledighet holiday vacation leave
    """
)
_SUFFIXES = listed("ab ltd limited inc llc plc gmbh corp oy oyj hb kb as aps bv")
_COMMON = {key(word) for word in FORMS | NO_NAMES}
_SHARED = {key(word) for word in COMPANY_WORDS}
_DEFINITE = Pattern(r".{3,}(?:en|et|an|erna|arna|orna)$")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A company nobody knows. `plain` is one a person is said to be at, which no other name in the note outdoes."""

    start: int
    name: str
    plain: bool


def stranger(said: tuple[Word, ...], text: str, people: Sequence[Named], taken: Sequence[range]) -> Stranger | None:
    """The first company named that is no account of ours, if any."""
    ends = {person.end for person in people if not person.colleague}
    starts = {person.start: person for person in people}
    for place in range(len(said)):
        found = _stranger_at(said, place, text, ends, starts, taken)
        if found is not None:
            return found
    return None


def _stranger_at(
    said: tuple[Word, ...],
    place: int,
    text: str,
    ends: set[int],
    starts: dict[int, Named],
    taken: Sequence[range],
) -> Stranger | None:
    word = said[place]
    if any(word.start in stretch for stretch in taken):
        return None
    before = said[place - 1] if place else None
    person = starts.get(word.start)
    length = _length(said, place, taken)
    name = text[word.start : said[place + length - 1].end]
    if length > 1 and _is_suffix(said[place + length - 1]) and word.key not in _COMMON:
        return Stranger(word.start, name, plain=True)
    if before is not None and before.key in _AT and (person is None or not person.sure) and not _elsewhere(said, place):
        of_person = place > 1 and said[place - 2].end in ends
        if _company(word, of_person):
            return Stranger(word.start, name, plain=of_person)
    return _loose(word, before, person, name, text, said[place + length - 1].end, place == 0, _elsewhere(said, place))


def _elsewhere(said: tuple[Word, ...], place: int) -> bool:
    """ "Looking at Volvo", "a quote from Volvo", "lunch at Riche": no customer of ours."""
    return bool(RIVALRY & {word.key for word in said[max(0, place - 6) : place]})


def _is_suffix(word: Word) -> bool:
    return word.key in _SUFFIXES and (word.capital or word.key in ("ab", "ltd", "inc", "gmbh"))


def _loose(
    word: Word, before: Word | None, person: Named | None, name: str, text: str, end: int, first: bool, aside: bool
) -> Stranger | None:
    """After "with" or as a heading: a company unless it may be a person."""
    if not word.capital or (person is not None and person.sure) or not _company(word, of_person=False):
        return None
    heading = text[end : end + 1] == ":" and (first or text[word.start - 1] == "\n")
    if heading or (before is not None and before.key in _WITH and before.end + 1 == word.start and not aside):
        return Stranger(word.start, name, plain=False)
    return None


def _length(said: tuple[Word, ...], place: int, taken: Sequence[range]) -> int:
    """How many words from here are one company's name."""
    length = 1
    while place + length < len(said) and length < 4:
        word = said[place + length]
        joined = word.start == said[place + length - 1].end + 1
        taken_already = any(word.start in stretch for stretch in taken)
        named = word.key in _SUFFIXES or word.key in _SHARED or (word.capital and word.key not in _COMMON)
        if not joined or taken_already or not named:
            break
        length += 1
    return length


def _company(word: Word, of_person: bool) -> bool:
    if word.key in _PLACES or word.key in _COMMON or word.key in GIVEN or word.key.isdigit() or len(word.key) < 2:
        return False
    if word.capital:
        return not (word.text.isupper() and len(word.text) < 3)
    return of_person and not _DEFINITE.match(word.key)
