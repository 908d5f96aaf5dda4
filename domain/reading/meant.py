"""Whether a word that may be somebody's name is meant as one: "Will sends it" and "Will send it", "per" and "Per"."""

from __future__ import annotations

from domain.reading.names import GIVEN, ORDINARY, OWNED, PER_WHAT
from domain.reading.phrases import listed
from domain.reading.tokens import Word, key, without_genitive
from domain.reading.verbs import EN_ONGOING, EN_PLAIN, EN_THIRD, SV_DONE, SV_NOW, SV_PLAIN

BEFORE_A_NAME = listed(
    """
    met meet meeting with w med m traffade traffat traffar motte ringde ringa ring called call phoned rang saw told
    asked fragade emailed mailed mailade mejlade pratade snackade talade enl enligt and och & mr mrs ms dr hej hi dear
    besokte visited contact kontakt kontaktperson messaged texted smsade lunchade kollega kollegan
    colleague heter called named guy
    """
)
LOOSE = listed("and och & for from fran")
_BEFORE_SOMEBODY = (BEFORE_A_NAME - LOOSE) | {"hos"}
VERBS = {key(word) for word in EN_PLAIN | SV_PLAIN}
_SAYING = listed(
    "sa sade sager said says told tells tror tycker tyckte trodde menade menar lovade vill ville har ska kan"
)
_DOES = _SAYING | {key(word) for word in EN_THIRD | SV_NOW | SV_DONE} | {"wants", "wanted", "is", "ar", "was", "var"}
_DONE_TO = _SAYING | {key(word) for word in EN_PLAIN | EN_THIRD | EN_ONGOING | SV_PLAIN | SV_NOW | SV_DONE}
_PRONOUNS = listed("hans")
_HELPING = listed("will may hope love")
"""Of these the name is rarer than the word: it needs somebody's verb behind it, or a surname."""


def is_meant(said: tuple[Word, ...], place: int) -> bool:
    """A name that is also a word needs a capital letter, and at the start of a note not to be a verb ("Will send")."""
    word = said[place]
    if word.key in _PRONOUNS and said[place + 1 : place + 2] and said[place + 1].key in OWNED:
        return False
    if not {word.key, without_genitive(word.key)} & ORDINARY:
        return True
    if place and said[place - 1].key in _BEFORE_SOMEBODY:
        return word.capital or word.key not in _PRONOUNS
    if place and word.capital and said[place - 1].end + 1 == word.start:
        return True
    if word.text.endswith(("'s", "’s")):
        return word.capital
    following = said[place + 1].key if place + 1 < len(said) else ""
    if word.key in _HELPING:
        return word.capital and (following in _DOES or said[place + 1 : place + 2] == () or said[place + 1].capital)
    return word.capital and following not in VERBS and following not in ("all", "the", "every", "deals", "as", "be")


def is_spoken_of(said: tuple[Word, ...], place: int) -> bool:
    """Somebody we know, in small letters, does something or has it done: "per hör av sig", "ringer per", "sa per"."""
    if said[place].key in _PRONOUNS:
        return False
    earlier = said[place - 1].key if place else ""
    following = said[place + 1].key if place + 1 < len(said) else ""
    return following in _DOES or earlier in _DONE_TO


def is_preposition(said: tuple[Word, ...], place: int) -> bool:
    following = said[place + 1] if place + 1 < len(said) else None
    return (
        following is None
        or following.key in PER_WHAT
        or following.key in GIVEN
        or (place > 0 and said[place - 1].key == "as")
    )
